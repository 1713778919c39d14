"""The concept note as a Word file, with Word's own headings, lists, tables, fields and links."""

import io
import zipfile
from datetime import UTC, datetime

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FONT = "Times New Roman"  # on every office machine; Vietnam's official letters are set in it
DEEP, QUIET = RGBColor(0x12, 0x48, 0x5F), RGBColor(0x4A, 0x55, 0x60)
SIZES = {
    "Normal": 11,
    "Title": 22,
    "Subtitle": 11,
    "Heading 1": 15,
    "Heading 2": 12.5,
    "Heading 3": 11.5,
}
LOCALES = {"en": "en-GB", "vi": "vi-VN"}
TEXT_WIDTH = 162  # mm, of A4 with the margins below
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP archive can name


def write(notes: list[dict], made_at: datetime) -> bytes:
    """The bytes of the file with `notes` (of concept_note.in_language), each in its own section.

    `made_at` (aware) is the file's date. The same arguments give the same bytes.
    """
    document = Document()
    _set_styles(document)
    _set_properties(document, notes, made_at)
    for number, note in enumerate(notes):
        section = document.add_section() if number else document.sections[0]
        _set_page(section, note)
        _write_note(document, note)
    stream = io.BytesIO()
    document.save(stream)
    return _without_clock(stream.getvalue())


def _set_styles(document):
    for name, size in SIZES.items():
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ["asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"]:
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ["ascii", "hAnsi", "eastAsia", "cs"]:
            fonts.set(qn(f"w:{script}"), FONT)
        if name != "Normal":
            style.font.color.rgb = DEEP
            style.paragraph_format.keep_with_next = True
    document.styles["Normal"].paragraph_format.space_after = Pt(6)


def _set_properties(document, notes, made_at):
    properties, first = document.core_properties, notes[0]
    moment = made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties.title = f"{first['kind']} – {' / '.join(note['title'] for note in notes)}"[:255]
    properties.author = properties.last_modified_by = first["author"][:255]
    properties.subject, properties.comments = first["kind"], first["notice"][:255]
    properties.keywords = ""
    properties.language = ", ".join(note["language"] for note in notes)
    properties.created = properties.modified = moment


def _set_page(section, note):
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin, section.bottom_margin = Mm(27), Mm(24)
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    head = section.header.paragraphs[0]
    run = head.add_run(note["notice"] or note["title"])
    run.bold, run.font.size, run.font.color.rgb = bool(note["notice"]), Pt(9), QUIET
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER if note["notice"] else WD_ALIGN_PARAGRAPH.RIGHT
    foot = section.footer.paragraphs[0]
    foot.paragraph_format.tab_stops.clear_all()
    foot.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(f"{note['kind']} · {note['as_of']}\t")
    _add_field(foot, "PAGE")
    foot.add_run(" / ")
    _add_field(foot, "NUMPAGES")
    for run in foot.runs:
        run.font.size, run.font.color.rgb = Pt(9), QUIET


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
    document.add_heading(headings["topics"], 1)
    _add_paragraphs(document, [] if note["topics"] else [headings["no_topics"]])
    for topic in note["topics"]:
        _write_topic(document, topic, headings)
    document.add_heading(headings["programme"], 1)
    document.add_paragraph(note["zone"] if note["days"] else headings["no_sessions"])
    for day in note["days"]:
        document.add_heading(day["title"], 2)
        for session in day["sessions"]:
            _write_session(document, session, headings)
    if note["review"]:
        document.add_heading(headings["review"], 1)
        rows = [[one["aspect"], one["state"], one["note"]] for one in note["review"]]
        _add_table(document, headings["review_columns"], rows, [30, 34, 98])
    if note["streams"]:
        document.add_heading(headings["streams"], 1)
        rows = [
            [one["due"], f"{one['title']}\n{one['note']}".strip(), one["owner"], one["state"]]
            for one in note["streams"]
        ]
        _add_table(document, headings["stream_columns"], rows, [28, 68, 40, 26])
    for run in document.element.body.iter(qn("w:r")):
        _set_language(run, note["language"])


def _write_topic(document, topic, headings):
    document.add_heading(topic["title"], 2)
    _add_paragraphs(document, topic["summary"])
    document.add_heading(headings["documents"], 3)
    _add_paragraphs(document, [] if topic["citations"] else [headings["no_citations"]])
    for citation in topic["citations"]:
        words = document.add_paragraph(style="Quote")
        words.paragraph_format.left_indent = Mm(6)
        words.paragraph_format.keep_with_next = True
        if citation["quote"]:
            run = words.add_run(f"“{citation['quote']}”")
            _set_language(run._r, citation["language"])
        else:
            words.add_run(citation["remark"])
        source = document.add_paragraph()
        source.paragraph_format.left_indent = Mm(6)
        _add_link(source, citation["document"], citation["url"])
        source.add_run(f", {citation['where']}" if citation["where"] else "")


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
        label.width, text.width = Mm(38), Mm(TEXT_WIDTH - 38)
        label.paragraphs[0].add_run(fact["label"]).font.color.rgb = QUIET
        _add_link(text.paragraphs[0], fact["text"], fact["url"])


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
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)


def _add_link(paragraph, words, url):
    """`words` as a link; plain where there is no address."""
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


def _add_field(paragraph, name):
    """What Word counts itself: PAGE, NUMPAGES (ECMA-376, 17.16.5)."""
    for kind, text in [("begin", ""), ("", f" {name} "), ("separate", ""), ("", "1"), ("end", "")]:
        run = paragraph.add_run(text if text == "1" else "")
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
            run._r.append(part)
        elif text != "1":
            part = OxmlElement("w:instrText")
            part.set(qn("xml:space"), "preserve")
            part.text = text
            run._r.append(part)


def _set_language(run, language):
    """So that Word checks the spelling in the right one; what is set already stays."""
    properties = run.get_or_add_rPr()
    if properties.find(qn("w:lang")) is None:
        element = OxmlElement("w:lang")
        element.set(qn("w:val"), LOCALES[language])
        properties.append(element)


def _without_clock(content):
    """The archive with every part dated alike, so that the same note is the same file."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, EARLIEST), old.read(name), zipfile.ZIP_DEFLATED)
    return stream.getvalue()
