"""The mail system as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from dialogue.mail import letter_kinds


class MailConfig(AppConfig):
    name = "dialogue.mail"
    verbose_name = _("Outgoing email")

    def ready(self) -> None:
        letter_kinds.register(*letter_kinds.KINDS)
