"""The ground floor as a Django app, and the admin site it brings."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _

from dialogue.access import roles, tokens
from dialogue.accounts.letter_kinds import ACCOUNT
from dialogue.mail import letter_kinds

RIGHTS = roles.AppRights(
    "dialogue", full_access=[roles.SECRETARIAT], restricted=["view_securityevent"]
)


class DialogueConfig(AppConfig):
    name = "dialogue"
    verbose_name = _("Dialogue")

    def ready(self) -> None:
        letter_kinds.register(ACCOUNT)
        roles.register(RIGHTS)
        tokens.register_link_prefixes("/password/reset/key/")  # allauth's, for a new password


class DialogueAdminConfig(AdminConfig):
    default_site = "dialogue.accounts.admin_site.OrganisersSite"

    def ready(self) -> None:
        """Put our own classes in the place of those that libraries have registered."""
        super().ready()
        import_module("dialogue.accounts.admin")
