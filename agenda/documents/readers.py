"""Files → blocks of text: which formats are read, and what is refused before it does harm.

Start at `read`. Plain text is read in this module, HTML in `reader_html`, Word in `reader_docx`,
PDF in `reader_pdf`. The parsing libraries are imported with the first file that needs them, so that
a worker that never reads one does not load them.
"""

import io
import re
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from agenda.documents import limits
from agenda.documents.limits import UnreadableDocumentError
from agenda.documents.paragraphs import Block, join, lines_of
from agenda.documents.running_heads import without_running_heads
from agenda.models import Paragraph
from dialogue.management.time_limit import TookTooLongError, with_apps, within

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
}

READING_TIME = 30  # seconds of processor time for one upload
SHORT = 256 * 1024  # bytes of HTML or plain text, which are read in a moment

# What files begin with, whatever their name says.
_PDF, _ZIP, _OLE = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_BYTE_ORDER_MARKS = {  # the longer first: UTF-32 begins as UTF-16 does
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
# The older encodings of the region; a wider choice only makes guesses worse.
_LEGACY = ["cp1258", "cp1252", "cp874", "gb18030", "big5"]
_BINARY = re.compile(r"[\0-\x08\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass
class Reading:
    """What a file holds: `blocks` in reading order; `title` where the file has one of its own
    besides its headings, else ""."""

    media_type: str
    blocks: list[Block]
    title: str = ""


def read(name: str, data: bytes) -> Reading:
    """The Reading of a file with that name (its extension names the format) and those bytes.

    Raises UnreadableDocumentError for what is empty, too large (see agenda.documents.limits), of
    another format than its name says, locked by a password, damaged, or without text.
    """
    limits.check_size(len(data))
    suffix = PurePath(name).suffix.lower()
    if suffix not in MEDIA_TYPES:
        raise UnreadableDocumentError(
            _("this type of file cannot be read; save it as .txt, .html, .docx or .pdf.")
        )
    if suffix == ".txt":
        text = decode(data)
        limits.check_text(text)
        blocks, title = _read_text(text), ""
    elif suffix == ".pdf":
        blocks, title = _read_pdf(data), ""
    elif suffix == ".docx":
        blocks, title = _read_docx(data), ""
    else:
        blocks, title = _read_html(data)
    if not blocks:
        raise UnreadableDocumentError(_("it contains no text; check that it is the right file."))
    limits.check_paragraphs(len(blocks))
    limits.check_text("\n".join(block.text for block in blocks))
    return Reading(MEDIA_TYPES[suffix], blocks, title)


def read_in_time(name: str, data: bytes) -> Reading:
    """The same, for a file that somebody uploads and a page waits for: it ends after READING_TIME.
    A packed file may hold far more than its size says, so only short plain ones are read here."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in {".pdf", ".docx"} and len(data) <= SHORT:
        return read(name, data)
    language = get_language() or settings.LANGUAGE_CODE
    try:
        return within(READING_TIME, with_apps, f"{__name__}.read", language, name, data)
    except TookTooLongError as error:
        raise UnreadableDocumentError(
            _("reading it takes too long; save it without pictures and drawings, or as plain text.")
        ) from error


def decode(data: bytes, declared: str | None = None) -> str:
    """The bytes of a text as str.

    A byte order mark decides, then UTF-8 if the bytes are valid UTF-8 (text in another encoding
    hardly ever is), then the encoding that the file declares, then a guess among the encodings of
    the region, such as Windows-1258. Raises UnreadableDocumentError for what is not text.
    """
    if data.startswith((_PDF, _ZIP, _OLE)):
        raise _binary()
    marked = next((name for mark, name in _BYTE_ORDER_MARKS.items() if data.startswith(mark)), None)
    if marked is None and b"\0" in data:
        raise _binary()
    encodings: list[str | None] = [marked] if marked else ["utf-8", declared]
    for encoding in filter(None, encodings):
        try:
            text = data.decode(encoding)
            break
        except (UnicodeError, LookupError):
            continue
    else:
        text = _guess(data)
    if len(_BINARY.findall(text)) > max(2, len(text) / 1000):
        raise _binary()
    return text


def _guess(data):
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_LEGACY).best()
    if best is None:
        raise _binary()
    return str(best)


def _binary():
    return UnreadableDocumentError(
        _("it contains no readable characters; give it the extension of its actual format.")
    )


@contextmanager
def _damage_explained(format_name):
    """Turn whatever a parser raises into one plain sentence."""
    try:
        yield
    except UnreadableDocumentError:
        raise
    except Exception as error:
        raise UnreadableDocumentError(
            _("it is damaged or not in %(format)s format; download it again or save it again.")
            % {"format": format_name}
        ) from error


def _read_text(text):
    lines, heads = without_running_heads(lines_of(text))
    return join(lines) + [Block(head, Paragraph.Kind.FURNITURE) for head in heads]


def _read_html(data):
    from agenda.documents.reader_html import declared_encoding, html_blocks

    text = decode(data, declared_encoding(data))
    limits.check_parts(text.count("<") - text.count("</"))
    with _damage_explained("HTML"):
        return html_blocks(text)


def _read_docx(data):
    if data.startswith(_OLE):
        raise UnreadableDocumentError(
            _(
                "it is password-protected or in Word’s old format; save it as a .docx "
                "without a password."
            )
        )
    with _damage_explained("Word"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            # A small archive can hold huge files. Nothing is unpacked beyond the declared sizes.
            unpacked = sum(member.file_size for member in archive.infolist())
            if unpacked > limits.MAX_BYTES:
                raise UnreadableDocumentError(
                    _("it is larger than %(limit)s MB when unpacked; save it without pictures.")
                    % {"limit": limits.MAX_BYTES // 1024**2}
                )
            files = [archive.read(member) for member in archive.infolist()]
        limits.check_parts(sum(file.count(b"<") - file.count(b"</") for file in files))
        from agenda.documents.reader_docx import docx_blocks

        return docx_blocks(data, lambda name, content: read(name, content).blocks)


def _read_pdf(data):
    from agenda.documents.reader_pdf import pdf_blocks

    with _damage_explained("PDF"):
        return pdf_blocks(data)
