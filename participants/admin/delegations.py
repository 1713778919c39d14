"""Delegations in the admin site: the seats that an institution has, and its link."""

from django.conf import settings
from django.contrib import admin
from django.db.models import Count, Q
from django.forms import BaseInlineFormSet
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dialogue.exports.spreadsheets import ExportMixin
from dialogue.pages.organiser_admin import OpenInlineMixin, OrganiserAdminMixin
from participants.admin.contacts import ContactsMixin
from participants.models import Delegation, Invitation
from participants.official.list_actions import write_to_institutions
from participants.people.spreadsheets.exports import DelegationResource
from participants.workflow import letters_in_pages, renew_link_page
from participants.workflow.forms import SeatForm


class SeatFormSet(BaseInlineFormSet):
    """The category is chosen among those of the delegation's dialogue, once there is one."""

    def get_form_kwargs(self, index):
        dialogue = self.instance.dialogue if self.instance.pk else None
        return {**super().get_form_kwargs(index), "dialogue": dialogue}


class SeatInline(OpenInlineMixin, admin.TabularInline):
    """The seats that an institution has. A new row is a draft; the rest is done on the seat."""

    model = Invitation
    form = SeatForm
    formset = SeatFormSet
    fields = ["category", "who", "state"]
    readonly_fields = ["who", "state"]
    extra = 1
    can_delete = False
    show_change_link = True
    verbose_name = _("seat")
    verbose_name_plural = _("seats")

    def get_queryset(self, request):
        return super().get_queryset(request).with_people()

    @admin.display(description=_("person"))
    def who(self, seat):
        return seat.person or "–"

    @admin.display(description=_("status"))
    def state(self, seat):
        return seat.get_status_display()


@admin.register(Delegation)
class DelegationAdmin(OrganiserAdminMixin, ContactsMixin, ExportMixin, admin.ModelAdmin):
    export_resource = DelegationResource
    list_display = ["organisation", "dialogue", "focal_point", "seats"]
    list_filter = ["dialogue"]
    list_select_related = ["organisation", "dialogue", "focal_point"]
    search_fields = ["organisation__folded"]
    autocomplete_fields = ["organisation", "focal_point"]
    fields = ["dialogue", "organisation", "focal_point", "message", "link", "official_letters"]
    inlines = [SeatInline]
    actions = [write_to_institutions]

    def get_queryset(self, request):
        named = Count("seats", filter=Q(seats__person__isnull=False))
        return super().get_queryset(request).annotate(named=named, all_seats=Count("seats"))

    def get_ordering(self, request):
        """By the institution's name in the language on screen."""
        return [f"organisation__sort_key_{get_language()}", "pk"]

    def get_fields(self, request, obj=None):
        may_act = obj and self.has_change_permission(request, obj)
        return [name for name in self.fields if may_act or name not in {"link", "official_letters"}]

    def get_inlines(self, request, obj=None):
        """Seats are added when it is clear to which dialogue they belong."""
        return self.inlines if obj else []

    def get_readonly_fields(self, request, obj=None):
        shown = ["link", "official_letters"]
        return [*shown, "dialogue", "organisation"] if obj else shown

    def save_formset(self, request, form, formset, change):
        """Of a seat that is there only what was changed: somebody may have been named since."""
        seats = formset.save(commit=False)
        changed = {seat.pk: names for seat, names in formset.changed_objects}
        for seat in seats:
            seat.save(update_fields=changed.get(seat.pk))

    def has_delete_permission(self, request, obj=None):
        may = super().has_delete_permission(request, obj)
        return may and not (obj and obj.seats.exists())

    @admin.display(description=_("seats filled / allocated"))
    def seats(self, delegation):
        return f"{delegation.named} / {delegation.all_seats}"

    @admin.display(description=_("the institution’s link"))
    def link(self, delegation):
        if not any(seat.is_out for seat in delegation.seats.all()):
            return _("There is none until the invitation has been sent.")
        return format_html(
            '<a href="{0}">{0}</a> <a class="button" href="{1}">{2}</a>',
            settings.PUBLIC_URL + delegation.page_path,
            reverse("admin:delegation_renew_link", args=[delegation.pk]),
            _("Renew the link"),
        )

    @admin.display(description=_("official letters"))
    def official_letters(self, delegation):
        """How many there are, and where names are compared with them."""
        links = [
            (reverse("admin:letters_in", args=[delegation.dialogue_id]), _("Compare the names")),
            (
                reverse("admin:delegation_letter_in", args=[delegation.pk]),
                _("Record an official letter"),
            ),
        ]
        number = delegation.incoming_letters.count()
        return format_html("{} · {}", number, format_html_join(" · ", '<a href="{}">{}</a>', links))

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path(
                "<int:pk>/renew/",
                wrap(renew_link_page.renew_link),
                name="delegation_renew_link",
            ),
            path(
                "<int:pk>/letter/",
                wrap(letters_in_pages.record_of_delegation),
                name="delegation_letter_in",
            ),
        ]
        return own + super().get_urls()
