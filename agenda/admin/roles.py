"""Roles in the admin site: on their session's page, and the list of all of them."""

from django import forms
from django.contrib import admin
from django.db.models import Value
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from agenda.admin.exports import RoleResource
from agenda.models import Role
from agenda.programme import role_pages
from dialogue.exports.spreadsheets import ExportMixin
from dialogue.pages.exchanges import ExchangingFormSet
from dialogue.pages.organiser_admin import (
    OpenInlineMixin,
    OrganiserAdminMixin,
)


class RoleForm(forms.ModelForm):
    """A role on its session's page. After the person was asked,
    person and kind stay as they were asked."""

    FIXED = ["person", "kind"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self._fixed():
            self.fields[name].disabled = True

    def _fixed(self):
        is_known = self.instance.pk and self.instance.state != Role.State.PLANNED
        return [name for name in self.FIXED if is_known and name in self.fields]

    def clean(self):
        cleaned = super().clean()
        for name in self._fixed():  # a page from before they were asked still sends it
            sent = self.data.get(self.add_prefix(name))
            if sent is not None and sent != str(self[name].initial):
                text = _(
                    "This person has been asked in the meantime. Remove this role and add another."
                )
                self.add_error(name, text)
        return cleaned


class RoleFormSet(ExchangingFormSet):
    def add_fields(self, form, index):
        """The box that takes a role away has a name of its own too."""
        super().add_fields(form, index)
        if box := form.fields.get("DELETE"):
            box.widget.attrs["aria-label"] = box.label


class RoleInline(OpenInlineMixin, admin.TabularInline):
    model = Role
    form = RoleForm
    formset = RoleFormSet
    extra = 0
    fields = ["person", "kind", "position", "state_in_full"]
    readonly_fields = ["state_in_full"]
    autocomplete_fields = ["person"]

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("session__dialogue", "person")
        return rows.annotate(may_change=Value(self.has_change_permission(request)))

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Each input with a name of its own, for the table's heading names none of them."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and not db_field.is_relation:
            field.widget.attrs["aria-label"] = field.label
        return field

    @admin.display(description=_("state"))
    def state_in_full(self, role):
        return state_as_html(role) if role.pk else "–"


def state_as_html(role: Role, *, brief: bool = False) -> str:
    """The state with when and by whom, as HTML; `may_change` on the role leads to writing down."""
    with timezone.override(role.session.dialogue.tz):
        return render_to_string("admin/agenda/role/_state.html", {"role": role, "brief": brief})


@admin.register(Role)
class RoleAdmin(OrganiserAdminMixin, ExportMixin, admin.ModelAdmin):
    """Roles are added, edited and taken away on their session's page."""

    export_resource = RoleResource
    list_display = ["person", "kind", "place", "state_now"]
    list_filter = ["state", "kind", "session__dialogue"]
    list_select_related = ["session__dialogue", "person"]
    search_fields = [
        "person__folded",
        "session__title_en",
        "session__title_vi",
    ]
    ordering = ["session__starts_at", "position", "pk"]
    actions = ["ask"]
    fields = ["person", "kind", "place", "state_in_full"]
    readonly_fields = ["person", "kind", "place", "state_in_full"]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.annotate(may_change=Value(self.has_change_permission(request)))

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("session"), ordering="session__starts_at")
    def place(self, role):
        session = role.session
        return format_html(
            '<a href="{}">{}</a><br>{}',
            reverse("admin:agenda_session_change", args=[session.pk]),
            session.title,
            date_format(session.dialogue.local(session.starts_at), "DATETIME_FORMAT"),
        )

    @admin.display(description=_("state"), ordering="state")
    def state_now(self, role):
        return state_as_html(role, brief=True)

    @admin.display(description=_("state"))
    def state_in_full(self, role):
        return state_as_html(role)

    @admin.action(description=_("Ask people to take these roles"), permissions=["change"])
    def ask(self, request, queryset):
        keys = queryset.values_list("pk", flat=True)
        return role_pages.ask_page(request, keys, request.GET.urlencode())

    def change_view(self, request, object_id, form_url="", extra_context=None):
        hidden = {"show_save": False, "show_save_and_continue": False}
        return super().change_view(
            request, object_id, form_url, {**hidden, **(extra_context or {})}
        )

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("ask/", wrap(role_pages.ask_page), name="role_ask"),
            path("ask/letter/<int:pk>/", wrap(role_pages.letter), name="role_letter"),
            path("<int:pk>/answer/", wrap(role_pages.record_answer), name="role_answer"),
        ]
        return own + super().get_urls()
