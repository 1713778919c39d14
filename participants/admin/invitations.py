"""Invitations in the admin site. Status is shown, never edited: what may be done with an invitation
is on its page as buttons and in the list as actions (see BULK_ACTIONS)."""

from django.conf import settings
from django.contrib import admin
from django.db.models import Value, prefetch_related_objects
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from dialogue.access.open_rows import open_to
from dialogue.exports.spreadsheets import ExportMixin
from dialogue.mail.refusal_reasons import Reason
from dialogue.pages.bulk_action import list_action, list_name, page_of
from dialogue.pages.organiser_admin import OrganiserAdminMixin
from participants.admin.contacts import ContactsMixin
from participants.admin.countries import CountryFilter
from participants.admin.invitation_list import (
    InvitationList,
    list_tools,
    statuses_listed,
)
from participants.admin.moments import MomentColumns
from participants.delegates import consent_page
from participants.delegates.recorded_details_page import record_details
from participants.desk import report_page
from participants.groupmail import group_letter_page
from participants.lists import draft_page
from participants.models import Invitation, Person, find_known_people
from participants.new_dialogue import pages as new_dialogue
from participants.official.list_actions import write_to_invitees
from participants.people.spreadsheets.exports import InvitationResource
from participants.reminders import reminders_page
from participants.reminders.action import REMIND
from participants.seating import pages
from participants.seating.action import OFFER
from participants.states import RESERVES_A_SEAT, Status
from participants.workflow import (
    actions,
    bulk_job,
    dialogue_changed_page,
    forms_of_address_page,
    recording_pages,
)
from participants.workflow.at_a_glance import at_a_glance
from participants.workflow.bulk_action import letter_page
from participants.workflow.emails_of import emails_of
from participants.workflow.forms import InvitationForm
from participants.workflow.next_acts import acts_for
from participants.workflow.rehearsed_action import rehearsal_of

# In the order of the buttons.
BULK_ACTIONS = [
    actions.CLEAR,
    actions.INVITE,
    actions.RESERVE,
    OFFER,
    actions.APPROVE,
    actions.REJECT,
    actions.EXTEND,
    REMIND,
    actions.WITHDRAW,
    actions.INVITE_AGAIN,
    actions.CLEAR_AGAIN,
    actions.RENEW_LINK,
    actions.VOUCH,
    actions.RECORD_PRESENT,
    actions.RECORD_ABSENT,
    actions.UNDO_ATTENDANCE,
    actions.REDRAFT,
]
bulk_job.register(*BULK_ACTIONS)


