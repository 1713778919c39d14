"""What a source document may hold at most. A small file can unfold to so much that reading it would
take a worker minutes and its memory; real documents stay far below. What comes after reading
(likeness, anchors, search) is bounded by these too.
"""

from django.utils.translation import gettext as _

MAX_BYTES = 50 * 1024 * 1024
MAX_PAGES = 500
MAX_PARAGRAPHS = 5_000
MAX_CHARACTERS = 2_000_000
MAX_LINES = 100_000
MAX_PARTS = 500_000  # elements of HTML and XML, steps of drawing in a PDF


class UnreadableError(Exception):
    """The file cannot be read; the message tells its owner why and what to do."""


def check_size(size):
    """Refuse a file of no bytes or of more than MAX_BYTES, before anything is done with it."""
    if size == 0:
        raise UnreadableError(_("it is empty; download it again."))
    if size > MAX_BYTES:
        raise UnreadableError(
            _("it is larger than %(limit)s MB; split it, or save it without images.")
            % {"limit": MAX_BYTES // 1024**2}
        )


def check_pages(number):
    if number > MAX_PAGES:
        text = _("it has more than %(limit)s pages; split it into several files.")
        raise UnreadableError(text % {"limit": MAX_PAGES})


def check_paragraphs(number):
    if number > MAX_PARAGRAPHS:
        text = _("it has more than %(limit)s paragraphs; split it into several files.")
        raise UnreadableError(text % {"limit": MAX_PARAGRAPHS})


def check_text(text):
    if len(text) > MAX_CHARACTERS or len(text.splitlines()) > MAX_LINES:
        message = _(
            "it has more than %(characters)s characters or %(lines)s lines of text; split it "
            "into several files."
        )
        raise UnreadableError(message % {"characters": MAX_CHARACTERS, "lines": MAX_LINES})


def check_parts(number):
    if number > MAX_PARTS:
        raise UnreadableError(
            _("it has too many parts to be read; copy its text into a .txt file.")
        )
