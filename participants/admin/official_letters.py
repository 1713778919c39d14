"""Official letters, their register, letterheads, signatories and wordings in the admin site."""

from django.contrib import admin
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modeltranslation.admin import TranslationAdmin

from dialogue import refusals
from dialogue.exports.spreadsheets import ExportMixin
from dialogue.mail.situations import situation_of
from dialogue.models import Dialogue
from dialogue.pages.base import open_or_404, user_of
from dialogue.pages.bulk_action import list_action, page_of
from dialogue.pages.organiser_admin import OrganiserAdminMixin
from participants.admin.invitation_list import dialogue_filtered_by
from participants.models import (
    Direction,
    LetterHead,
    LetterWording,
    OfficialLetter,
    RegisterEntry,
    Signatory,
    SignedScan,
)
from participants.official import letters, pages, papers, register, writing_page
from participants.official.actions import ACTIONS
from participants.official.exports import RegisterResource
from participants.official.forms import OfficialLetterForm
from participants.official.next_acts import NEXT
from participants.official.setup_forms import LetterHeadForm, RegisterEntryForm, WordingForm

WRITTEN = [
    *["kind", "languages", "signatory", "paragraph_en", "paragraph_vi"],
    *["enclosures_en", "enclosures_vi"],
]


@admin.register(OfficialLetter)
class OfficialLetterAdmin(OrganiserAdminMixin, admin.ModelAdmin):
    form = OfficialLetterForm
    list_display = ["addressed", "form_of_letter", "symbol", "standing"]
    list_filter = ["dialogue", "state", "kind"]
    search_fields = [
        *["entry__symbol", "invitation__person__folded"],
        *["invitation__person__organisation__folded", "delegation__organisation__folded"],
    ]
    actions = [*map(list_action, ACTIONS), "print_letters"]
    shown = ["addressed", "standing", "symbol", "papers"]
    fields = [*shown, *WRITTEN]

    def get_queryset(self, request):
        return super().get_queryset(request).with_addressees()

    def get_readonly_fields(self, request, obj=None):
        """What was issued is frozen."""
        return self.shown if obj and obj.is_draft else [*self.shown, *WRITTEN]

    def has_add_permission(self, request):
        return False  # they are written from the invitations

    def has_delete_permission(self, request, obj=None):
        return False  # a draft is cancelled, and so is what was issued: numbers stay

    def save_model(self, request, obj, form, change):
        letters.draft(obj)

    @admin.display(description=_("addressee"))
    def addressed(self, letter):
        return letter.addressed_to

    @admin.display(description=_("kind of letter"), ordering="kind")
    def form_of_letter(self, letter):
        return f"{letter.get_kind_display()} ({letter.get_languages_display()})"

    @admin.display(description=_("state and next act"), ordering="state")
    def standing(self, letter):
        state = OfficialLetter.State(letter.state)
        if not letter.mail:
            return format_html("<strong>{}</strong><br>{}", state.label, NEXT[state])
        # Whether it has arrived, its email knows: “mailed” only says that there is one.
        situation = situation_of(letter.mail)
        return format_html(
            '<strong>{}</strong>: <a href="{}">{}</a><br>{}',
            state.label,
            reverse("admin:mail_outgoingmail_change", args=[letter.mail.pk]),
            situation.label,
            situation.next_act or NEXT[state],
        )

    @admin.display(description=_("number and symbol"), ordering="entry__number")
    def symbol(self, letter):
        return letter.entry or "–"

    @admin.display(description=_("paper"))
    def papers(self, letter):
        links = [(_("PDF"), "official_letter_pdf"), (_("Word file"), "official_letter_docx")]
        if SignedScan.objects.filter(letter=letter).exists():
            links.append((_("Signed scan"), "official_letter_signed"))
        shown = [
            format_html('<a href="{}">{}</a>', reverse(f"admin:{name}", args=[letter.pk]), label)
            for label, name in links
        ]
        return format_html(" · ".join(["{}"] * len(shown)), *shown)

    @admin.action(description=_("Print as one PDF"), permissions=["view"])
    def print_letters(self, request, queryset):
        return pages.print_all(request, list(queryset.order_by("entry__number", "pk")))

    def changelist_view(self, request, extra_context=None):
        tools = {"list_tools": self.list_tools(request)}
        return super().changelist_view(request, {**tools, **(extra_context or {})})

    def list_tools(self, request):
        """(label, address): what came in, the register, and for the dialogue filtered by, or the
        newest, the page for scans."""
        register_list = reverse("admin:participants_registerentry_changelist")
        incoming = reverse("admin:participants_incomingletter_changelist")
        tools = [(_("Letters in"), incoming), (_("Register of letters"), register_list)]
        newest = Dialogue.objects.open_to(request.user).order_by("-starts_on").first()
        dialogue = dialogue_filtered_by(request) or newest
        if dialogue and self.has_change_permission(request):
            address = reverse("admin:official_letters_scans", args=[dialogue.pk])
            tools.append((_("Upload a scan of signed letters"), address))
        return tools

    def change_view(self, request, object_id, form_url="", extra_context=None):
        letter = self.get_object(request, object_id)
        possible = [action for action in ACTIONS if letter and letter.state in action.states]
        takes_scan = bool(letter) and letter.state in {"issued", "signed"}
        is_draft = bool(letter) and letter.is_draft
        extra = {
            "show_save": is_draft,  # what was issued is frozen
            "show_save_and_continue": is_draft,
            "bulk_actions": possible,
            "takes_scan": takes_scan,
            "letters": [letter] if letter else [],
            "is_as_decreed": papers.is_as_decreed(),
        }
        return super().change_view(request, object_id, form_url, {**extra, **(extra_context or {})})

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """With the version on screen; after a conflict the newest, for then it has been read."""
        form = context["adminform"].form
        if obj and obj.is_draft:
            if form.is_bound and not form.is_outdated:
                context["seen"] = refusals.seen_in(form.data)
            else:
                stored = open_or_404(request, OfficialLetter, pk=obj.pk)
                context["seen"] = stored.version
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("write/", wrap(writing_page.write), name="official_letters_write"),
            path("action/<slug:name>/", wrap(page_of(ACTIONS)), name="official_letter_action"),
            path("<int:pk>/pdf/", wrap(pages.paper), name="official_letter_pdf"),
            path("<int:pk>/docx/", wrap(pages.word_file), name="official_letter_docx"),
            path("<int:pk>/signed/", wrap(pages.signed), name="official_letter_signed"),
            path("<int:pk>/scan/", wrap(pages.upload), name="official_letter_scan"),
            path("scans/<int:dialogue>/", wrap(pages.upload_all), name="official_letters_scans"),
        ]
        return own + super().get_urls()


