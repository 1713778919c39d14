"""The register of data requests and breaches in the admin site. Nothing is deleted from it; what
has been answered is changed only by reopening it, with a reason."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from dialogue.exports.spreadsheets import ExportMixin
from dialogue.pages.history_admin import HistoryAdmin
from dialogue.pages.organiser_admin import OrganiserAdminMixin
from dialogue.pages.widgets import LabelledSplitDateTime
from participants.models import DataRequest
from participants.personal_data import register, register_pages
from participants.personal_data.register_list import DataRequestResource, StandingFilter

RECEIVED = ["kind", ("received_at", "way"), "dialogue", "person", "about", "remark", "handled_by"]
OF_A_BREACH = [
    *["data_concerned", "people_concerned", "consequences", "measures"],
    *[("authority", "authority_notified_at"), "people_notified_at"],
]
FIXED_WHEN_SETTLED = ["kind", "received_at", "way", "dialogue", "person", "about", "remark"]


@admin.register(DataRequest)
class DataRequestAdmin(OrganiserAdminMixin, ExportMixin, HistoryAdmin):
    export_resource = DataRequestResource
    formfield_overrides = {models.DateTimeField: {"widget": LabelledSplitDateTime}}
    list_display = ["reference", "kind", "who", "standing", "received_at", "handled_by"]
    list_filter = [StandingFilter, "kind", "way", "dialogue"]
    list_select_related = ["person", "handled_by"]
    search_fields = ["about", "remark", "person__folded"]
    autocomplete_fields = ["person"]
    actions = None
    readonly_fields = ["standing", "due_at", "state", "answer", "answered_at", "answered_by"]

    def get_fieldsets(self, request, obj=None):
        """What a breach asks for only where there is one, or may be."""
        groups = [(None, {"fields": [*(["standing", "due_at"] if obj else []), *RECEIVED]})]
        if obj is None or obj.is_breach:
            shown = {"fields": OF_A_BREACH, "classes": [] if obj else ["collapse"]}
            groups.append((_("Of a breach"), shown))
        if obj and obj.answered_at:
            fields = ["state", "answer", ("answered_at", "answered_by")]
            groups.append((_("Answer"), {"fields": fields}))
        return groups

    def get_readonly_fields(self, request, obj=None):
        """What was answered stays as it was asked. A breach's facts may still come in."""
        fixed = FIXED_WHEN_SETTLED if obj and obj.is_settled else []
        return [*self.readonly_fields, *fixed]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Organisers handle requests, not everybody with an account."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "handled_by":
            field.queryset = field.queryset.filter(is_staff=True, is_active=True)
        return field

    def has_delete_permission(self, request, obj=None):
        return False

    def revert_disabled(self, request, obj=None):
        """An older version would take an answer back without a reason."""
        return True

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        if request.method == "POST":
            raise PermissionDenied
        return super().history_form_view(request, object_id, version_id, extra_context)

    def save_model(self, request, obj, form, change):
        """Of a row that is there only what was typed: somebody may have answered since."""
        if not change:
            register.enter(obj)
        elif form.changed_data:
            register.recount(obj)
            obj.save(update_fields=[*form.changed_data, "due_at"])

    @admin.display(description=_("number"), ordering="-pk")
    def reference(self, row):
        return row.reference

    @admin.display(description=_("about whom"))
    def who(self, row):
        return row.who

    @admin.display(description=_("what is to be done"), ordering="due_at")
    def standing(self, row):
        standing = register.standing(row, timezone.now())
        if standing.is_late:
            return format_html('<span class="late">{}</span>', standing.text)
        return standing.text

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/answer/", wrap(register_pages.answer), name="data_request_answer"),
            path("<int:pk>/reopen/", wrap(register_pages.reopen), name="data_request_reopen"),
        ]
        return own + super().get_urls()
