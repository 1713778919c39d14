"""Categories, institutions and people in the admin site."""

from django.contrib import admin, messages
from django.db.models import Exists, OuterRef
from django.db.models.functions import Lower
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from dialogue.access.open_rows import open_to
from dialogue.calendars import events
from dialogue.exports.spreadsheets import ExportMixin
from dialogue.mail import bounces
from dialogue.mail.models import BlockedAddress, OutgoingMail
from dialogue.models import Dialogue
from dialogue.pages.history_admin import HistoryAdmin, VersionCheckedForm
from dialogue.pages.organiser_admin import OrganiserAdminMixin
from dialogue.pages.phones import PhoneMixin
from dialogue.pages.short_name_admin import ShortNameMixin
from participants.admin.contacts import CONTACTS, ContactsMixin
from participants.admin.countries import CountryColumn, CountryFilter
from participants.inbox import pages
from participants.letters.mail_instead import mail_instead
from participants.letters.without_email import to_hand_over
from participants.models import Category, Organisation, Person
from participants.people import columns_page, import_page, uses
from participants.people.spreadsheets.exports import (
    CategoryResource,
    OrganisationResource,
    PersonResource,
)
from participants.personal_data import pages as own_data
from participants.portraits import pages as portrait_page
from participants.workflow import drafts_page
from participants.workflow.actions import INVITE_AGAIN

AS_DESCRIBED = _("As the person describes it")


@admin.register(Category)
class CategoryAdmin(OrganiserAdminMixin, ShortNameMixin, ExportMixin, TranslationAdmin):
    export_resource = CategoryResource
    list_display = ["name", "dialogue", "target", "position"]
    list_filter = ["dialogue"]
    list_select_related = ["dialogue"]

    def get_readonly_fields(self, request, obj=None):
        """Its invitations belong to the same dialogue."""
        return ["dialogue"] if obj else []


@admin.register(Organisation)
class OrganisationAdmin(OrganiserAdminMixin, ExportMixin, CountryColumn, TranslationAdmin):
    export_resource = OrganisationResource
    list_display = ["named", "kind", "country_name", "website"]
    search_fields = ["folded"]
    list_filter = ["kind", CountryFilter]

    @admin.display(description=_("name"), ordering="sort_key")
    def named(self, organisation):
        return organisation.name

    def save_model(self, request, obj, form, change):
        # Public pages name it beside those who speak; see PersonAdmin.
        events.mark_calendars_changed(Dialogue.objects.all())
        super().save_model(request, obj, form, change)
        # Whoever has no country of their own is listed under that of the institution.
        Person.objects.filter(organisation=obj, country="").keep_order()


class PersonForm(PhoneMixin, VersionCheckedForm):
    """The form of a person; a number without a country code is taken for one of their country."""

    phone_fields = ("phone",)

    def phone_country(self) -> str:
        """Their own, or that of their institution."""
        country, organisation = map(self.cleaned_data.get, ["country", "organisation"])
        return str(country or (organisation.country if organisation else ""))


