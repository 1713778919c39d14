"""Files that organisers attach to letters: PDF and Word documents, checked by what is in them and
not by their names, so that no recipient's mail server has a reason to refuse them.

What cannot be attached is refused with a sentence that says what to do.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from django.utils.translation import gettext as _

from dialogue.access import pdf_files
from dialogue.mail.models import MailAttachment, OutgoingMail, SharedFile
from dialogue.refusals import Refused

MAX_BYTES = 10_000_000  # of all files of a letter together; most mail servers take more
MAX_FILES = 5
MAX_UNPACKED = 100_000_000  # bytes
MAX_ENTRIES = 5_000
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIN_PART = f"{DOCX}.main+xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB], 2.2: old .doc, and .docx with a password
# What no mail server likes in a PDF: what runs, and what brings other files.
REFUSED = pdf_files.ACTIVE | {"/EmbeddedFiles"}


def checked(name: str, content: bytes) -> SharedFile:
    """The file, not stored yet. Raises Refused where it is no PDF or DOCX that opens for everybody
    and does nothing by itself."""
    if len(content) > MAX_BYTES:
        raise Refused(too_large())
    if content[:1024].lstrip()[:5] == b"%PDF-":
        _check_pdf(name, content)
        kind, ending = PDF, ".pdf"
    elif content[:4] == b"PK\x03\x04":
        _check_docx(name, content)
        kind, ending = DOCX, ".docx"
    elif content[:8] == OLE:
        text = _(
            "“%(name)s” has a password or is an old Word file (.doc). Save it without a password "
            "as PDF or .docx, then attach it again."
        )
        raise Refused(text % {"name": name})
    else:
        text = _(
            "“%(name)s” is neither a PDF nor a Word document (.docx). Only these are attached."
        )
        raise Refused(text % {"name": name})
    stem = re.sub(r"[^\w .()-]+", "_", PurePath(name.replace("\\", "/")).stem)[:150].strip(" .")
    filename = f"{stem or 'file'}{ending}"
    return SharedFile(filename=filename, media_type=kind, content=content, size=len(content))


def attach(mails: Iterable[OutgoingMail], files: Sequence[SharedFile]) -> None:
    """Attach files, which were checked, to emails that have not left."""
    MailAttachment.objects.bulk_create(
        [
            MailAttachment(
                mail=mail, filename=file.filename, media_type=file.media_type, shared=file
            )
            for mail in mails
            for file in files
        ]
    )


def too_large() -> str:
    """The sentence about files that are too large."""
    return _(
        "The files are larger than 10 MB together, which some mail servers refuse. Make them "
        "smaller, or give an address where they can be read."
    )


def _check_pdf(name, content):
    import pypdf  # needed for nothing else here, and slow to load
    from pypdf.errors import PyPdfError

    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            text = _("“%(name)s” has a password. Save it without one, then attach it again.")
            raise Refused(text % {"name": name})
        pages = len(reader.pages)
        is_active = bool(pdf_files.found_in(reader) & REFUSED)
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError) as error:
        raise Refused(_damaged(name)) from error
    if not pages:
        raise Refused(_damaged(name))
    if is_active:
        raise Refused(_acting(name))


def _check_docx(name, content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED:
                raise Refused(_damaged(name))
            names = {entry.filename for entry in entries}
            types = archive.read("[Content_Types].xml")[:1_000_000].decode("utf-8", "replace")
            archive.getinfo("word/document.xml")
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError) as error:
        raise Refused(_damaged(name)) from error
    macros = any(entry.lower().endswith(("vbaproject.bin", ".exe", ".js")) for entry in names)
    if macros or "macroEnabled" in types or any("/embeddings/" in entry for entry in names):
        raise Refused(_acting(name))
    if MAIN_PART not in types:
        raise Refused(_damaged(name))


def _damaged(name):
    text = _("“%(name)s” cannot be opened. Open it yourself, save it again, then attach it.")
    return text % {"name": name}


def _acting(name):
    text = _(
        "“%(name)s” holds macros, scripts or other files, which mail servers refuse. Save it as a "
        "plain PDF, then attach it."
    )
    return text % {"name": name}