@admin.register(RegisterEntry)
class RegisterEntryAdmin(OrganiserAdminMixin, ExportMixin, admin.ModelAdmin):
    export_resource = RegisterResource
    form = RegisterEntryForm
    list_display = ["place", "symbol", "dated", "what"]
    list_display_links = ["place", "symbol"]
    list_filter = ["dialogue", "direction", "year", "series", "cancelled_at"]
    list_select_related = ["dialogue"]
    search_fields = ["symbol", "subject", "correspondent"]
    actions = None
    fields = ["dialogue", "symbol", "dated_on", "subject", "correspondent"]

    @admin.display(description=pgettext_lazy("register", "number"))
    def place(self, entry):
        """ "GM 5 / 2031, outgoing" """
        return f"{entry.series} {entry.number} / {entry.year}, {entry.get_direction_display()}"

    @admin.display(description=_("date of the letter"), ordering="dated_on")
    def dated(self, entry):
        return date_format(entry.dated_on, "SHORT_DATE_FORMAT") if entry.dated_on else "–"

    @admin.display(description=pgettext_lazy("register", "subject"))
    def what(self, entry):
        """With the other side, and why it was cancelled."""
        what = format_html("{}<br>{}", entry.subject, entry.correspondent)
        if not entry.is_cancelled:
            return what
        why = _("Cancelled: %(why)s") % {"why": entry.cancelled_because}
        return format_html('{}<br><span class="late">{}</span>', what, why)

    def get_fields(self, request, obj=None):
        if obj is None:
            return self.fields
        more = ["direction", "number", "registered_by", "cancelled_at", "cancelled_because"]
        return [*self.fields, *more, *(["cancel_because"] if self._may_cancel(obj) else [])]

    def _may_cancel(self, entry):
        """A letter that went out is cancelled with its paper."""
        return entry.direction == Direction.IN and not entry.is_cancelled

    def get_readonly_fields(self, request, obj=None):
        """What is entered stays: whatever was wrong is cancelled and entered once more."""
        fields = self.get_fields(request, obj) if obj else []
        return [name for name in fields if name != "cancel_because"]

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        if not change:
            register.enter_incoming(obj, user_of(request))
        elif reason := form.cleaned_data.get("cancel_because"):
            register.cancel(obj, reason)


@admin.register(LetterHead)
class LetterHeadAdmin(OrganiserAdminMixin, TranslationAdmin):
    form = LetterHeadForm
    list_display = ["issuer", "dialogue", "abbreviation"]
    list_select_related = ["dialogue"]
    fields = [
        *["dialogue", "superior", "issuer", "abbreviation", "unit", "place", "foot", "copies"],
        *["has_motto", "numbers_by_hand", "emblem_file", "drop_emblem"],
    ]

    def get_readonly_fields(self, request, obj=None):
        return ["dialogue"] if obj else []


@admin.register(Signatory)
class SignatoryAdmin(OrganiserAdminMixin, TranslationAdmin):
    list_display = ["name", "office", "capacity", "dialogue"]
    list_filter = ["dialogue"]
    list_select_related = ["dialogue"]
    fields = ["dialogue", "name", "office", "capacity", "signs_for", "position"]

    def get_readonly_fields(self, request, obj=None):
        return ["dialogue"] if obj else []


@admin.register(LetterWording)
class LetterWordingAdmin(OrganiserAdminMixin, admin.ModelAdmin):
    form = WordingForm
    list_display = ["kind", "language", "dialogue"]
    list_filter = ["dialogue", "kind", "language"]
    list_select_related = ["dialogue"]
