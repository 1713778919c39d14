"""Topics in the admin site."""

from django.contrib import admin
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from agenda.admin.exports import TopicResource
from agenda.admin.glossary import WordingMixin
from agenda.evidence import coverage_page, related_page, search_page
from agenda.information import pages as information_pages
from agenda.models import Passage, Topic
from agenda.papers import concept_note_page
from dialogue.desk import chosen
from dialogue.exports.spreadsheets import ExportMixin
from dialogue.pages.history_admin import HistoryAdmin
from dialogue.pages.organiser_admin import OrganiserAdminMixin
from dialogue.pages.short_name_admin import ShortNameMixin


@admin.register(Topic)
class TopicAdmin(
    OrganiserAdminMixin, ShortNameMixin, WordingMixin, ExportMixin, HistoryAdmin, TranslationAdmin
):
    export_resource = TopicResource
    list_display = ["number", "title", "dialogue"]
    list_display_links = ["title"]
    list_filter = ["dialogue"]
    list_select_related = ["dialogue"]
    search_fields = ["title_en", "title_vi"]
    formfield_overrides = {models.ManyToManyField: {"widget": CheckboxSelectMultiple}}

    def get_readonly_fields(self, request, obj=None):
        return ["dialogue", "related", "wording"] if obj else []

    def get_changeform_initial_data(self, request):
        """The number that comes next in the dialogue, where one is chosen."""
        initial = super().get_changeform_initial_data(request)
        if dialogue := chosen.dialogue(request):
            last = dialogue.topics.aggregate(last=models.Max("number"))["last"] or 0
            initial.setdefault("number", last + 1)
        return initial

    @admin.display(description=_("related passages"))
    def related(self, topic):
        address = reverse("admin:topic_related", args=[topic.pk])
        text = _("Look for further passages relevant to this topic")
        return format_html('<p><a href="{}">{}</a></p>', address, text)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("search/", wrap(search_page.search_page), name="agenda_search"),
            path("<int:pk>/related/", wrap(related_page.related_page), name="topic_related"),
            path("coverage/<int:pk>/", wrap(coverage_page.coverage_page), name="coverage"),
            path(
                "coverage/<int:pk>/xlsx/", wrap(coverage_page.coverage_xlsx), name="coverage_xlsx"
            ),
            path("concept-note/<int:pk>/", wrap(concept_note_page.page), name="concept_note"),
            path("information/<int:pk>/", wrap(information_pages.page), name="information_note"),
            path(
                "information/<int:pk>/publish/",
                wrap(information_pages.publish),
                name="information_note_publish",
            ),
            path(
                "information/<int:pk>/file/",
                wrap(information_pages.file),
                name="information_note_file",
            ),
        ]
        return own + super().get_urls()

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["queryset"] = Passage.objects.select_related("document")
        return super().formfield_for_manytomany(db_field, request, **kwargs)
