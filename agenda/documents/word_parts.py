"""Word files that python-docx does not open or see: strict ones, and parts in other formats."""

import email
import email.policy
import io
import re
import zipfile
from typing import Any

# ISO/IEC 29500 has two sets of names for the same elements. Word writes the strict one when asked
# to; python-docx knows the transitional one only.
_STRICT = b"http://purl.oclc.org/ooxml/"
_NAMES = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
    b"http://purl.oclc.org/ooxml/drawingml/": (
        b"http://schemas.openxmlformats.org/drawingml/2006/"
    ),
    b"http://purl.oclc.org/ooxml/officeDocument/math": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/math"
    ),
}


# A whole Word file inside another one has the type of a document's XML, which it is not.
_INSERTED_FILE = re.compile(
    rb'(<(?:Override PartName="[^"]*\.docx?"|Default Extension="docx?")\s+ContentType=")[^"]*"'
)


def openable(data: bytes) -> bytes:
    """A Word file as python-docx can open it; the same bytes if it can already."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {member.filename: archive.read(member) for member in archive.infolist()}
    changed = {name: _openable(name, content) for name, content in parts.items()}
    if changed == parts:
        return data
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in changed.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _openable(name, content):
    if name == "[Content_Types].xml":
        return _INSERTED_FILE.sub(rb'\1application/zip"', content)
    if name.endswith((".xml", ".rels")) and _STRICT in content:
        for strict, known in _NAMES.items():
            content = content.replace(strict, known)
    return content


def inserted(part: Any) -> tuple[str, bytes]:
    """(name with an extension that says the format, bytes) of a part that an altChunk inserts: a
    page of HTML, a Word file, a text; ("", b"") for other formats, such as RTF."""
    kind, content = part.content_type, part.blob
    if kind in {"message/rfc822", "multipart/related", "application/x-mimearchive"}:
        message = email.message_from_bytes(content, policy=email.policy.default)
        page = message.get_body(["html", "plain"])
        if page is None:
            return "", b""
        kind = page.get_content_type()
        content = page.get_content().encode()
    extensions = {"text/html": "a.html", "application/xhtml+xml": "a.html", "text/plain": "a.txt"}
    if content.startswith(b"PK"):
        return "a.docx", content
    return (extensions[kind], content) if kind in extensions else ("", b"")
