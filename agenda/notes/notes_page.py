"""The notes of a session in the admin site: written one after the other while people talk, put in
order, downloaded as a file. A note is edited and deleted on its own page (agenda.admin.notes)."""

from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext

from agenda.models import Session, SessionNote
from agenda.notes import session_notes
from agenda.notes.forms import NoteForm
from dialogue.access import security_log, sent
from dialogue.exports.spreadsheets import as_file, save_xlsx
from dialogue.models import Dialogue
from dialogue.pages.base import open_or_404, render_page, require_permission


@permission_required("agenda.view_sessionnote", raise_exception=True)
def notes_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The notes, and a form for the next one. A POST writes it, moves a note up or down, or looks
    for people to choose as its speaker, which saves nothing."""
    session = open_or_404(request, Session.objects.select_related("dialogue", "room"), pk=pk)
    with timezone.override(session.dialogue.tz):
        if request.method == "POST" and "move" in request.POST:
            return _move(request, session)
        if request.method == "POST" and "find" in request.POST:
            require_permission(request, "agenda.add_sessionnote")
            return _show(request, session, _with_others(request, session))
        if request.method == "POST":
            require_permission(request, "agenda.add_sessionnote")
            return _write(request, session)
        return _show(request, session, _new_form(request, session))


def _new_form(request, session):
    """An empty form, in the language of this organiser's last note of the session."""
    last = session.notes.filter(written_by=request.user).last()
    language = last.language if last else get_language()
    return NoteForm(instance=SessionNote(session=session), initial={"language": language})


def _with_others(request, session):
    """The form with what is typed so far, and the speakers that are looked for."""
    names = ["text", "language", "speaker", "sought"]
    typed = {name: sent.typed(request.POST, name) for name in names}
    initial = {**typed, "topics": sent.numbers(request.POST, "topics")}
    return NoteForm(instance=SessionNote(session=session), initial=initial)


def _write(request, session):
    note = SessionNote(session=session, written_by=request.user)
    with transaction.atomic():
        form = NoteForm(request.POST, instance=note)
        if form.is_valid():
            session_notes.write(note, form.cleaned_data["topics"])
            return redirect(f"{address(session)}#id_text")
    return _show(request, session, form)


def _move(request, session):
    require_permission(request, "agenda.change_sessionnote")
    typed, _colon, where = sent.text(request.POST, "move").partition(":")
    key = sent.as_number(typed)
    if key is None or where not in {"up", "down"}:
        raise Http404
    session_notes.move(session, key, up=where == "up")
    return redirect(f"{address(session)}#note-{key}")


def _show(request, session, form):
    written = list(session_notes.of_session(session))
    return render_page(
        request,
        "admin/agenda/session/notes.html",
        Session,
        pgettext("of a session", "Notes"),
        session.dialogue,
        subtitle=session.title,
        session=session,
        notes=written,
        next_number=len(written) + 1,
        own_topics=session.topics.count(),
        form=form if request.user.has_perm("agenda.add_sessionnote") else None,
        may_change=request.user.has_perm("agenda.change_sessionnote"),
        may_delete=request.user.has_perm("agenda.delete_sessionnote"),
    )


@permission_required("agenda.view_sessionnote", raise_exception=True)
def session_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The notes of a session as XLSX or DOCX."""
    session = open_or_404(request, Session.objects.select_related("dialogue"), pk=pk)
    return _file(
        request, session.dialogue, session.dialogue.sessions.filter(pk=pk), kind, session.slug
    )


@permission_required("agenda.view_sessionnote", raise_exception=True)
def dialogue_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The notes of all sessions of a dialogue as XLSX or DOCX."""
    dialogue = open_or_404(request, Dialogue, pk=pk)
    return _file(request, dialogue, dialogue.sessions.all(), kind, dialogue.slug)


def _file(request, dialogue, sessions, kind, slug):
    sessions, name = session_notes.with_notes(sessions), pgettext("of a session", "Notes")
    if kind == "xlsx":
        content = save_xlsx(
            [(name, session_notes.headings(), session_notes.table(dialogue, sessions))]
        )
    elif kind == "docx":
        from agenda.notes import notes_docx  # python-docx takes a while to load

        content = notes_docx.write(dialogue, sessions)
    else:
        raise Http404
    security_log.record_export(request, SessionNote, f"{slug}, {kind.upper()}")
    return as_file(content, f"{name} {slug}", kind)


def address(session: Session) -> str:
    """The address of a session's notes page."""
    return reverse("admin:session_notes", args=[session.pk])
