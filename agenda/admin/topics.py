"""Topics in the admin site."""

from django.contrib import admin
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.urls import path
from modeltranslation.admin import TranslationAdmin

from agenda import programme
from agenda.desk import concept_note
from agenda.models import Passage, Topic
from agenda.resources import TopicResource
from dialogue.admin import HistoryAdmin
from dialogue.exports import ExportMixin


@admin.register(Topic)
class TopicAdmin(ExportMixin, HistoryAdmin, TranslationAdmin):
    export_resource = TopicResource
    list_display = ["number", "title", "dialogue"]
    list_display_links = ["title"]
    list_filter = ["dialogue"]
    list_select_related = ["dialogue"]
    search_fields = ["title_en", "title_vi"]
    formfield_overrides = {models.ManyToManyField: {"widget": CheckboxSelectMultiple}}

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [path("concept-note/<int:pk>/", wrap(concept_note.page), name="concept_note")]
        return own + super().get_urls()

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["queryset"] = Passage.objects.select_related("document")
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        programme.touch(obj.dialogue, obj.sessions.all())

    def delete_model(self, request, obj):
        programme.touch(obj.dialogue, obj.sessions.all())
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for topic in queryset:
            self.delete_model(request, topic)
