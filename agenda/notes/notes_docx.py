"""Notes of sessions as a Word file: under each session its rule in words, then its notes."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from agenda.models import Session
from dialogue.exports.cells import CONTROL_CHARACTERS
from dialogue.exports.word_files import (
    QUIET,
    save,
    set_language,
    set_page,
    set_properties,
    set_styles,
)
from dialogue.models import Dialogue

HANGING = Mm(9)


def write(
    dialogue: Dialogue, sessions: Iterable[Session], made_at: datetime | None = None
) -> bytes:
    """The bytes of the file with the notes of `sessions` (from session_notes.with_notes), in the
    active language; each note is marked with its own. `made_at` (aware; now, if not named) is the
    file's date. The same arguments give the same bytes."""
    made_at, language = made_at or timezone.now(), get_language()
    document, kind = Document(), pgettext("of a session", "Notes")
    set_styles(document)
    set_properties(
        document,
        title=f"{kind} – {dialogue.title}",
        author=dialogue.contact_name or "",
        subject=kind,
        comments=str(dialogue.status_notice),
        languages=[language],
        made_at=made_at,
    )
    day = date_format(dialogue.local(made_at), "DATE_FORMAT")
    foot = f"{kind} · {_('As of %(day)s') % {'day': day}}"
    set_page(document.sections[0], dialogue.title, str(dialogue.status_notice), foot)
    document.add_paragraph(kind, style="Subtitle")
    document.add_paragraph(_plain(dialogue.title), style="Title")
    for session in sessions:
        _write_session(document, dialogue, session)
    for run in document.element.body.iter(qn("w:r")):
        set_language(run, language)
    return save(document)


def _write_session(document, dialogue, session):
    document.add_heading(_plain(session.title), 1)
    day = date_format(dialogue.local(session.starts_at), "DATE_FORMAT")
    hours = dialogue.hours(session.starts_at, session.ends_at)
    facts = [day, hours, str(session.room or "")]
    facts.append(capfirst(session.get_kind_display()))
    line = document.add_paragraph().add_run(_plain(" · ".join(filter(None, facts))))
    line.font.color.rgb = QUIET
    rule = document.add_paragraph()
    rule.paragraph_format.keep_with_next = True
    rule.add_run(session.rule_of_notes).bold = True
    for number, note in enumerate(session.notes.all(), start=1):
        _write_note(document, number, note)


def _write_note(document, number, note):
    paragraph = document.add_paragraph()
    style = paragraph.paragraph_format
    style.left_indent, style.first_line_indent = HANGING, -HANGING
    style.tab_stops.add_tab_stop(HANGING)
    paragraph.add_run(f"{number}.\t")
    if note.speaker:
        paragraph.add_run(f"{_plain(note.speaker.name)}: ").bold = True
    words = paragraph.add_run(_plain(note.text))
    set_language(words._r, note.language)
    if topics := "; ".join(topic.title for topic in note.topics.all()):
        run = paragraph.add_run(f"\n{_plain(topics)}")
        run.font.size, run.font.color.rgb = Pt(9), QUIET


def _plain(text):
    return CONTROL_CHARACTERS.sub("", text)
