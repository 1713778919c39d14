"""The security log in the admin site, to read and never to alter."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.models import SecurityEvent
from dialogue.pages.organiser_admin import OrganiserAdminMixin

DETAILS = {  # as they are written down, in English: as they are shown
    "password": pgettext_lazy("security log", "password"),
    "second factor": _("second factor"),
    "no second factor": pgettext_lazy("security log", "no second factor"),
    "totp": pgettext_lazy("security log", "app"),
    "webauthn": pgettext_lazy("security log", "key"),
    "recovery_codes": pgettext_lazy("security log", "recovery codes"),
    "locked account": pgettext_lazy("security log", "locked account"),
    "through a mailed link": pgettext_lazy("security log", "through a mailed link"),
    "invitation": pgettext_lazy("security log", "invitation"),
    "access renewed": pgettext_lazy("security log", "access renewed"),
    "app": pgettext_lazy("security log", "app"),
    "key": pgettext_lazy("security log", "key"),
    "recovery codes": pgettext_lazy("security log", "recovery codes"),
    "over": pgettext_lazy("security log", "over"),
}


@admin.register(SecurityEvent)
class SecurityEventAdmin(OrganiserAdminMixin, admin.ModelAdmin):
    date_hierarchy = "happened_at"
    list_display = ["happened_at", "kind", "account", "address", "concerning", "details"]
    list_filter = ["kind"]
    search_fields = ["account", "address", "about", "detail"]
    fields = readonly_fields = (
        *("happened_at", "kind", "account", "address", "concerning", "details"),
        "browser",
    )

    @admin.display(description=_("concerning"), ordering="about")
    def concerning(self, event: SecurityEvent) -> str:
        """What was written down as "participants.person 12", in the reader's words."""
        label, _space, key = event.about.partition(" ")
        try:
            words = apps.get_model(label)._meta
        except (LookupError, ValueError):
            return event.about
        return f"{words.verbose_name} {key}" if key else str(words.verbose_name_plural)

    @admin.display(description=_("further details"), ordering="detail")
    def details(self, event: SecurityEvent) -> str:
        """In the reader's language where it is a word of ours; numbers and files stay."""
        return ", ".join(str(DETAILS.get(part, part)) for part in event.detail.split(", "))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