@admin.register(Person)
class PersonAdmin(
    OrganiserAdminMixin, ContactsMixin, ExportMixin, CountryColumn, HistoryAdmin, TranslationAdmin
):
    export_resource = PersonResource
    form = PersonForm
    list_display = ["name", "office", "organisation", "country_name", "reached_at"]
    list_filter = ["language", "invitations__category", CountryFilter]
    list_select_related = ["organisation"]
    search_fields = ["folded", "email", "phone_digits", "organisation__folded"]
    readonly_fields = ["written"]
    autocomplete_fields = ["organisation"]
    actions = ["draft_invitations"]
    fieldsets = [
        (None, {"fields": [("family_name", "given_name"), "form_of_address", "title"]}),
        (
            _("How the name is written"),
            {
                "fields": [
                    "written",
                    "native_name",
                    "display_name",
                    ("sorted_under", "in_capitals"),
                    "addressed_as",
                ],
                "description": _(
                    "By the custom of the person’s country or, without one, of the institution’s. "
                    "Fill in only what the person’s office writes in another way."
                ),
            },
        ),
        (
            _("Institution and protocol"),
            {"fields": ["organisation", "country", "precedence", "precedence_reason"]},
        ),
        (
            _("Contact details"),
            {
                "fields": [
                    *["email", "phone", "reached_by", "postal_address", "language"],
                    ("assistant_name", "cc_email"),
                ],
                "description": _(
                    "“Copy to” receives a copy of our letters and, where somebody asks for it on "
                    "the personal page, a code that opens the person’s travel details. Enter only "
                    "the address of somebody who may see them."
                ),
            },
        ),
        (AS_DESCRIBED, {"fields": [("gender", "gender_words")]}),
        (None, {"fields": ["note"]}),
    ]

    def get_queryset(self, request):
        blocked = BlockedAddress.objects.alias(lower=Lower("address"))
        is_blocked = Exists(blocked.filter(lower=Lower(OuterRef("email"))))
        mails = open_to(request.user, OutgoingMail.objects.undelivered())
        lost = mails.filter(to_address__iexact=OuterRef("email"))
        rows = super().get_queryset(request)
        return rows.annotate(is_blocked=is_blocked, is_not_reached=Exists(lost))

    def get_fieldsets(self, request, obj=None):
        """Those who may only look do not see gender: people read that nobody else sees it."""
        may_act = obj is None or self.has_change_permission(request, obj)
        groups = super().get_fieldsets(request, obj)
        return [group for group in groups if may_act or group[0] != AS_DESCRIBED]

    def lookup_allowed(self, lookup, value, request=None):
        """Not by what is not shown."""
        is_shown = not lookup.startswith("gender") or self.has_change_permission(request)
        return is_shown and super().lookup_allowed(lookup, value, request)

    def fields_not_shown(self, request):
        return [] if self.sees_contacts(request) else CONTACTS

    def save_model(self, request, obj, form, change):
        # The person may speak at any. The dialogues are locked before the person, as everywhere.
        events.mark_calendars_changed(Dialogue.objects.all())
        super().save_model(request, obj, form, change)
        if change and "email" in form.changed_data:
            _say_what_went_to_the_old_address(request, obj, form.initial.get("email"))

    @admin.display(description=_("email address"), ordering="email")
    def reached_at(self, person):
        return person.reached_at

    @admin.display(description=_("name"), ordering="sort_key")
    def name(self, person):
        """With a word where mail to the person comes back."""
        if not (person.is_blocked or person.is_not_reached):
            return person.name
        text = _("emails are returned") if person.is_blocked else _("an email did not arrive")
        return format_html('{}<br><span class="late">{}</span>', person.name, text)

    @admin.display(description=pgettext_lazy("person", "title"), ordering="title")
    def office(self, person):
        return person.title_in_any_language

    @admin.display(description=_("as it is now"))
    def written(self, person):
        """The name in its uses, in both languages."""
        if not (person.family_name or person.given_name):
            return _("Shown once the person has been saved.")
        context = {"uses": uses.of(person)}
        return render_to_string("admin/participants/person/_written.html", context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        person = self.get_object(request, object_id)
        extra = {
            "blocked_addresses": bounces.blocked_among([person.email, person.cc_email])
            if person and self.sees_contacts(request)
            else [],
            "to_hand_over": open_to(request.user, to_hand_over(person)).count()
            if person and self.sees_contacts(request)
            else 0,
            "lost_letters": _lost_letters(request, person)
            if person and self.sees_contacts(request)
            else [],
            "may_copy": request.user.has_perms(own_data.MAY_COPY),
            "shows_contacts": self.sees_contacts(request),
            **_where_they_are(request, person),
        }
        return super().change_view(request, object_id, form_url, {**extra, **(extra_context or {})})

    def has_change_permission(self, request, obj=None):
        """Nobody gives the row of somebody who was erased a name again: another row has to be."""
        is_erased = obj is not None and obj.is_erased
        return not is_erased and super().has_change_permission(request, obj)

    def delete_view(self, request, object_id, extra_context=None):
        """Leads to erasing, which is what is usually meant."""
        person = self.get_object(request, object_id)
        extra = {"own_row": [person] if person else [], **(extra_context or {})}
        return super().delete_view(request, object_id, extra)

    def changelist_view(self, request, extra_context=None):
        may_import = import_page.may_import(request)
        tools = [(_("Import"), reverse("admin:people_import"))] if may_import else []
        extra = {"list_tools": tools, **(extra_context or {})}
        return super().changelist_view(request, extra)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("import/", wrap(import_page.upload), name="people_import"),
            path("import/<int:pk>/", wrap(import_page.preview), name="people_import_preview"),
            path(
                "import/<int:pk>/columns/", wrap(columns_page.columns), name="people_import_columns"
            ),
            path(
                "import/<int:pk>/refused/", wrap(import_page.refused), name="people_import_refused"
            ),
            path("<int:pk>/lift-block/", wrap(pages.lift_block), name="person_lift_block"),
            path("<int:pk>/mail-instead/", wrap(mail_instead), name="person_mail_instead"),
            path("<int:pk>/portrait/", wrap(portrait_page.page), name="person_portrait"),
            path("<int:pk>/copy/", wrap(own_data.copy), name="person_copy"),
            path("<int:pk>/copy/file/", wrap(own_data.copy_file), name="person_copy_file"),
            path("<int:pk>/erase/", wrap(own_data.erase), name="person_erase"),
            path("import/template/", wrap(import_page.template), name="people_import_template"),
        ]
        return own + super().get_urls()

    @admin.action(description=_("Draft invitations for the chosen people"))
    def draft_invitations(self, request, queryset):
        return drafts_page.draft_invitations(request, queryset)


