"""The security log in the admin site, to read and never to alter."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dialogue.models import SecurityEvent
from dialogue.pages.organiser_admin import OrganiserAdminMixin


@admin.register(SecurityEvent)
class SecurityEventAdmin(OrganiserAdminMixin, admin.ModelAdmin):
    date_hierarchy = "happened_at"
    list_display = ["happened_at", "kind", "account", "address", "concerning", "detail"]
    list_filter = ["kind"]
    search_fields = ["account", "address", "about", "detail"]
    fields = readonly_fields = (
        *("happened_at", "kind", "account", "address", "concerning", "detail"),
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

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
