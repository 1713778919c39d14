"""What is talked about, and when, as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from agenda.letter_kinds import KINDS
from dialogue.mail import letter_kinds


class AgendaConfig(AppConfig):
    name = "agenda"
    verbose_name = _("Agenda")

    def ready(self) -> None:
        letter_kinds.register(*KINDS)
