"""What our Word files have in common: type, page, language, and bytes that hold no clock."""

import io
import zipfile
from datetime import UTC, datetime

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.run import CT_R
from docx.section import Section
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


def save(document: Document) -> bytes:
    """The file; the same document gives the same bytes."""
    stream = io.BytesIO()
    document.save(stream)
    return _without_clock(stream.getvalue())


def set_styles(document: Document) -> None:
    """Our typeface and sizes, in all scripts; headings in our colour and with what follows."""
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


def set_properties(
    document: Document,
    *,
    title: str,
    author: str,
    subject: str,
    comments: str,
    languages: list[str],
    made_at: datetime,
) -> None:
    """What the file says about itself; `made_at` (aware) is its date. Texts are cut at the 255
    characters that python-docx allows."""
    properties = document.core_properties
    moment = made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    properties.title, properties.subject = title[:255], subject
    properties.author = properties.last_modified_by = author[:255]
    properties.comments, properties.keywords = comments[:255], ""
    properties.language = ", ".join(languages)
    properties.created = properties.modified = moment


def set_page(section: Section, title: str, notice: str, foot: str) -> None:
    """A4 with `notice` (or `title`, where there is none) over each page, and `foot` and the page's
    number under it."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin, section.bottom_margin = Mm(27), Mm(24)
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    head = section.header.paragraphs[0]
    run = head.add_run(notice or title)
    run.bold, run.font.size, run.font.color.rgb = bool(notice), Pt(9), QUIET
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER if notice else WD_ALIGN_PARAGRAPH.RIGHT
    line = section.footer.paragraphs[0]
    line.paragraph_format.tab_stops.clear_all()
    line.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(f"{foot}\t")
    _add_field(line, "PAGE")
    line.add_run(" / ")
    _add_field(line, "NUMPAGES")
    for run in line.runs:
        run.font.size, run.font.color.rgb = Pt(9), QUIET


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


def set_language(run: CT_R, language: str) -> None:
    """So that Word checks the spelling in the right one; a language that is set already stays."""
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
