"""Headers and parts of a mail as plain text, whatever a program made of them. Pure.

The standard library's older, lenient parser is used: its newer one raises on headers that are
merely ugly.
"""

import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from unicodedata import normalize

MOST_PARTS = 200
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


def plain(value) -> str:
    """A header's value decoded (RFC 2047), on one line, composed (NFC)."""
    try:
        text = str(make_header(decode_header(str(value))))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        text = str(value)
    text = text.encode("utf-8", "replace").decode()  # no lone surrogates
    return normalize("NFC", _BLANKS.sub(" ", text)).strip()


def header(message: Message, name: str) -> str:
    """The first header of this name, or ""."""
    return plain(next(iter(_values(message, name)), ""))


def addresses(message: Message, *names: str) -> list[tuple[str, str]]:
    """[(name, address in lower case)] of all headers of these names."""
    values = [value for name in names for value in _values(message, name)]
    found = [(plain(name), plain(address).lower()) for name, address in getaddresses(values)]
    return [one for one in found if one[1].count("@") == 1 and " " not in one[1]]


def _values(message, name):
    """The values of a header as they stand; bytes beyond ASCII, which only some servers allow, are
    taken for UTF-8 (RFC 6532)."""
    return [
        value.encode("ascii", "surrogateescape").decode("utf-8", "replace")
        for key, value in message.raw_items()
        if key.lower() == name.lower()
    ]


def leaves(message: Message) -> list[Message]:
    """The parts that hold something, in order; not what stands in an enclosed message, which
    somebody else wrote."""
    found, waiting = [], [message]
    while waiting and len(found) < MOST_PARTS:
        part = waiting.pop()
        if part.get_content_maintype() == "message":
            continue
        if part.is_multipart():
            waiting += reversed(part.get_payload())
        else:
            found.append(part)
    return found


def content(part: Message) -> bytes:
    """The bytes of a part after its transfer encoding; as they stand if that was a lie."""
    decoded = part.get_payload(decode=True)
    return decoded if isinstance(decoded, bytes) else b""


def text(part: Message) -> str:
    """The text of a part; what its charset cannot say becomes a question mark."""
    try:
        return content(part).decode(part.get_content_charset() or "utf-8", "replace")
    except (LookupError, UnicodeError, ValueError):
        return content(part).decode("utf-8", "replace")
