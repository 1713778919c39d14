"""The glossary's terms in the admin site."""

from django.contrib import admin
from django.urls import path
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from agenda.evidence import glossary_page as pages
from agenda.models import Session, Term, Topic, Variant
from dialogue.pages.exchanges import ExchangingFormSet
from dialogue.pages.history_admin import HistoryAdmin
from dialogue.pages.organiser_admin import OrganiserAdminMixin
from dialogue.pages.short_name_admin import ShortNameMixin


class VariantInline(admin.StackedInline):  # a table would leave its inputs without labels
    model = Variant
    formset = ExchangingFormSet
    extra = 0
    fields = [("language", "text"), "is_accepted"]


@admin.register(Term)
class TermAdmin(OrganiserAdminMixin, ShortNameMixin, HistoryAdmin, TranslationAdmin):
    list_display = ["preferred_en", "preferred_vi", "dialogue"]
    list_filter = ["dialogue"]
    list_select_related = ["dialogue"]
    search_fields = ["preferred_en", "preferred_vi", "variants__text"]
    inlines = [VariantInline]
    fields = ["dialogue", "slug", "preferred", "definition", "note"]

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("of/<int:pk>/", wrap(pages.glossary_page), name="glossary"),
            path("of/<int:pk>/sheet/", wrap(pages.sheet_page), name="glossary_sheet"),
            path("of/<int:pk>/xlsx/", wrap(pages.sheet_xlsx), name="glossary_xlsx"),
        ]
        return own + super().get_urls()


class WordingMixin:
    """For a ModelAdmin of topics or sessions: what in the row's texts differs from the glossary."""

    @admin.display(description=_("use of terms"))
    def wording(self, row: Topic | Session) -> str:
        return pages.wording(row)
