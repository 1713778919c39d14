"""The concept note as a Word file, with Word's own headings, lists, tables, fields and links."""

from datetime import datetime

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from dialogue.exports.word_files import (
    DEEP,
    QUIET,
    TEXT_WIDTH,
    save,
    set_language,
    set_page,
    set_properties,
    set_styles,
)


def write(notes: list[dict], made_at: datetime) -> bytes:
    """The bytes of the file with `notes` (from concept_note_text.in_language), each in a section of
    its own.

    `made_at` (aware) is the file's date. The same arguments give the same bytes.
    """
    document = Document()
    set_styles(document)
    first = notes[0]
    set_properties(
        document,
        title=f"{first['kind']} – {' / '.join(note['title'] for note in notes)}",
        author=first["author"],
        subject=first["kind"],
        comments=first["notice"],
        languages=[note["language"] for note in notes],
        made_at=made_at,
    )
    for number, note in enumerate(notes):
        section = document.add_section() if number else document.sections[0]
        foot = f"{note['kind']} · {note['as_of']}"
        set_page(section, note["title"], note["notice"], foot)
        _write_note(document, note)
    return save(document)


def _write_note(document, note):
    headings = note["headings"]
    document.add_paragraph(note["kind"], style="Subtitle")
    document.add_paragraph(note["title"], style="Title")
    _add_facts(document, note["facts"])
    if note["summary"]:
        document.add_heading(headings["summary"], 1)
        _add_paragraphs(document, note["summary"])
    if note["institutions"]:
        document.add_heading(headings["institutions"], 1)
        _add_facts(document, note["institutions"])
    _write_topics(document, note)
    _write_programme(document, note)
    _write_preparation(document, note)
    for run in document.element.body.iter(qn("w:r")):
        set_language(run, note["language"])


def _write_topics(document, note):
    headings = note["headings"]
    document.add_heading(headings["topics"], 1)
    _add_paragraphs(document, [] if note["topics"] else [headings["no_topics"]])
    write_topic = _write_topic if note["form"] == "full" else _write_brief_topic
    for topic in note["topics"]:
        write_topic(document, topic, headings)


def _write_programme(document, note):
    headings = note["headings"]
    document.add_heading(headings["programme"], 1)
    about = f"{note['programme_state']} {note['zone']}"
    document.add_paragraph(about if note["days"] else headings["no_sessions"])
    for day in note["days"]:
        document.add_heading(day["title"], 2)
        if note["form"] == "full":
            for session in day["sessions"]:
                _write_session(document, session, headings)
        else:
            _write_brief_day(document, day["sessions"])


def _write_preparation(document, note):
    """The host's review and, in the full form, the work streams."""
    headings = note["headings"]
    if note["review"]:
        document.add_heading(headings["review"], 1)
        rows = [[aspect["aspect"], aspect["state"], aspect["note"]] for aspect in note["review"]]
        _add_table(document, headings["review_columns"], rows, [30, 34, 98])
    if note["form"] == "full" and note["streams"]:
        document.add_heading(headings["streams"], 1)
        rows = [
            [
                stream["due"],
                f"{stream['title']}\n{stream['note']}".strip(),
                stream["owner"],
                stream["state"],
            ]
            for stream in note["streams"]
        ]
        _add_table(document, headings["stream_columns"], rows, [28, 68, 40, 26])


def _write_topic(document, topic, headings):
    document.add_heading(topic["title"], 2)
    _add_paragraphs(document, topic["summary"])
    document.add_heading(headings["documents"], 3)
    _add_paragraphs(document, [] if topic["citations"] else [headings["no_citations"]])
    for citation in topic["citations"]:
        if citation["gist"]:
            gist = document.add_paragraph(citation["gist"])
            gist.paragraph_format.keep_with_next = True
        words = document.add_paragraph(style="Quote")
        words.paragraph_format.left_indent = Mm(6)
        words.paragraph_format.keep_with_next = True
        if citation["quote"]:
            run = words.add_run(f"“{citation['quote']}”")
            set_language(run._r, citation["language"])
        else:
            words.add_run(citation["remark"])
        source = document.add_paragraph()
        source.paragraph_format.left_indent = Mm(6)
        _add_link(source, citation["document"], citation["url"])
        source.add_run(f", {citation['where']}" if citation["where"] else "")


def _write_brief_topic(document, topic, headings):
    document.add_heading(topic["title"], 2)
    _add_paragraphs(document, topic["summary"])
    if not topic["sources"]:
        _add_paragraphs(document, [headings["no_citations"]])
        return
    line = document.add_paragraph()
    line.add_run(f"{headings['sources']}: ").font.color.rgb = QUIET
    for number, source in enumerate(topic["sources"]):
        line.add_run(f"{'; ' if number else ''}{source['document']}, ")
        for index, place in enumerate(source["places"]):
            line.add_run(", " if index else "")
            _add_link(line, place["text"], place["url"])


def _write_brief_day(document, sessions):
    """A day at a glance: the hours, and beside them the sessions."""
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    for session in sessions:
        hours, about = table.add_row().cells
        hours.paragraphs[0].add_run(session["hours"]).font.color.rgb = QUIET
        _add_link(about.paragraphs[0], session["title"], session["url"])
        aside = about.add_paragraph().add_run(" · ".join([session["aside"], *session["roles"]]))
        aside.font.color.rgb, aside.font.size = QUIET, Pt(9.5)
        about.paragraphs[0].paragraph_format.space_after = Pt(0)
    _set_widths(table, [28, TEXT_WIDTH - 28])


def _write_session(document, session, headings):
    title = document.add_heading("", 3)
    title.add_run(f"{session['hours']}  ")
    _add_link(title, session["title"], session["url"])
    aside = document.add_paragraph().add_run(session["aside"])
    aside.font.color.rgb = QUIET
    _add_paragraphs(document, session["description"])
    if session["questions"]:
        label = document.add_paragraph()
        label.paragraph_format.keep_with_next = True
        label.add_run(headings["questions"]).italic = True
    for question in session["questions"]:
        document.add_paragraph(question, style="List Bullet")
    _add_paragraphs(document, session["roles"])
    _add_paragraphs(document, [session["topics"]] if session["topics"] else [])


def _add_paragraphs(document, lines):
    for line in lines:
        document.add_paragraph(line)


def _add_facts(document, facts):
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    for fact in facts:
        label, text = table.add_row().cells
        label.paragraphs[0].add_run(fact["label"]).font.color.rgb = QUIET
        _add_link(text.paragraphs[0], fact["text"], fact["url"])
        for cell in [label, text]:
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    _set_widths(table, [38, TEXT_WIDTH - 38])


def _add_table(document, headings, rows, widths):
    """A table whose first row is repeated at the top of each page."""
    table = document.add_table(rows=1, cols=len(headings), style="Table Grid")
    table.autofit = False
    for cell, words in zip(table.rows[0].cells, headings, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
        for cell in table.rows[-1].cells:
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    _set_widths(table, widths)


def _set_widths(table, widths):
    """In mm. Word uses the widths of the cells, LibreOffice those of the columns."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _add_link(paragraph, words, url):
    """`words` as a link to `url`, or as plain text if there is none."""
    run = paragraph.add_run(words)
    if not url:
        return
    run.font.color.rgb, run.underline = DEEP, True
    link = OxmlElement("w:hyperlink")
    link.set(
        qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    )
    paragraph._p.append(link)
    link.append(run._r)
