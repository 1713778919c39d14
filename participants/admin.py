"""Institutions, people and invitations in the admin site. Status is shown, never edited: what may
be done with an invitation stands on it as buttons and in its list as actions (see desk.py)."""

from django.conf import settings
from django.contrib import admin
from django.db.models import Count, Q
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from modeltranslation.admin import TranslationAdmin

from dialogue import entries
from dialogue.admin import HistoryAdmin
from dialogue.models import Dialogue
from participants import board, desk, details_admin, recording, reminder_pages
from participants.forms import InvitationForm, SeatForm
from participants.models import Category, Delegation, Invitation, Organisation, Person, ReminderRule
from participants.protocol import country_order
from participants.states import HOLDS_A_SEAT


class CountryFilter(admin.SimpleListFilter):
    """The countries that occur, in protocol order."""

    title = _("country")
    parameter_name = "country"

    def lookups(self, request, model_admin):
        used = set(model_admin.model.objects.values_list(self.field(model_admin.model), flat=True))
        return [(code, countries.name(code)) for code in country_order() if code in used]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return queryset.filter(**{self.field(queryset.model): self.value()})

    def field(self, model):
        return "person__country" if model is Invitation else "country"


class CountryColumn:
    """The country by name. As a plain field, Django would list all countries anew for each row."""

    @admin.display(description=_("country"), ordering="country")
    def country_name(self, row):
        return row.country.name


@admin.register(Category)
class CategoryAdmin(TranslationAdmin):
    list_display = ["name", "dialogue", "target", "position"]
    list_filter = ["dialogue"]
    list_select_related = ["dialogue"]


@admin.register(Organisation)
class OrganisationAdmin(CountryColumn, TranslationAdmin):
    list_display = ["name", "country_name", "website"]
    search_fields = ["name_en", "name_vi"]
    list_filter = [CountryFilter]


@admin.register(Person)
class PersonAdmin(CountryColumn, HistoryAdmin, TranslationAdmin):
    list_per_page = 50
    show_full_result_count = False
    list_display = ["name", "title", "organisation", "country_name", "email"]
    list_filter = ["language", "invitations__category", CountryFilter]
    list_select_related = ["organisation"]
    search_fields = ["family_name", "given_name", "email", "organisation__name_en"]
    autocomplete_fields = ["organisation"]
    actions = ["draft_invitations"]
    fieldsets = [
        (None, {"fields": [("family_name", "given_name"), "form_of_address", "title"]}),
        (
            _("Institution and protocol"),
            {"fields": ["organisation", "country", "precedence", "precedence_reason"]},
        ),
        (
            _("How to reach"),
            {"fields": ["email", "phone", "language", ("assistant_name", "cc_email")]},
        ),
        (_("As the person describes it"), {"fields": [("gender", "gender_words")]}),
        (_("Display name"), {"fields": ["display_name"], "classes": ["collapse"]}),
        (None, {"fields": ["note"]}),
    ]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        entries.touch(Dialogue.objects.all())  # the person may speak at any

    @admin.display(description=_("name"), ordering="family_name")
    def name(self, person):
        return person.name

    @admin.action(description=_("Draft invitations for the chosen people"))
    def draft_invitations(self, request, queryset):
        return desk.draft_invitations(request, queryset)


def _step_action(name):
    @admin.action(description=desk.STEPS[name].button, permissions=["change"])
    def action(modeladmin, request, queryset):
        return desk.step_page(request, name, ids=list(queryset.values_list("pk", flat=True)))

    action.__name__ = name.replace("-", "_")
    return action


class SeatInline(admin.TabularInline):
    """The seats that an institution holds. A new row is a draft; the rest is done on the seat."""

    model = Invitation
    form = SeatForm
    fields = ["category", "who", "state"]
    readonly_fields = ["who", "state"]
    extra = 1
    can_delete = False
    show_change_link = True
    verbose_name = _("seat")
    verbose_name_plural = _("seats")

    def get_queryset(self, request):
        return super().get_queryset(request).with_people()

    def get_formset(self, request, obj=None, **kwargs):
        """The category is chosen among those of the delegation's dialogue."""
        formset = super().get_formset(request, obj, **kwargs)
        formset.form = type("SeatForm", (formset.form,), {"dialogue": obj and obj.dialogue})
        return formset

    @admin.display(description=_("person"))
    def who(self, seat):
        return seat.person or "–"

    @admin.display(description=_("status"))
    def state(self, seat):
        return seat.get_status_display()


