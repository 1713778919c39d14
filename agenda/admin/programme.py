"""Rooms and sessions in the admin site."""

from datetime import timedelta

from django.contrib import admin, messages
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from agenda.admin.exports import SessionResource
from agenda.admin.glossary import WordingMixin
from agenda.admin.roles import RoleInline
from agenda.day import day_page, days, delays_page
from agenda.feeds import calendars_page
from agenda.models import Role, Room, Session
from agenda.notes import notes_page
from agenda.notes.session_notes import forget_names
from agenda.programme import roles, session_letter_page, sessions
from agenda.programme.conflicts import board, conflicts_page
from agenda.programme.session_forms import SessionForm
from agenda.releases import releasing, standing
from dialogue.access import sent
from dialogue.desk import chosen
from dialogue.exports.spreadsheets import ExportMixin
from dialogue.models import Dialogue
from dialogue.pages.history_admin import HistoryAdmin
from dialogue.pages.organiser_admin import OrganiserAdminMixin
from dialogue.pages.short_name_admin import ShortNameMixin
from dialogue.pages.widgets import LabelledSplitDateTime


@admin.register(Room)
class RoomAdmin(OrganiserAdminMixin, ShortNameMixin, TranslationAdmin):
    list_display = ["name", "dialogue"]
    list_filter = ["dialogue"]
    list_select_related = ["dialogue"]

    def get_readonly_fields(self, request, obj=None):
        """Its sessions belong to the same dialogue."""
        return ["dialogue"] if obj else []


