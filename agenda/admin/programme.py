"""Rooms, sessions and roles in the admin site."""

from django.contrib import admin
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from agenda import clash_board, programme
from agenda.admin.glossary import WordingMixin
from agenda.desk import clash_list, day, late
from agenda.desk.session_forms import SessionForm
from agenda.models import Role, Room, Session
from agenda.resources import SessionResource
from dialogue.admin import HistoryAdmin
from dialogue.exports import ExportMixin
from dialogue.models import Dialogue
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

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Each input with a name of its own, for the table's heading names none of them."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and not db_field.is_relation:
            field.widget.attrs["aria-label"] = field.label
        return field


@admin.register(Session)
class SessionAdmin(WordingMixin, ExportMixin, HistoryAdmin, TranslationAdmin):
    export_resource = SessionResource
    form = SessionForm
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

    def get_urls(self):
        wrap, board = self.admin_site.admin_view, "day/<int:pk>/<str:day>/"
        own = [
            path(board, wrap(day.day_page), name="programme_day"),
            path(f"{board}late/<int:session>/", wrap(late.late_page), name="programme_late"),
            path("clashes/<int:pk>/", wrap(clash_list.clashes_page), name="clashes"),
        ]
        return own + super().get_urls()

    def changelist_view(self, request, extra_context=None):
        """With the way to the board of each dialogue's first day."""
        days = [(one, day.address(one, one.starts_on)) for one in Dialogue.objects.all()]
        return super().changelist_view(request, {"programme_days": days, **(extra_context or {})})

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
        """On the dialogue's own clock, with the clashes that the session is part of."""
        session = self.get_object(request, object_id) if object_id else None
        with timezone.override(session.dialogue.tz if session else None):
            context = {**(self._standing(session) if session else {}), **(extra_context or {})}
            response = super().changeform_view(request, object_id, form_url, context)
            return response.render() if hasattr(response, "render") else response

    def _standing(self, session):
        dialogue = session.dialogue
        return {
            "standing": clash_board.of_session(dialogue, session.pk),
            "programme_day": day.address(dialogue, dialogue.local(session.starts_at).date()),
        }

    def save_model(self, request, obj, form, change):
        programme.save_session(obj)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        programme.touch(form.instance.dialogue)
        day.tell_clashes(request, form.instance.dialogue, form.instance.pk)
