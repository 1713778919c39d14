"""The mail system as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    name = "dialogue.mail"
    verbose_name = _("Outgoing email")
