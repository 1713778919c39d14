"""Sheets → Word file, to edit what the templates cannot say. The PDF is the paper that is signed;
emblem and code are on that one alone.
"""

from datetime import datetime

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from dialogue.exports.word_files import save, set_language, set_properties, set_styles
from participants.official.composing import Sheet
from participants.official.measures import MILLIMETRES, POINTS

CENTRE, RIGHT, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
RULE = "_" * 12
COLUMNS = (72, 90)  # mm, of the head and of the foot with the signature
ROOM = 4  # empty lines for signature and seal


def write(sheets: list[Sheet], title: str, author: str, made_at: datetime) -> bytes:
    """The bytes of the file, each sheet in a section of its own; `made_at` (aware) is its date."""
    document = Document()
    set_styles(document)
    document.styles["Normal"].font.size = Pt(POINTS["text"])
    set_properties(
        document,
        title=title,
        author=author,
        subject=sheets[0]["subject"],
        comments="",
        languages=[sheet["language"] for sheet in sheets],
        made_at=made_at,
    )
    for number, sheet in enumerate(sheets):
        section = document.add_section(WD_SECTION.NEW_PAGE) if number else document.sections[0]
        _set_page(section)
        _write_sheet(document, sheet)
    return save(document)


def _set_page(section):
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side in ["top", "bottom", "left", "right"]:
        setattr(section, f"{side}_margin", Mm(MILLIMETRES[side]))


def _write_sheet(document: DocumentType, sheet: Sheet) -> None:
    first = len(document.element.body)
    if sheet["is_draft"]:
        _add(document, sheet["draft"], align=RIGHT, size=9, bold=True)
    if sheet["translated"]:
        _add(document, sheet["translated"], italic=True, size=10)
    if sheet["form"] in {"invitation", "thu_moi", "letter_vi"}:
        _write_state_head(document, sheet)
    else:
        _write_plain_head(document, sheet)
    for words in sheet["paragraphs"]:
        _add_text(document, words, indented=sheet["form"] != "letter")
    if sheet["language"] == "vi":
        _write_enclosures(document, sheet)
    if sheet["notice"] and sheet["language"] == "vi" and sheet["form"] != "note":
        _add_text(document, sheet["notice"], indented=True)
    elif sheet["notice"]:
        _add(document, sheet["notice"], italic=True, size=12)
    _write_foot(document, sheet)
    if sheet["language"] != "vi":
        _write_enclosures(document, sheet)
    for element in document.element.body[first:]:
        for run in element.iter(qn("w:r")):
            set_language(run, sheet["language"])


def _write_state_head(document, sheet):
    """Decree 30's two columns, then type and subject, or “Kính gửi”."""
    left, right = _columns(document)
    if sheet["superior"]:
        _add(left, sheet["superior"].upper(), align=CENTRE, size=POINTS["body"])
    _add(left, sheet["issuer"].upper(), align=CENTRE, size=POINTS["body"], bold=True)
    _add(left, RULE, align=CENTRE, size=6)
    _add(left, sheet["symbol"], align=CENTRE, size=POINTS["symbol"])
    if sheet["motto"]:
        _add(right, sheet["motto"][0], align=CENTRE, size=POINTS["motto"], bold=True)
        _add(right, sheet["motto"][1], align=CENTRE, size=POINTS["device"], bold=True)
        _add(right, RULE * 2, align=CENTRE, size=6)
    _add(right, sheet["place_date"], align=CENTRE, size=POINTS["symbol"], italic=True)
    if sheet["type"]:
        _add_heading(document, sheet["type"], CENTRE, POINTS["type"])
        _add(document, sheet["subject"], align=CENTRE, size=POINTS["subject"], bold=True)
    else:
        _add(left, f"V/v {sheet['subject']}", align=CENTRE, size=POINTS["reference"])
    if sheet["form"] != "invitation":
        words = f"{sheet['to_label']} {', '.join(sheet['to'])}"
        _add(document, words, align=CENTRE, size=POINTS["text"])


def _write_plain_head(document, sheet):
    """The body's name, number and date, the addressee above the text as Word letters have it."""
    if sheet["superior"]:
        _add(document, sheet["superior"].upper(), align=CENTRE, size=POINTS["body"])
    _add_heading(document, sheet["issuer"].upper(), CENTRE, 13)
    left, right = _columns(document)
    _add(left, sheet["symbol"])
    if sheet["form"] == "letter":
        _add(right, sheet["place_date"], align=RIGHT)
    _add(document, "\n".join(sheet["to"]))
    if sheet["form"] == "letter":
        _add(document, sheet["subject"], bold=True)
    if sheet["salutation"]:
        _add(document, sheet["salutation"])


def _write_foot(document, sheet):
    if sheet["closing"]:
        _add_text(document, sheet["closing"], indented=sheet["form"] != "letter")
    if sheet["signature"] is None:
        _add(document, sheet["place_date"], align=RIGHT)
    else:
        left, right = _columns(document)
        if sheet["copies"]:
            _add(left, sheet["copies_label"], size=POINTS["copies_label"], bold=True, italic=True)
        for line in sheet["copies"]:
            _add(left, line, size=POINTS["copies"])
        align = CENTRE if sheet["language"] == "vi" else LEFT
        for line in sheet["signature"]["above"]:
            _add(right, line, align=align, size=POINTS["office"], bold=True)
        for _number in range(ROOM):
            _add(right, "", align=align)
        for number, line in enumerate(sheet["signature"]["below"]):
            _add(right, line, align=align, size=POINTS["office"], bold=number == 0)


def _write_enclosures(document, sheet):
    """In Vietnamese before the closing, with which a letter ends (Decree 30)."""
    if sheet["enclosures"]:
        label = sheet["enclosures_label"] % {"n": len(sheet["enclosures"])}
        _add(
            document, "\n".join([label, *(f"– {line}" for line in sheet["enclosures"])]), size=10.5
        )


def _columns(document):
    """Two cells without lines, side by side."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    for cell, width in zip(table.rows[0].cells, COLUMNS, strict=True):
        cell.width = Mm(width)
    return table.rows[0].cells


def _add(where, words, *, align=LEFT, size=None, bold=False, italic=False):
    """A paragraph in the document or in a cell, whose first paragraph is there already."""
    paragraphs = where.paragraphs
    is_new_cell = not isinstance(where, DocumentType) and len(paragraphs) == 1
    is_free = is_new_cell and not paragraphs[0].text and not paragraphs[0].runs
    paragraph = paragraphs[0] if is_free else where.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(2 if not isinstance(where, DocumentType) else 6)
    run = paragraph.add_run(words)
    run.bold, run.italic = bold, italic
    if size:
        run.font.size = Pt(size)
    return paragraph


def _add_text(document, words, *, indented):
    paragraph = _add(document, words, align=WD_ALIGN_PARAGRAPH.JUSTIFY)
    if indented:
        paragraph.paragraph_format.first_line_indent = Mm(MILLIMETRES["first_line"])


def _add_heading(document, words, align, size):
    """Word's own heading, in the letter's type."""
    heading = document.add_heading(level=1)
    heading.alignment = align
    run = heading.add_run(words)
    run.font.size, run.font.color.rgb, run.bold = Pt(size), RGBColor(0, 0, 0), True
