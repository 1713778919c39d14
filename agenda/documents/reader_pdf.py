"""PDF files → blocks of text.

A PDF holds letters at places and no paragraphs. PDFium says where they are, `pdf_letters` makes
lines of them, `pdf_tables` finds the rows of tables, and `pdf_layout` says what the places mean.
"""

import io
import logging
from contextlib import closing

from django.utils.translation import gettext as _

from agenda.documents import limits, pdf_layout, pdf_letters
from agenda.documents.limits import UnreadableDocumentError
from agenda.documents.paragraphs import Block
from agenda.documents.pdf_letters import Page, Rule
from agenda.models import Paragraph

BYTES_OF_A_STEP = 40  # a step that shows text takes about as many


def pdf_blocks(data: bytes) -> list[Block]:
    """The blocks of a PDF: its text, its footnotes, then the lines that recur on its pages.

    Raises UnreadableDocumentError, and whatever pypdf and pypdfium2 raise for what is no PDF.
    """
    _check(data)
    pages, rules = _pages(data)
    if not any(char.isalpha() for page in pages for line in page for char in line.text):
        raise UnreadableDocumentError(
            _("its pages contain pictures and no text; run text recognition (OCR) on it first.")
        )
    body, furniture = pdf_layout.blocks(pages, rules)
    return body + [Block(line, Paragraph.Kind.FURNITURE) for line in furniture]


def _check(data):
    """Refuse what needs a password, and what is too much, before it is drawn."""
    from pypdf import PdfReader

    # It warns about every fault that it corrects; we either read a file or refuse it in one line.
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    reader = PdfReader(io.BytesIO(data))
    # Many files are only locked against changes: these open with an empty password.
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableDocumentError(_("it is password-protected; save it without a password."))
    limits.check_pages(len(reader.pages))
    drawn: dict[int, int] = {}
    parts = 0
    for page in reader.pages:
        parts += _size(page, page.get_contents(), drawn) // BYTES_OF_A_STEP
        limits.check_parts(parts)


def _size(owner, contents, drawn):
    """The bytes that are drawn by `contents` and by the forms that these show: pages may share
    drawings, and drawings may include each other. `drawn` keeps what is known of forms."""
    data = b"" if contents is None else contents.get_data()
    size = len(data)
    resources = owner.get("/Resources")
    forms = (resources.get_object().get("/XObject") or {}) if resources else {}
    for name, value in forms.get_object().items() if forms else ():
        times = data.count(name.encode())
        form = value.get_object()
        if not times or form.get("/Subtype") != "/Form":
            continue
        key = id(form)
        if key not in drawn:
            drawn[key] = 0  # also where a form includes itself
            drawn[key] = _size(form, form, drawn)
        size += times * drawn[key]
    return size


def _pages(data: bytes) -> tuple[list[Page], list[list[Rule]]]:
    """(the lines of each page, the ruled lines of each)."""
    import pypdfium2

    pages: list[Page] = []
    rules: list[list[Rule]] = []
    length = 0
    with closing(pypdfium2.PdfDocument(data)) as document:
        for number in range(len(document)):
            with closing(document[number]) as page, closing(page.get_textpage()) as textpage:
                length += textpage.count_chars()
                limits.check_length(length)
                pages.append(pdf_letters.lines_of(textpage))
                rules.append(pdf_letters.rules_of(page))
    return pages, rules
