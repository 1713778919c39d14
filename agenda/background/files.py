"""What may be uploaded as a background paper: a PDF, a document or slides, known by what is in the
file and not by its name. Readers open it on their own machines, so nothing in it may run.

ECMA-376, Part 2 (packages of Word and PowerPoint); OpenDocument 1.3, Part 2 (packages).
"""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from django.utils.translation import gettext as _

from dialogue.access import pdf_files
from dialogue.refusals import Refused

LARGEST = 20  # MB
MEGABYTE = 1024 * 1024
MOST_ENTRIES = 10_000
MOST_UNPACKED = 300_000_000  # bytes
OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
PDF = "application/pdf"
ENDINGS = {
    PDF: "pdf",
    f"{OFFICE}.wordprocessingml.document": "docx",
    f"{OFFICE}.presentationml.presentation": "pptx",
    f"{OPEN_DOCUMENT}.text": "odt",
    f"{OPEN_DOCUMENT}.presentation": "odp",
}
ACCEPT = ",".join(f".{ending}" for ending in ENDINGS.values())
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB], 2.2: .doc, .ppt, and .docx with a password
# What runs: macros of both families, and programs that were put in.
RUNS = re.compile(
    r"(vbaproject\.bin|\.exe|\.js|\.vbs|\.bat|\.cmd|\.scr)$|^(basic|scripts)/", re.IGNORECASE
)


@dataclass(frozen=True)
class CheckedFile:
    """A file that may be stored: its name with the ending that its content has."""

    filename: str
    media_type: str
    content: bytes


def checked(name: str, content: bytes) -> CheckedFile:
    """The file under a clean name. Raises Refused, with a sentence that says what to do."""
    if not content:
        raise Refused(_("The file is empty. Choose the paper again."))
    if len(content) > LARGEST * MEGABYTE:
        raise Refused(too_large())
    kind = _kind(content)
    stem = re.sub(r"[^\w .()-]+", "_", PurePath(name.replace("\\", "/")).stem)[:150].strip(" .")
    return CheckedFile(f"{stem or 'paper'}.{ENDINGS[kind]}", kind, content)


def too_large() -> str:
    """The sentence about a file that is too large."""
    text = _("The file is larger than %(limit)d MB. Save it with smaller pictures.")
    return text % {"limit": LARGEST}


def _kind(content):
    if b"%PDF-" in content[:1024]:
        _check_pdf(content)
        return PDF
    if content[:4] == b"PK\x03\x04":
        return _kind_of_package(content)
    if content[:8] == OLE:
        raise Refused(
            _(
                "The file has a password or is of an old kind (.doc, .ppt). Save it without a "
                "password as PDF, .docx or .pptx, then upload it again."
            )
        )
    raise Refused(_("This is neither a PDF nor a document or slides (.docx, .pptx, .odt, .odp)."))


def _check_pdf(content):
    from pypdf import PdfReader  # only where somebody uploads one

    try:
        reader = PdfReader(io.BytesIO(content))
        is_locked = reader.is_encrypted
        objects = len(reader.xref_objStm) + sum(map(len, reader.xref.values()))
        is_endless = objects > pdf_files.MOST_OBJECTS
        pages = 0 if is_locked or is_endless else len(reader.pages)
        runs = bool(pages and pdf_files.found_in(reader) & pdf_files.ACTIVE)
    except Exception as error:  # pypdf raises whatever a damaged file leads to
        raise Refused(_damaged()) from error
    if is_locked:
        raise Refused(_("The PDF has a password. Save it without one, then upload it again."))
    if not pages:
        raise Refused(_damaged())
    if runs:
        raise Refused(_acting())


def _kind_of_package(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED:
                raise Refused(_damaged())
            names = {entry.filename for entry in entries}
            kind, says = _said_by(archive, names)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError) as error:
        raise Refused(_damaged()) from error
    if "macroEnabled" in says or any(RUNS.search(entry) for entry in names):
        raise Refused(_acting())
    if kind not in ENDINGS:
        raise Refused(
            _("This is neither a PDF nor a document or slides (.docx, .pptx, .odt, .odp).")
        )
    return kind


def _said_by(archive, names):
    """(media type, what the package says of its parts)"""
    if "mimetype" in names:  # OpenDocument, 3.3
        with archive.open("mimetype") as entry:
            kind = entry.read(200).decode("ascii", "replace").strip()
        archive.getinfo("content.xml")
        return kind, ""
    with archive.open("[Content_Types].xml") as entry:
        types = entry.read(1_000_000).decode("utf-8", "replace")
    mains = {
        f"{OFFICE}.wordprocessingml.document": "word/document.xml",
        f"{OFFICE}.presentationml.presentation": "ppt/presentation.xml",
    }
    for kind, main in mains.items():
        if main in names and f"{kind}.main+xml" in types:
            return kind, types
    return "", types


def _damaged():
    return _("The file cannot be opened. Open it yourself, save it again, then upload it.")


def _acting():
    return _("The file holds macros or programs. Save it as a plain PDF, then upload it.")