@admin.register(Delegation)
class DelegationAdmin(admin.ModelAdmin):
    list_display = ["organisation", "dialogue", "focal_point", "seats"]
    list_filter = ["dialogue"]
    list_select_related = ["organisation", "dialogue", "focal_point"]
    search_fields = ["organisation__name_en", "organisation__name_vi"]
    autocomplete_fields = ["organisation", "focal_point"]
    fields = ["dialogue", "organisation", "focal_point", "message", "link"]
    inlines = [SeatInline]

    def get_queryset(self, request):
        named = Count("seats", filter=Q(seats__person__isnull=False))
        return super().get_queryset(request).annotate(named=named, all_seats=Count("seats"))

    def get_fields(self, request, obj=None):
        may_act = obj and self.has_change_permission(request, obj)
        return [name for name in self.fields if may_act or name != "link"]

    def get_inlines(self, request, obj=None):
        """Seats are added when it is clear to which dialogue they belong."""
        return self.inlines if obj else []

    def get_readonly_fields(self, request, obj=None):
        return ["link", "dialogue", "organisation"] if obj else ["link"]

    def has_delete_permission(self, request, obj=None):
        may = super().has_delete_permission(request, obj)
        return may and not (obj and obj.seats.exists())

    @admin.display(description=_("seats named / held"))
    def seats(self, delegation):
        return f"{delegation.named} / {delegation.all_seats}"

    @admin.display(description=_("the institution’s link"))
    def link(self, delegation):
        if not any(seat.is_out for seat in delegation.seats.all()):
            return _("There is none before the invitation is sent.")
        return format_html(
            '<a href="{0}">{0}</a> <a class="button" href="{1}">{2}</a>',
            settings.PUBLIC_URL + delegation.page_path,
            reverse("admin:delegation_renew_link", args=[delegation.pk]),
            _("Renew the link"),
        )

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/renew/", wrap(desk.renew_delegation_link), name="delegation_renew_link")
        ]
        return own + super().get_urls()


