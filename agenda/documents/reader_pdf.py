"""PDF files → blocks of text.

A PDF holds letters at places and no paragraphs. pypdf gives pieces of text in the order in which
they are drawn; `pdf_layout` says what their places mean.
"""

import io
import logging
from itertools import count
from math import hypot
from typing import Any

from django.utils.translation import gettext as _

from agenda.documents import limits, pdf_layout, syllables
from agenda.documents.limits import UnreadableDocumentError
from agenda.documents.paragraphs import Block, clean
from agenda.documents.pdf_layout import Page, Piece, Printed
from agenda.models import Paragraph

_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)


def pdf_blocks(data: bytes) -> list[Block]:
    """The blocks of a PDF: its text, its footnotes, then the lines that recur on its pages.

    Raises UnreadableDocumentError, and whatever pypdf raises for bytes that are no PDF.
    """
    from pypdf import PdfReader

    # It warns about every fault that it corrects; we either read a file or refuse it in one line.
    logging.getLogger("pypdf").setLevel(logging.ERROR)
    reader = PdfReader(io.BytesIO(data))
    # Many files are only locked against changes: these open with an empty password.
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableDocumentError(_("it is password-protected; save it without a password."))
    limits.check_pages(len(reader.pages))
    pages = _pages(reader)
    if not any(char.isalpha() for page in pages for line in page for char in line.text):
        raise UnreadableDocumentError(
            _("its pages contain pictures and no text; run text recognition (OCR) on it first.")
        )
    limits.check_text("\n".join(line.text for page in pages for line in page))
    body, furniture = pdf_layout.blocks(pages)
    return body + [Block(line, Paragraph.Kind.FURNITURE) for line in furniture]


def _pages(reader: Any) -> list[Page]:
    """The lines of each page. Pages may share drawings, and drawings may include each other; so the
    steps are counted while they are executed."""
    pages, steps, drawn = [], count(1), 0
    for page in reader.pages:
        contents = page.get_contents()
        drawn += len(contents.get_data()) if contents else 0
        limits.check_parts(drawn // 40)  # bytes; a step that shows text takes about as many
        pieces: list[Piece] = []

        def note(text, frame, matrix, _font, size, pieces=pieces):
            if text:
                pieces.append(_piece(text, frame, matrix, size))

        text = page.extract_text(
            visitor_operand_before=lambda *_: limits.check_parts(next(steps)), visitor_text=note
        )
        if "".join("".join(piece.text for piece in pieces).split()) != "".join(text.split()):
            # Without places, only line lengths decide, as in plain text.
            pieces = [Piece(text.translate(_LIGATURES), 0, 0, 0)]
        pages.append(_lines(pieces))
    return pages


def _piece(text, frame, matrix, size):
    """A Piece, in the page's coordinates: the matrix of the text times that of its frame."""
    x, y = matrix[4], matrix[5]
    return Piece(
        text.translate(_LIGATURES),
        x * frame[0] + y * frame[2] + frame[4],
        x * frame[1] + y * frame[3] + frame[5],
        size * hypot(matrix[0], matrix[1]) * hypot(frame[0], frame[1]),
    )


def _lines(pieces):
    """The lines of a page: pieces up to the next line break."""
    lines: Page = []
    started: list[Piece] = []
    for piece in pieces:
        first, *others = piece.text.split("\n")
        started.append(piece._replace(text=first))
        for other in others:
            lines += _line(started)
            started = [piece._replace(text=other)]
    return lines + _line(started)


def _line(pieces):
    """The Printed line that pieces make up, in a list; [] for white space."""
    filled = [piece for piece in pieces if clean(piece.text)]
    if not filled:
        return []
    text = syllables.mended("".join(piece.text for piece in pieces))
    longest = max(filled, key=lambda piece: len(piece.text))
    return [Printed(text, filled[0].x, longest.y, longest.size, filled)]
