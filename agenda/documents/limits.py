"""How large a source document may be. A small file can expand to so much that reading it would
take a worker minutes and all its memory; real documents stay far below these limits. They also
bound what is done with a document afterwards (comparing, anchors, search).
"""

from django.utils.translation import gettext as _

MAX_BYTES = 50 * 1024 * 1024
MAX_PAGES = 500
MAX_PARAGRAPHS = 5_000
MAX_CHARACTERS = 2_000_000
MAX_LINES = 100_000
MAX_PARTS = 500_000  # elements of HTML and XML, steps of drawing in a PDF


class UnreadableDocumentError(Exception):
    """The file cannot be read; the message tells its owner why and what to do."""


def check_size(size: int) -> None:
    """Refuse a file of no bytes or of more than MAX_BYTES, before anything is done with it.

    Raises UnreadableDocumentError, as all checks of this module do.
    """
    if size == 0:
        raise UnreadableDocumentError(_("it is empty; download it again."))
    if size > MAX_BYTES:
        raise UnreadableDocumentError(
            _("it is larger than %(limit)s MB; split it, or save it without pictures.")
            % {"limit": MAX_BYTES // 1024**2}
        )


def check_pages(number: int) -> None:
    """Refuse a PDF of more than MAX_PAGES pages."""
    if number > MAX_PAGES:
        text = _("it has more than %(limit)s pages; split it into several files.")
        raise UnreadableDocumentError(text % {"limit": MAX_PAGES})


def check_paragraphs(number: int) -> None:
    """Refuse a document of more than MAX_PARAGRAPHS paragraphs."""
    if number > MAX_PARAGRAPHS:
        text = _("it has more than %(limit)s paragraphs; split it into several files.")
        raise UnreadableDocumentError(text % {"limit": MAX_PARAGRAPHS})


def check_text(text: str) -> None:
    """Refuse a text of more than MAX_CHARACTERS characters or MAX_LINES lines."""
    check_length(len(text), len(text.splitlines()))


def check_length(characters: int, lines: int = 0) -> None:
    """The same, for a text that is being read."""
    if characters > MAX_CHARACTERS or lines > MAX_LINES:
        message = _(
            "it has more than %(characters)s characters or %(lines)s lines of text; split it "
            "into several files."
        )
        raise UnreadableDocumentError(message % {"characters": MAX_CHARACTERS, "lines": MAX_LINES})


def check_parts(number: int) -> None:
    """Refuse a file of more than MAX_PARTS elements or drawing steps."""
    if number > MAX_PARTS:
        raise UnreadableDocumentError(
            _("it has too many parts to be read; copy its text into a .txt file.")
        )
