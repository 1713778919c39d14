"""People and their seats as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dialogue.mail import letter_kinds
from participants.letters.letter_kinds import KINDS


class ParticipantsConfig(AppConfig):
    name = "participants"
    verbose_name = _("Participants")

    def ready(self) -> None:
        letter_kinds.register(*KINDS)
