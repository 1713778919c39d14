"""One note of a session in the admin site: edited, deleted, and with its history. Notes are written
on their session's page (agenda.notes.notes_page)."""

import json

from django.contrib import admin
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.shortcuts import redirect
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from agenda.models import SessionNote
from agenda.notes import session_notes
from agenda.notes.forms import NoteForm
from agenda.notes.notes_page import address
from dialogue.pages.history_admin import HistoryAdmin, VersionCheckMixin
from dialogue.pages.organiser_admin import OrganiserAdminMixin


class NoteOnItsPageForm(VersionCheckMixin, NoteForm):
    """A note that is there already. It locks the session before the note, as everywhere."""

    offers_all = True


@admin.register(SessionNote)
class SessionNoteAdmin(OrganiserAdminMixin, HistoryAdmin):
    form = NoteOnItsPageForm
    list_display = ["__str__", "session", "attribution", "speaker", "written_at"]
    list_filter = ["session__dialogue", "session__attribution", "language"]
    list_select_related = ["session", "speaker"]
    search_fields = ["text"]
    ordering = ["session__starts_at", "session", "position", "pk"]
    readonly_fields = ["session", "attribution", "written_by", "written_at"]

    def has_add_permission(self, request):
        return False

    def get_fields(self, request, obj=None):
        speaker = [] if obj.session.notes_name_nobody else ["speaker"]
        own = ["session", "attribution", "text", *speaker, "language", "topics"]
        return [*own, "written_by", "written_at"]

    @admin.display(description=_("attribution"))
    def attribution(self, note):
        return note.session.get_attribution_display()

    def save_model(self, request, obj, form, change):
        session_notes.write(obj, form.cleaned_data["topics"])

    def response_post_save_change(self, request, obj):
        return redirect(f"{address(obj.session)}#note-{obj.pk}")

    def log_change(self, request, obj, message):
        return self._log(request, [obj], CHANGE, json.dumps(message))

    def log_deletions(self, request, queryset):
        return self._log(request, queryset, DELETION)

    def _log(self, request, rows, flag, message=""):
        """As Django does, but without the note's first words: they may name somebody, and nobody
        takes them out of the log when the session comes under the Chatham House Rule."""
        kind = ContentType.objects.get_for_model(SessionNote)
        for note in rows:
            LogEntry.objects.create(
                user=request.user,
                content_type=kind,
                object_id=note.pk,
                object_repr=Truncator(session_notes.place(note)).chars(200),
                action_flag=flag,
                change_message=message,
            )

    def delete_model(self, request, obj):
        request.notes_page = address(obj.session)
        super().delete_model(request, obj)

    def response_delete(self, request, obj_display, obj_id):
        super().response_delete(request, obj_display, obj_id)  # tells what was deleted
        return redirect(request.notes_page)
