"""Institutions, people and invitations in the admin site. Status is shown, never edited: what may
be done with an invitation stands on it as buttons and in its list as actions (see desk.py)."""

from django.conf import settings
from django.contrib import admin
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from modeltranslation.admin import TranslationAdmin

from dialogue import entries
from dialogue.admin import HistoryAdmin
from dialogue.exports import ExportMixin
from dialogue.models import Dialogue
from participants import desk, importing, papers
from participants.forms import InvitationForm
from participants.models import Category, Invitation, Organisation, Person
from participants.protocol import country_order
from participants.resources import (
    CategoryResource,
    InvitationResource,
    OrganisationResource,
    PersonResource,
)


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
class CategoryAdmin(ExportMixin, TranslationAdmin):
    export_resource = CategoryResource
    list_display = ["name", "dialogue", "target", "position"]
    list_filter = ["dialogue"]
    list_select_related = ["dialogue"]


@admin.register(Organisation)
class OrganisationAdmin(ExportMixin, CountryColumn, TranslationAdmin):
    export_resource = OrganisationResource
    list_display = ["name", "country_name", "website"]
    search_fields = ["name_en", "name_vi"]
    list_filter = [CountryFilter]


@admin.register(Person)
class PersonAdmin(ExportMixin, CountryColumn, HistoryAdmin, TranslationAdmin):
    export_resource = PersonResource
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

    def changelist_view(self, request, extra_context=None):
        may_import = importing.may_import(request)
        tools = [(_("Import"), reverse("admin:people_import"))] if may_import else []
        extra = {"list_tools": tools, **(extra_context or {})}
        return super().changelist_view(request, extra)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("import/", wrap(importing.upload), name="people_import"),
            path("import/<int:pk>/", wrap(importing.preview), name="people_import_preview"),
            path("import/template/", wrap(importing.template), name="people_import_template"),
        ]
        return own + super().get_urls()

    @admin.action(description=_("Draft invitations for the chosen people"))
    def draft_invitations(self, request, queryset):
        return desk.draft_invitations(request, queryset)


def _step_action(name):
    @admin.action(description=desk.STEPS[name].button, permissions=["change"])
    def action(modeladmin, request, queryset):
        return desk.step_page(request, name, ids=list(queryset.values_list("pk", flat=True)))

    action.__name__ = name.replace("-", "_")
    return action


@admin.register(Invitation)
class InvitationAdmin(ExportMixin, admin.ModelAdmin):
    export_resource = InvitationResource
    list_per_page = 50
    show_full_result_count = False
    list_display = ["person", "state", "category", "organisation", "invited_at", "reply_by_at"]
    list_filter = ["dialogue", "status", "category", CountryFilter]
    list_select_related = ["person__organisation", "category", "dialogue"]
    search_fields = ["person__family_name", "person__given_name", "person__email"]
    autocomplete_fields = ["person"]
    actions = [_step_action(name) for name in desk.STEPS]
    form = InvitationForm
    fields = ["person", "category", "state", "message", "note", "link", "story", "letters"]

    def get_queryset(self, request):
        return super().get_queryset(request).order_by("-changed_at", "pk")

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {**papers.tools(request), **(extra_context or {})})

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
        return [*fixed, "person"] if obj else fixed

    @admin.display(description=_("organisation"))
    def organisation(self, invitation):
        return invitation.person.organisation

    @admin.display(description=_("status"), ordering="status")
    def state(self, invitation):
        return format_html(
            '<span class="state state-{}">{}</span>',
            invitation.status,
            invitation.get_status_display(),
        )

    @admin.display(description=_("personal link"))
    def link(self, invitation):
        if not (invitation.pk and invitation.has_a_link):
            return _("There is none before the invitation is sent.")
        address = settings.PUBLIC_URL + invitation.get_absolute_url()
        return format_html('<a href="{0}">{0}</a>', address)

    @admin.display(description=_("history"))
    def story(self, invitation):
        """Answers and events as sentences, the newest first."""
        if not invitation.pk:
            return "–"
        context = {
            "events": invitation.events.select_related("user"),
            "answers": invitation.answers.select_related("recorded_by"),
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

    def change_view(self, request, object_id, form_url="", extra_context=None):
        invitation = self.get_object(request, object_id)
        extra = {"steps": desk.steps_for(invitation) if invitation else []}
        return super().change_view(request, object_id, form_url, {**extra, **(extra_context or {})})

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("step/<slug:name>/", wrap(desk.step_page), name="invitation_step"),
            path("<int:pk>/letter/", wrap(desk.preview_letter), name="invitation_letter"),
            path("<int:pk>/answer/", wrap(desk.record_answer), name="invitation_answer"),
            path("participants/<int:dialogue>/", wrap(papers.page), name="participants_list"),
            path("participants/<int:dialogue>/xlsx/", wrap(papers.xlsx), name="participants_xlsx"),
        ]
        return own + super().get_urls()