@admin.register(Invitation)
class InvitationAdmin(
    OrganiserAdminMixin, ContactsMixin, MomentColumns, ExportMixin, admin.ModelAdmin
):
    export_resource = InvitationResource
    list_display = ["who", "state", "category", "organisation", "invited", "reply_by"]
    list_filter = [
        "dialogue",
        "status",
        "category",
        CountryFilter,
        ("answers__is_from_unknown_address", admin.BooleanFieldListFilter),
    ]
    search_fields = [
        "person__folded",
        "person__email",
        "person__phone_digits",
        "person__organisation__folded",
        "delegation__organisation__folded",
    ]
    autocomplete_fields = ["person"]
    actions = [*map(list_action, BULK_ACTIONS), write_to_invitees]
    form = InvitationForm
    kept_for_another = ["category"]  # and with it the dialogue
    fields = [
        "person",
        "delegation",
        "category",
        "state",
        "message",
        "note",
        "link",
        "story",
        "letters",
        "incoming",
    ]

    def get_changelist(self, request, **kwargs):
        return InvitationList

    def get_queryset(self, request):
        rows = super().get_queryset(request).with_people().with_lost_letter()
        rows = rows.annotate(shows_contacts=Value(self.sees_contacts(request)))
        return rows.order_by("-changed_at", "pk")

    def get_object(self, request, object_id, from_field=None):
        """With the people whom its nominations name, for `story` knows no request."""
        invitation = super().get_object(request, object_id, from_field)
        if invitation:
            prefetch_related_objects([invitation], "nominations")
            people = open_to(request.user, Person.objects.all())
            find_known_people(invitation.nominations.all(), people)
        return invitation

    def get_actions(self, request):
        """Only what is legal for some invitation on the list."""
        if not hasattr(request, "statuses_listed"):  # Django asks several times
            request.statuses_listed = statuses_listed(request)
        unfit = {
            list_name(action)
            for action in BULK_ACTIONS
            if not action.fits_some(request.statuses_listed[action.since_first_day])
        }
        actions = super().get_actions(request)
        return {name: action for name, action in actions.items() if name not in unfit}

    def has_delete_permission(self, request, obj=None):
        return False  # an invitation is withdrawn; its history stays

    def save_model(self, request, obj, form, change):
        """Only what the form changed: the invitee may have answered since."""
        if not change:
            obj.save()
        elif form.changed_data:
            obj.save(update_fields=form.changed_data)

    def get_fields(self, request, obj=None):
        """Without the personal link, and what the invitee wrote, where somebody may only look."""
        may_act = self.has_change_permission(request, obj)
        fields = super().get_fields(request, obj)
        return [name for name in fields if may_act or name not in {"link", "incoming"}]

    def get_readonly_fields(self, request, obj=None):
        fixed = ["state", "link", "story", "letters", "incoming"]
        return [*fixed, "person", "delegation"] if obj else fixed

    @admin.display(description=_("person"), ordering="person__sort_key")
    def who(self, invitation):
        return invitation.who

    @admin.display(description=_("institution"))
    def organisation(self, invitation):
        return invitation.organisation

    @admin.display(description=_("status"), ordering="status")
    def state(self, invitation):
        return format_html(
            '<span class="state state-{}">{}</span>{}{}',
            invitation.status,
            Status(invitation.status).label,  # get_status_display translates all of them
            self._released(invitation),
            self._lost(invitation),
        )

    def _released(self, invitation):
        if invitation.status not in RESERVES_A_SEAT or invitation.reserves_a_seat:
            return ""
        text = _("reply deadline passed; the seat is free")
        return format_html('<br><span class="late">{}</span>', text)

    def _lost(self, invitation):
        if invitation.lost_because is None:
            return ""
        text = _("a letter did not arrive")
        why = Reason(invitation.lost_because or Reason.NOT_UNDERSTOOD).label
        return format_html('<br><span class="late">{}: {}</span>', text, why)

    @admin.display(description=_("personal link"))
    def link(self, invitation):
        if not (invitation.pk and invitation.is_out):
            return _("There is none until the invitation has been sent.")
        address = settings.PUBLIC_URL + invitation.link
        return format_html('<a href="{0}">{0}</a>', address)

    @admin.display(description=_("history"))
    def story(self, invitation):
        """Answers and events as sentences, the newest first."""
        if not invitation.pk:
            return "–"
        context = {
            "invitation": invitation,
            "shows_contacts": invitation.shows_contacts,
            "substitute": Invitation.objects.with_people().filter(replaces=invitation).first(),
            "events": invitation.events.select_related("user"),
            "answers": invitation.answers.select_related("recorded_by", "letter").defer(
                "letter__content"
            ),
            "nominations": invitation.nominations.all(),
            "consents": invitation.consents.all(),
        }
        return render_to_string("admin/participants/invitation/_story.html", context)

    @admin.display(description=_("emails"))
    def letters(self, invitation):
        if not invitation.pk:
            return "–"
        return emails_of(invitation, shows_addresses=invitation.shows_contacts)

    @admin.display(description=_("incoming mail"))
    def incoming(self, invitation):
        if not invitation.pk:
            return "–"
        rows = [
            (
                reverse("admin:participants_incomingmail_change", args=[mail.pk]),
                mail.get_partstat_display() or mail.get_kind_display(),
                mail.sender,
                mail.get_state_display(),
            )
            for mail in invitation.incoming.defer("content")
        ]
        return format_html_join("", '<p><a href="{}">{}</a> ← {} ({})</p>', rows) or "–"

    def changelist_view(self, request, extra_context=None):
        tools = {"list_tools": list_tools(request, may_write=self.has_change_permission(request))}
        return super().changelist_view(request, {**tools, **(extra_context or {})})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        extra: dict = {}
        if invitation := self.get_object(request, object_id):
            contacts = self.sees_contacts(request)
            extra = at_a_glance(request, invitation, shows_contacts=contacts)
            if self.has_change_permission(request, invitation):
                sees = request.user.has_perm("participants.view_delegatedetails")
                extra["acts"] = acts_for(invitation, BULK_ACTIONS, sees_details=sees)
        return super().change_view(request, object_id, form_url, {**extra, **(extra_context or {})})

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("action/<slug:name>/", wrap(page_of(BULK_ACTIONS)), name="invitation_action"),
            path("<int:pk>/letter/", wrap(letter_page), name="invitation_letter"),
            path(
                "<int:pk>/rehearsal/<slug:name>/",
                wrap(rehearsal_of(BULK_ACTIONS)),
                name="invitation_rehearsal",
            ),
            path("<int:pk>/offer-letter/", wrap(pages.letter_page), name="offer_letter"),
            path("<int:pk>/answer/", wrap(recording_pages.record_answer), name="invitation_answer"),
            path(
                "<int:pk>/nomination/",
                wrap(recording_pages.record_nomination),
                name="invitation_nomination",
            ),
            path("<int:pk>/reminder/", wrap(reminders_page.letter), name="reminder_letter"),
            path("forms-of-address/", wrap(forms_of_address_page.page), name="forms_of_address"),
            path("changed/<int:pk>/", wrap(dialogue_changed_page.page), name="dialogue_changed"),
            path("write/<int:pk>/", wrap(group_letter_page.page), name="group_letter"),
            path(
                "<int:pk>/group-letter/", wrap(group_letter_page.frame), name="group_letter_frame"
            ),
            path("reminders/", wrap(reminders_page.plan), name="reminders"),
            path("reminders/send/", wrap(reminders_page.send), name="reminders_send"),
            path("balance/<int:pk>/", wrap(pages.balance_page), name="balance"),
            path("reserve/<int:pk>/", wrap(pages.reserve_page), name="reserve"),
            path("reserve/<int:pk>/offer/", wrap(pages.offer_page), name="reserve_offer"),
            path("<int:pk>/details/", wrap(record_details), name="invitation_details"),
            path("<int:pk>/consent/", wrap(consent_page.take_back), name="invitation_consent"),
            path("status-report/<int:pk>/", wrap(report_page.file), name="status_report"),
            *new_dialogue.paths(wrap),
            *draft_page.paths(wrap),
        ]
        return own + super().get_urls()
