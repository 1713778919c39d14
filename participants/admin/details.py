"""Delegates' details in the admin site, to look at and never to edit."""

from http import HTTPStatus
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogue.access import security_log
from dialogue.exports.spreadsheets import ExportMixin
from dialogue.models import SecurityEvent
from dialogue.pages.organiser_admin import OrganiserAdminMixin
from participants.admin.contacts import ContactsMixin
from participants.delegates import change_form
from participants.delegates.details_said import label, shown
from participants.models import DelegateDetails, Invitation, InvitationWithDetails
from participants.models.details import TRAVEL_FIELDS, VISA_FIELDS
from participants.models.invitation_queryset import protocol_order
from participants.names.passport_line import has_letters_of, line_of
from participants.people.spreadsheets.exports import DetailsResource

GROUPS = [
    (gettext_lazy("Travel"), ["attendance", *TRAVEL_FIELDS]),
    (gettext_lazy("For the visa letter"), VISA_FIELDS),
    (gettext_lazy("Needs"), ["diet", "access_needs", "interpretation"]),
    (
        gettext_lazy("In an emergency"),
        ["emergency_name", "emergency_relation", "emergency_phone"],
    ),
]


class CompletenessFilter(admin.SimpleListFilter):
    title = gettext_lazy("details provided")
    parameter_name = "given"

    def lookups(self, request, model_admin):
        return [("none", _("nothing yet")), ("some", _("incomplete")), ("all", _("complete"))]

    def queryset(self, request, queryset):
        choose = {
            "none": queryset.without_any,
            "some": queryset.incomplete,
            "all": queryset.complete,
        }
        return choose[self.value()]() if self.value() in choose else queryset


@admin.register(InvitationWithDetails)
class InvitationWithDetailsAdmin(OrganiserAdminMixin, ContactsMixin, ExportMixin, admin.ModelAdmin):
    export_resource = DetailsResource
    list_display = ["person", "completeness", "journey", "arrangements"]
    list_filter = [
        CompletenessFilter,
        "dialogue",
        "details__attendance",
        "details__needs_visa_letter",
        "details__wants_pickup",
        "details__interpretation",
    ]
    list_select_related = ["dialogue", "person", "details"]
    search_fields = ["person__folded", "person__email", "person__organisation__folded"]
    fields = readonly_fields = ("person", "category", "completeness", "given")

    def get_queryset(self, request):
        return super().get_queryset(request).expected()

    def get_ordering(self, request):
        """Else Django orders by the last change, whatever the queryset says."""
        return protocol_order()

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("participants.view_delegatedetails")

    def may_export(self, request):
        return self.sees_contacts(request) and self.has_view_permission(request)

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One delegate's details; the security log keeps by whom they were looked at."""
        response = super().changeform_view(request, object_id, form_url, extra_context)
        if response.status_code == HTTPStatus.OK:
            about = f"{Invitation._meta.label_lower} {object_id}"
            security_log.record(SecurityEvent.Kind.DETAILS_OPENED, request=request, about=about)
        return response

    @admin.display(description=gettext_lazy("details provided"), ordering="details__attendance")
    def completeness(self, invitation):
        """How complete it is, and below it how the delegate takes part."""
        row = _row(invitation)
        if row is None:
            return _("nothing yet")
        word = _("complete") if row.is_complete else _("incomplete")
        return format_html('{}<span class="leg">{}</span>', word, shown(row, "attendance"))

    @admin.display(description=gettext_lazy("travel"), ordering="details__arrival_on")
    def journey(self, invitation):
        """Arrival, and below it departure."""
        context = {"row": _row(invitation)}
        return render_to_string("admin/participants/invitationwithdetails/_journey.html", context)

    @admin.display(description=gettext_lazy("to be arranged"))
    def arrangements(self, invitation):
        """What somebody has to do for this delegate, on one line."""
        row = _row(invitation)
        if row is None:
            return "–"
        asked = ["wants_pickup", "needs_visa_letter"]
        to_do = [label(name) for name in asked if getattr(row, name)]
        if row.hotel == DelegateDetails.Hotel.BLOCK:
            to_do.append(row.get_hotel_display())
        if row.interpretation not in {"", DelegateDetails.Interpretation.NONE}:
            to_do.append(f"{label('interpretation')} {row.get_interpretation_display()}")
        if row.funding == DelegateDetails.Funding.REQUESTED:
            to_do.append(row.get_funding_display())
        return ", ".join(str(task) for task in to_do) or "–"

    @admin.display(description=gettext_lazy("details"))
    def given(self, invitation):
        """Everything that is filled in, in groups; and by whom it was saved when."""
        row = _row(invitation)
        groups = [
            (heading, [(label(name), value) for name in names if (value := shown(row, name))])
            for heading, names in GROUPS
        ]
        if row and row.passport_name:
            dict(groups)[GROUPS[1][0]][1:1] = _beside_the_passport(row, invitation.person)
        context = {
            "row": row,
            "groups": [(heading, facts) for heading, facts in groups if facts],
            "waiting": change_form.waiting_of(invitation),
        }
        return render_to_string("admin/participants/invitationwithdetails/_given.html", context)


def _beside_the_passport(row, person):
    """[(label, value)] to compare the passport's name with: the name as it is written elsewhere,
    and what the passport's machine-readable line would be for it."""
    name = person.full_name
    facts = [(_("name as we write it"), person.name), (_("line in the passport"), line_of(name))]
    if not has_letters_of(row.passport_name, name):
        facts.append((_("please compare"), _("The passport’s name has other words.")))
    return facts


def _row(invitation):
    return getattr(invitation, "details", None)
