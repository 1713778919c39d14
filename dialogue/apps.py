"""The ground floor as a Django app, and the admin site it brings."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class DialogueConfig(AppConfig):
    name = "dialogue"
    verbose_name = _("Dialogue")


class DialogueAdminConfig(AdminConfig):
    default_site = "dialogue.accounts.admin_site.OrganisersSite"

    def ready(self) -> None:
        """Put our own classes in the place of those that libraries have registered."""
        super().ready()
        import_module("dialogue.accounts.admin")
