"""The list of participants as a Word file, with Word's own headings."""

from datetime import datetime
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from dialogue.exports.word_files import (
    QUIET,
    save,
    set_language,
    set_page,
    set_properties,
    set_styles,
)


def write(sheets: list[dict[str, Any]], made_at: datetime) -> bytes:
    """The bytes of the file with these lists (from participants.lists.sheets), each in a section of
    its own. The same arguments give the same bytes."""
    document = Document()
    set_styles(document)
    first = sheets[0]
    set_properties(
        document,
        title=f"{first['kind']} – {' / '.join(sheet['title'] for sheet in sheets)}",
        author=first["author"],
        subject=first["kind"],
        comments=first["standing"],
        languages=[sheet["language"] for sheet in sheets],
        made_at=made_at,
    )
    for number, sheet in enumerate(sheets):
        section = document.add_section() if number else document.sections[0]
        foot = f"{sheet['kind']} · {sheet['standing']} · {sheet['as_of']}"
        set_page(section, sheet["title"], sheet["notice"], foot)
        _write_sheet(document, sheet)
        for run in document.element.body.iter(qn("w:r")):
            set_language(run, sheet["language"])
    return save(document)


def _write_sheet(document, sheet):
    document.add_paragraph(f"{sheet['kind']} · {sheet['standing']}", style="Subtitle")
    document.add_paragraph(sheet["title"], style="Title")
    document.add_paragraph(f"{sheet['where']} · {sheet['number']}")
    if sheet["changes"]:
        document.add_paragraph(sheet["changes"])
    for group in sheet["groups"]:
        document.add_heading(f"{group['name']} ({group['number']})", 1)
        for country in group["countries"]:
            if country["name"]:
                document.add_heading(country["name"], 2)
            for entry in country["entries"]:
                _write_entry(document, entry)
        if group["others"]:
            document.add_paragraph(group["others"])


def _write_entry(document, entry):
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_together = True
    paragraph.paragraph_format.left_indent = Mm(4)
    paragraph.add_run(entry["name"]).bold = True
    if entry["mark"]:
        mark = paragraph.add_run(f"  {entry['mark']}")
        mark.italic, mark.font.size, mark.font.color.rgb = True, Pt(9), QUIET
        _add_bar(paragraph)
    reach = ", ".join(filter(None, [entry["email"], entry["phone"]]))
    for line in [entry["title"], entry["institution"], entry["nomination"], reach]:
        if line:
            paragraph.add_run().add_break()
            paragraph.add_run(line)


def _add_bar(paragraph):
    """A line at the left of the paragraph (ECMA-376, 17.3.1.17)."""
    borders, bar = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in [("val", "single"), ("sz", "18"), ("space", "6"), ("color", "A3201D")]:
        bar.set(qn(f"w:{name}"), value)
    borders.append(bar)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