def _lost_letters(request, person):
    """[(email that did not arrive, the invitation that can be sent again, or None)]"""
    rows = open_to(request.user, person.invitations.select_related("dialogue"))
    invitations = {row.pk: row for row in rows}
    mails = open_to(request.user, OutgoingMail.objects.undelivered())
    mails = mails.filter(invitations__in=invitations).distinct()
    mails = mails.defer("text", "html", "calendar").prefetch_related("invitations")
    return [(mail, _to_be_sent_again(mail, invitations)) for mail in mails]


def _say_what_went_to_the_old_address(request, person, old):
    """An invitation that was written to it, with the way to send it to the new one."""
    rows = open_to(request.user, person.invitations.select_related("dialogue"))
    again = [row.pk for row in rows if INVITE_AGAIN.possible([row])]
    if not (old and again and request.user.has_perm(INVITE_AGAIN.permission)):
        return
    lost = {row.pk for _mail, row in _lost_letters(request, person) if row}
    text = gettext("The invitation was written to the earlier address.")
    if lost & set(again):
        text = gettext("The invitation did not arrive at the earlier address.")
    address = reverse("admin:invitation_action", args=[INVITE_AGAIN.name])
    link = f"{address}?ids={','.join(map(str, again))}"
    said = format_html('{} <a href="{}">{}</a>', text, link, INVITE_AGAIN.button)
    messages.warning(request, said)


def _where_they_are(request, person):
    """The invitations of a person, and the delegations whose focal point they are."""
    if person is None:
        return {}
    invitations = person.invitations.select_related("dialogue")
    delegations = person.focal_point_of.select_related("organisation", "dialogue")
    return {
        "invitations": open_to(request.user, invitations),
        "delegations": open_to(request.user, delegations),
    }


def _to_be_sent_again(mail, invitations):
    about = (invitations.get(row.pk) for row in mail.invitations.all())
    return next((row for row in about if row and INVITE_AGAIN.possible([row])), None)
