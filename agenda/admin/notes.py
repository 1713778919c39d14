"""One note of a session in the admin site: edited, deleted, and with its history. Notes are written
on their session's page (agenda.desk.notes)."""

from django.contrib import admin
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from agenda import notes
from agenda.desk.note_forms import NoteForm
from agenda.desk.notes import address
from agenda.models import SessionNote
from dialogue.admin import HistoryAdmin


@admin.register(SessionNote)
class SessionNoteAdmin(HistoryAdmin):
    form = NoteForm
    list_display = ["__str__", "session", "attribution", "speaker", "written_at"]
    list_filter = ["session__dialogue", "session__attribution", "language"]
    list_select_related = ["session", "speaker"]
    search_fields = ["text"]
    ordering = ["session__starts_at", "session", "position", "pk"]
    readonly_fields = ["session", "attribution", "written_by", "written_at"]

    def has_add_permission(self, request):
        return False

    def get_fields(self, request, obj=None):
        speaker = [] if notes.is_closed(obj.session) else ["speaker"]
        own = ["session", "attribution", "text", *speaker, "language", "topics"]
        return [*own, "written_by", "written_at"]

    @admin.display(description=_("attribution"))
    def attribution(self, note):
        return note.session.get_attribution_display()

    def save_model(self, request, obj, form, change):
        notes.write(obj, form.cleaned_data["topics"])

    def response_post_save_change(self, request, obj):
        return redirect(f"{address(obj.session)}#note-{obj.pk}")

    def delete_model(self, request, obj):
        request.notes_page = address(obj.session)
        super().delete_model(request, obj)

    def response_delete(self, request, obj_display, obj_id):
        super().response_delete(request, obj_display, obj_id)  # tells what was deleted
        return redirect(request.notes_page)
