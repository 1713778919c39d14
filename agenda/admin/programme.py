"""Rooms, sessions and roles in the admin site."""

from django.contrib import admin
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from agenda import programme
from agenda.admin.glossary import WordingMixin
from agenda.models import Role, Room, Session
from agenda.resources import SessionResource
from dialogue.admin import HistoryAdmin
from dialogue.exports import ExportMixin
from dialogue.widgets import LabelledSplitDateTime


@admin.register(Room)
class RoomAdmin(TranslationAdmin):
    list_display = ["name", "dialogue"]
    list_filter = ["dialogue"]
    list_select_related = ["dialogue"]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        renamed = any(name.startswith("name") for name in form.changed_data)
        programme.touch(obj.dialogue, obj.sessions.all() if renamed else None, moved=renamed)


class RoleInline(admin.TabularInline):
    model = Role
    extra = 0
    autocomplete_fields = ["person"]


@admin.register(Session)
class SessionAdmin(WordingMixin, ExportMixin, HistoryAdmin, TranslationAdmin):
    export_resource = SessionResource
    formfield_overrides = {
        models.DateTimeField: {"widget": LabelledSplitDateTime},
        models.ManyToManyField: {"widget": CheckboxSelectMultiple},
    }
    list_display = ["starts_at", "title", "kind", "room", "audience", "is_cancelled"]
    list_display_links = ["title"]
    list_filter = ["dialogue", "kind", "audience", "attribution", "is_cancelled"]
    list_select_related = ["dialogue", "room"]
    search_fields = ["title_en", "title_vi", "slug"]
    inlines = [RoleInline]
    ordering = ["starts_at"]
    fieldsets = [
        (None, {"fields": ["dialogue", "kind", "title", "slug"]}),
        (_("When and where"), {"fields": [("starts_at", "ends_at"), "room", "is_cancelled"]}),
        (_("Content"), {"fields": ["description", "questions", "topics"]}),
        (_("Who may know what"), {"fields": ["audience", "attribution"]}),
    ]

    def has_delete_permission(self, request, obj=None):
        return False  # a session is cancelled, so that calendars can be told

    def get_readonly_fields(self, request, obj=None):
        return ["dialogue", "wording"] if obj else []

    def get_fieldsets(self, request, obj=None):
        found = super().get_fieldsets(request, obj)
        return [*found, (_("Glossary"), {"fields": ["wording"]})] if obj else found

    def get_form(self, request, obj=None, **kwargs):
        """Of an existing session's own dialogue only, rooms and topics; its uid and calendars
        stay with that dialogue."""
        form = super().get_form(request, obj, **kwargs)
        if obj:
            for name in ["room", "topics"]:
                if field := form.base_fields.get(name):
                    field.queryset = field.queryset.filter(dialogue=obj.dialogue)
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """On the dialogue's own clock."""
        session = self.get_object(request, object_id) if object_id else None
        with timezone.override(session.dialogue.tz if session else None):
            response = super().changeform_view(request, object_id, form_url, extra_context)
            return response.render() if hasattr(response, "render") else response

    def save_model(self, request, obj, form, change):
        programme.save_session(obj)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        programme.touch(form.instance.dialogue)
