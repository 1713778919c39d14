"""Headers and parts of a message as plain text, however badly a program wrote them. Pure.

The standard library's older, lenient parser is used: its newer one raises on headers that are
merely ugly.
"""

import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from typing import cast
from unicodedata import normalize

MOST_PARTS = 200
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


def plain(value: object) -> str:
    """A header's value, be it text or what the parser made of it: decoded (RFC 2047), on one line,
    composed (NFC)."""
    try:
        text = str(make_header(decode_header(str(value))))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        text = str(value)
    text = text.encode("utf-8", "replace").decode()  # no lone surrogates
    return normalize("NFC", _BLANKS.sub(" ", text)).strip()


def header(message: Message, name: str) -> str:
    """The first header of this name as plain text, or ""."""
    return plain(next(iter(_values(message, name)), ""))


def addresses(message: Message, *names: str) -> list[tuple[str, str]]:
    """[(display name, address in lower case)] of all headers of these names; what is no address
    is left out."""
    values = [value for name in names for value in _values(message, name)]
    pairs = [(plain(name), plain(address).lower()) for name, address in getaddresses(values)]
    return [pair for pair in pairs if pair[1].count("@") == 1 and " " not in pair[1]]


def _values(message, name):
    """The raw values of a header; bytes beyond ASCII, which only some servers allow, are read as
    UTF-8 (RFC 6532)."""
    return [
        value.encode("ascii", "surrogateescape").decode("utf-8", "replace")
        for key, value in message.raw_items()
        if key.lower() == name.lower()
    ]


def leaves(message: Message) -> list[Message]:
    """The parts that have content of their own, in order, at most MOST_PARTS; not those of an
    enclosed message, which somebody else wrote."""
    parts: list[Message] = []
    unread = [message]
    while unread and len(parts) < MOST_PARTS:
        part = unread.pop()
        if part.get_content_maintype() == "message":
            continue
        if part.is_multipart():
            unread += reversed(cast(list[Message], part.get_payload()))
        else:
            parts.append(part)
    return parts


def content(part: Message) -> bytes:
    """The bytes of a part, with its transfer encoding undone where it is what it claims to be."""
    decoded = part.get_payload(decode=True)
    return decoded if isinstance(decoded, bytes) else b""


def text(part: Message) -> str:
    """The text of a part; bytes that its charset does not know become replacement characters."""
    try:
        return content(part).decode(part.get_content_charset() or "utf-8", "replace")
    except (LookupError, UnicodeError, ValueError):
        return content(part).decode("utf-8", "replace")