@admin.register(Invitation)
class InvitationAdmin(admin.ModelAdmin):
    list_per_page = 50
    show_full_result_count = False
    list_display = ["who", "state", "category", "organisation", "invited_at", "reply_by_at"]
    list_filter = [
        "dialogue",
        "status",
        "category",
        CountryFilter,
        ("answers__is_from_unknown_address", admin.BooleanFieldListFilter),
    ]
    search_fields = [
        "person__family_name",
        "person__given_name",
        "person__email",
        "delegation__organisation__name_en",
        "delegation__organisation__name_vi",
    ]
    autocomplete_fields = ["person"]
    actions = [_step_action(name) for name in desk.STEPS]
    form = InvitationForm
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
    ]

    def get_queryset(self, request):
        rows = super().get_queryset(request).with_people()
        return rows.order_by("-changed_at", "pk")

    def get_actions(self, request):
        """Only the steps that are legal for some invitation on the list."""
        if not hasattr(request, "statuses_listed"):  # Django asks several times
            rows = Invitation.objects.order_by()
            if (dialogue := request.GET.get("dialogue__id__exact", "")).isdecimal():
                rows = rows.filter(dialogue=dialogue)
            if status := request.GET.get("status__exact"):
                rows = rows.filter(status=status)
            request.statuses_listed = set(rows.values_list("status", flat=True).distinct())
        actions = super().get_actions(request)
        return {
            name: action
            for name, action in actions.items()
            if name.replace("_", "-") not in desk.STEPS
            or desk.STEPS[name.replace("_", "-")].fits_some(request.statuses_listed)
        }

    def has_delete_permission(self, request, obj=None):
        return False  # an invitation is withdrawn; its history stays

    def save_model(self, request, obj, form, change):
        """Only what the form changed: meanwhile the invitee may have answered."""
        if not change:
            obj.save()
        elif form.changed_data:
            obj.save(update_fields=form.changed_data)

    def get_fields(self, request, obj=None):
        """Without the personal link for those who may look and not act."""
        may_act = self.has_change_permission(request, obj)
        return [name for name in self.fields if may_act or name != "link"]

    def get_readonly_fields(self, request, obj=None):
        fixed = ["state", "link", "story", "letters"]
        return [*fixed, "person", "delegation"] if obj else fixed

    @admin.display(description=_("person"), ordering="person__family_name")
    def who(self, invitation):
        return invitation.who

    @admin.display(description=_("organisation"))
    def organisation(self, invitation):
        return invitation.organisation

    @admin.display(description=_("status"), ordering="status")
    def state(self, invitation):
        return format_html(
            '<span class="state state-{}">{}</span>{}',
            invitation.status,
            invitation.get_status_display(),
            self._released(invitation),
        )

    def _released(self, invitation):
        if invitation.status not in HOLDS_A_SEAT or invitation.holds_a_seat:
            return ""
        text = _("time is over; the seat is free")
        return format_html('<br><span class="late">{}</span>', text)

    @admin.display(description=_("personal link"))
    def link(self, invitation):
        if not (invitation.pk and invitation.is_out):
            return _("There is none before the invitation is sent.")
        address = settings.PUBLIC_URL + invitation.link
        return format_html('<a href="{0}">{0}</a>', address)

    @admin.display(description=_("history"))
    def story(self, invitation):
        """Answers and events as sentences, the newest first."""
        if not invitation.pk:
            return "–"
        context = {
            "invitation": invitation,
            "substitute": Invitation.objects.with_people().filter(replaces=invitation).first(),
            "events": invitation.events.select_related("user"),
            "answers": invitation.answers.select_related("recorded_by"),
            "proposals": invitation.nominations.all(),
            "consents": invitation.consents.all(),
        }
        return render_to_string("admin/participants/invitation/_story.html", context)

    @admin.display(description=_("mails"))
    def letters(self, invitation):
        if not invitation.pk:
            return "–"
        rows = [
            (
                reverse("admin:dialogue_outgoingmail_change", args=[mail.pk]),
                mail.subject,
                mail.to_address,
                mail.get_state_display(),
            )
            for mail in invitation.mails.all()
        ]
        return format_html_join("", '<p><a href="{}">{}</a> → {} ({})</p>', rows) or "–"

    def changelist_view(self, request, extra_context=None):
        extra = {"dialogues": Dialogue.objects.all()}
        return super().changelist_view(request, {**extra, **(extra_context or {})})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        invitation = self.get_object(request, object_id)
        extra = {"steps": desk.steps_for(invitation) if invitation else []}
        return super().change_view(request, object_id, form_url, {**extra, **(extra_context or {})})

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("step/<slug:name>/", wrap(desk.step_page), name="invitation_step"),
            path("<int:pk>/letter/", wrap(desk.preview_letter), name="invitation_letter"),
            path("<int:pk>/answer/", wrap(recording.record_answer), name="invitation_answer"),
            path("<int:pk>/proposal/", wrap(recording.record_proposal), name="invitation_proposal"),
            path("<int:pk>/reminder/", wrap(reminder_pages.letter), name="reminder_letter"),
            path("reminders/", wrap(reminder_pages.plan), name="reminders"),
            path("reminders/send/", wrap(reminder_pages.send), name="reminders_send"),
            path("balance/<int:pk>/", wrap(board.balance_page), name="balance"),
            path("reserve/<int:pk>/", wrap(board.reserve_page), name="reserve"),
            path("reserve/<int:pk>/offer/", wrap(board.offer_page), name="reserve_offer"),
            path(
                "<int:pk>/consent/",
                wrap(details_admin.take_consent_back),
                name="invitation_consent",
            ),
        ]
        return own + super().get_urls()


@admin.register(ReminderRule)
class ReminderRuleAdmin(admin.ModelAdmin):
    list_display = ["sentence", "dialogue", "is_active"]
    list_filter = ["dialogue", "kind"]
    list_select_related = ["dialogue"]
    fields = ["dialogue", "kind", "days_before", "is_active"]

    @admin.display(description=_("rule"), ordering="kind")
    def sentence(self, rule):
        return str(rule)
