"""Categories, institutions and people in the admin site."""

from django.contrib import admin
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from dialogue import entries
from dialogue.admin import HistoryAdmin
from dialogue.exports import ExportMixin
from dialogue.models import Dialogue
from participants.admin.countries import CountryColumn, CountryFilter
from participants.desk import importing, steps
from participants.models import Category, Organisation, Person
from participants.spreadsheets.resources import (
    CategoryResource,
    OrganisationResource,
    PersonResource,
)


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
        return steps.draft_invitations(request, queryset)
