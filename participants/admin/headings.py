"""Headings of lists that organisers explained once, so that a wrong word can be taken back."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from dialogue.pages.organiser_admin import OrganiserAdminMixin
from participants.models import HeadingMeaning
from participants.people.spreadsheets.columns import heading


@admin.register(HeadingMeaning)
class HeadingMeaningAdmin(OrganiserAdminMixin, admin.ModelAdmin):
    list_display = ["heading", "read_as", "decided_by", "decided_at"]
    list_select_related = ["decided_by"]
    search_fields = ["heading"]
    fields = ["heading", "read_as", "decided_by", "decided_at"]
    readonly_fields = ["heading", "read_as", "decided_by", "decided_at"]

    @admin.display(description=_("is read as"), ordering="column")
    def read_as(self, meaning):
        return heading(meaning.column) if meaning.column else _("left out")

    def has_add_permission(self, request):
        """They are made on the page of an import, where the column is seen."""
        return False

    def has_change_permission(self, request, obj=None):
        return False