@admin.register(Session)
class SessionAdmin(
    OrganiserAdminMixin, ShortNameMixin, WordingMixin, ExportMixin, HistoryAdmin, TranslationAdmin
):
    export_resource = SessionResource
    form = SessionForm
    formfield_overrides = {
        models.DateTimeField: {"widget": LabelledSplitDateTime},
        models.ManyToManyField: {"widget": CheckboxSelectMultiple},
    }
    list_display = ["starts", "title", "kind", "room", "audience", "cancelled"]
    list_display_links = ["title"]
    list_filter = ["dialogue", "kind", "audience", "attribution", "is_cancelled"]
    list_select_related = ["dialogue", "room"]
    search_fields = ["title_en", "title_vi", "slug"]
    inlines = [RoleInline]
    ordering = ["starts_at"]

    class Media:
        js = ["agenda/session_defaults.js"]

    fieldsets = [
        (None, {"fields": ["dialogue", "kind", "title", "slug"]}),
        (_("When and where"), {"fields": [("starts_at", "ends_at"), "room", "is_cancelled"]}),
        (_("Content"), {"fields": ["description", "questions", "topics"]}),
        (_("Audience and attribution"), {"fields": ["audience", "attribution"]}),
    ]

    def get_urls(self):
        wrap, board = self.admin_site.admin_view, "day/<int:pk>/<str:day>/"
        own = [
            path(board, wrap(day_page.day_page), name="programme_day"),
            path(f"{board}late/<int:session>/", wrap(delays_page.late_page), name="programme_late"),
            path("conflicts/<int:pk>/", wrap(conflicts_page.conflicts_page), name="conflicts"),
            path("calendars/<int:pk>/", wrap(calendars_page.calendars_page), name="calendars"),
            path(
                "calendars/<int:pk>/write/", wrap(calendars_page.write_page), name="calendars_write"
            ),
            path(
                "calendars/<int:pk>/letter/<int:invitation>/",
                wrap(calendars_page.letter),
                name="calendars_letter",
            ),
            path("<int:pk>/letter/", wrap(session_letter_page.page), name="session_letter"),
            path(
                "role/<int:pk>/letter/",
                wrap(session_letter_page.frame),
                name="session_letter_frame",
            ),
            path("<int:pk>/notes/", wrap(notes_page.notes_page), name="session_notes"),
            path(
                "<int:pk>/notes/<slug:kind>/",
                wrap(notes_page.session_file),
                name="session_notes_file",
            ),
            path(
                "notes/<int:pk>/<slug:kind>/",
                wrap(notes_page.dialogue_file),
                name="dialogue_notes_file",
            ),
        ]
        return own + super().get_urls()

    @admin.display(description=_("cancelled"), ordering="is_cancelled")
    def cancelled(self, session):
        """Nothing where it is not: a red cross there was read as “cancelled”."""
        return _("cancelled") if session.is_cancelled else ""

    def changelist_view(self, request, extra_context=None):
        """With the way to the board of each dialogue's first day, and to its release."""
        lags = standing.lags(Dialogue.objects.open_to(request.user))
        first = [
            (dialogue, days.address(dialogue, dialogue.starts_on), lag)
            for dialogue, lag in lags.items()
        ]
        return super().changelist_view(request, {"programme_days": first, **(extra_context or {})})

    def has_delete_permission(self, request, obj=None):
        return False  # a session is cancelled, so that calendars can be told

    def get_readonly_fields(self, request, obj=None):
        return ["dialogue", "wording"] if obj else []

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            return fieldsets
        return [*fieldsets, (_("Glossary"), {"fields": ["wording"]})]

    def get_form(self, request, obj=None, **kwargs):
        """Of an existing session's own dialogue only, rooms and topics; its uid and calendars
        stay with that dialogue."""
        form = super().get_form(request, obj, **kwargs)
        if obj:
            for name in ["room", "topics"]:
                if field := form.base_fields.get(name):
                    field.queryset = field.queryset.filter(dialogue=obj.dialogue)
        return form

    def get_changeform_initial_data(self, request):
        """On the day and at the hour at which it is added, for an hour; else at nine."""
        initial = super().get_changeform_initial_data(request)
        if (dialogue := _chosen_dialogue(request)) and "day" in request.GET:
            hour = min(sent.as_number(sent.text(request.GET, "hour")) or 9, 22)
            starts = days.midnight(dialogue, days.read_day(sent.text(request.GET, "day")))
            starts += timedelta(hours=hour)
            initial |= {"starts_at": starts, "ends_at": starts + timedelta(hours=1)}
        return initial

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """On the dialogue's own clock, with the conflicts that the session is part of."""
        session = self.get_object(request, object_id) if object_id else None
        dialogue = session.dialogue if session else _chosen_dialogue(request)
        with timezone.override(dialogue and dialogue.tz):
            context = {
                **(self._release_and_conflicts(session) if session else {}),
                **(extra_context or {}),
            }
            response = super().changeform_view(request, object_id, form_url, context)
            return response.render() if hasattr(response, "render") else response

    def response_add(self, request, obj, post_url_continue=None):
        response = super().response_add(request, obj, post_url_continue)
        return self._back_to_the_board(request, obj, response)

    def response_change(self, request, obj):
        return self._back_to_the_board(request, obj, super().response_change(request, obj))

    def _back_to_the_board(self, request, session, response):
        """Whoever came from the board of a day goes back there, to the day on which the session is
        now, once they leave the form."""
        stays = not {"_continue", "_addanother"}.isdisjoint(request.POST)
        if "day" in request.GET and response.status_code == 302 and not stays:
            day = session.dialogue.local(session.starts_at).date()
            response["Location"] = days.address(session.dialogue, day)
        return response

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """On the dialogue's own clock too: times are read as they are shown, and may go back."""
        session = self.get_object(request, object_id)
        with timezone.override(session and session.dialogue.tz):
            return super().history_form_view(request, object_id, version_id, extra_context)

    @admin.display(description=_("starts"), ordering="starts_at")
    def starts(self, session):
        """Each on its own dialogue's clock, as on its page."""
        return date_format(session.dialogue.local(session.starts_at), "DATETIME_FORMAT")

    def _release_and_conflicts(self, session):
        dialogue = session.dialogue
        release, difference = releasing.change_of(session)
        planned = session.roles.filter(state=Role.State.PLANNED).select_related("session__dialogue")
        return {
            "last_release": release,
            "difference": difference,
            "to_ask": [role.pk for role in planned if role.is_open],
            "reviewed_conflicts": board.of_session(dialogue, session.pk),
            "programme_day": days.address(dialogue, dialogue.local(session.starts_at).date()),
        }

    def save_model(self, request, obj, form, change):
        sessions.save_session(obj)
        if obj.notes_name_nobody:
            # Not by form.changed_data: where a version is put back, that compares with the version.
            forget_names(obj)

    def save_formset(self, request, form, formset, change):
        """Of a role that is there only what was changed. A role that its holder knew of may have
        been on pages and in calendars, and nobody writes to them by itself."""
        rows = formset.save(commit=False)
        changed = {role.pk: names for role, names in formset.changed_objects}
        for role in formset.deleted_objects:
            roles.take_away(role)
        formset.exchange()
        for role in rows:
            role.save(update_fields=changed.get(role.pk))
        known = [role for role in formset.deleted_objects if role.is_told]
        if known:
            text = gettext(
                "Removed, although the people concerned already know of the role; please "
                "inform them: %(roles)s."
            )
            messages.warning(request, text % {"roles": ", ".join(map(str, known))})

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        conflicts_page.warn_of_conflicts(request, form.instance.dialogue, form.instance.pk)


def _chosen_dialogue(request):
    """The dialogue that a session is being added to, if it is known yet."""
    return chosen.dialogue(request)
