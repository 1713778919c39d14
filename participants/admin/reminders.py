"""The rules by which reminders go out, in the admin site."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from dialogue.pages.organiser_admin import OrganiserAdminMixin
from participants.models import ReminderRule


@admin.register(ReminderRule)
class ReminderRuleAdmin(OrganiserAdminMixin, admin.ModelAdmin):
    list_display = ["sentence", "dialogue", "is_active"]
    list_filter = ["dialogue", "kind"]
    list_select_related = ["dialogue"]
    fields = ["dialogue", "kind", "days_before", "is_active"]

    def get_readonly_fields(self, request, obj=None):
        """What it has reminded of belongs to the same dialogue."""
        return ["dialogue"] if obj else []

    @admin.display(description=_("rule"), ordering="kind")
    def sentence(self, rule):
        return str(rule)
