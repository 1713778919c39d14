"""Mail about our mail that no person wrote: bounces (RFC 3464, and what Exim, qmail, Exchange and
others write instead) and automatic replies (RFC 3834). Pure.

Which addresses a bounce names is `flufl.bounce`'s knowledge; why, and which mail it returns, is
read here.
"""

import email
import re
from dataclasses import dataclass
from email.message import Message

from flufl.bounce import all_failures

from participants.inbox import mime_parts

SENDERS_OF_BOUNCES = {"mailer-daemon", "postmaster", "mail-daemon", "maildaemon", "mmdf"}
MOST_ADDRESSES = 20
LONGEST_REASON = 500  # characters
_OUR_ID = re.compile(rb"^(?:x-original-)?message-id:\s*(<[^<>\s]{3,190}>)", re.I | re.M)
_STATUS = re.compile(r"\b([245])\.\d{1,3}\.\d{1,3}\b")
_REPLY_CODE = re.compile(r"\b([45])\d\d\b[ -]")
_SUBJECTS = re.compile(
    r"^\W*(automatic reply|auto[- ]?reply|autoreply|auto[- ]?response|autoresponse|out of (the )?"
    r"office|automatische antwort|réponse automatique|trả lời tự động|thư trả lời tự động|"
    r"tự động trả lời|phản hồi tự động|vắng mặt)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Failure:
    """An address that a mail did not reach. `is_lasting` is False where the address may be right:
    the server gave up trying (4.x.x), or still tries (`is_delayed`)."""

    address: str
    reason: str
    is_lasting: bool
    is_delayed: bool = False


@dataclass(frozen=True)
class Bounce:
    """A returned mail; `message_ids` are those that it shows of what it returns."""

    failures: tuple[Failure, ...]
    message_ids: tuple[str, ...]


def read_bounce(message: Message, raw: bytes) -> Bounce | None:
    """The bounce that this message is, or None."""
    if not _looks_returned(message):
        return None
    delayed, failed = _addresses_that_failed(raw)
    named = [*sorted(delayed), *sorted(failed - delayed)]
    named = [address for address in named if address.count("@") == 1][:MOST_ADDRESSES]
    if not named:
        return None
    reported, texts = _from_reports(message, named), _texts(message)
    failures = [
        _failure(address, reported.get(address) or _from_texts(texts, address), address in delayed)
        for address in named
    ]
    return Bounce(tuple(failures), _message_ids(message, raw))


def _addresses_that_failed(raw):
    """(delayed, failed) addresses. The detectors want headers in ASCII, and one or the other raises
    on a mail that is merely odd; such a mail tells no addresses then."""
    try:
        found = all_failures(email.message_from_string(raw.decode("ascii", "replace")))
    except Exception:
        return set(), set()
    return [{one.decode("ascii", "replace").strip().lower() for one in ones} for ones in found]


def _looks_returned(message):
    """Written by a mail server: only then is it searched for addresses."""
    names = {address.partition("@")[0] for _n, address in mime_parts.addresses(message, "From")}
    return (
        message.get_content_type() == "multipart/report"
        or "X-Failed-Recipients" in message
        or mime_parts.header(message, "Return-Path") == "<>"
        or bool(names & SENDERS_OF_BOUNCES)
    )


def _message_ids(message, raw):
    """Message-IDs of what is returned, wherever it stands; the bounce's own is not one of them."""
    texts = [raw, *(mime_parts.content(part) for part in mime_parts.leaves(message))]
    found = [match.decode("ascii", "replace") for one in texts for match in _OUR_ID.findall(one)]
    found += mime_parts.header(message, "In-Reply-To").split()
    own = mime_parts.header(message, "Message-ID")
    return tuple(one for one in dict.fromkeys(found) if one != own)[:MOST_ADDRESSES]


def _failure(address, reason, is_delayed):
    reason = mime_parts.plain(reason)
    codes = _STATUS.findall(reason) or _REPLY_CODE.findall(reason + " ")
    is_lasting = not is_delayed and "4" not in codes[:1]
    return Failure(address, reason[:LONGEST_REASON], is_lasting, is_delayed)


def _from_reports(message, addresses):
    """{address: status and diagnosis of its block} in a message/delivery-status. One walk for all:
    a report may name thousands."""
    found = {}
    for block in (block for part in _reports(message) for block in part.get_payload()):
        fields = [block.get("Final-Recipient", ""), block.get("Original-Recipient", "")]
        recipients = " ".join(map(str, fields)).lower()
        for address in addresses:
            if address in recipients and address not in found:
                status = mime_parts.header(block, "Status")
                why = mime_parts.header(block, "Diagnostic-Code").partition(";")
                found[address] = f"{status} {(why[2] or why[0]).strip()}".strip()
    return found


def _reports(message):
    if not message.is_multipart() or message.get_content_maintype() == "message":
        return []
    return [
        part
        for part in message.get_payload()
        if part.get_content_type() == "message/delivery-status" and part.is_multipart()
    ]


def _texts(message):
    return [
        mime_parts.text(part)[:20_000]
        for part in mime_parts.leaves(message)
        if part.get_content_type() == "text/plain"
    ]


def _from_texts(texts, address):
    """The lines after the address, up to an empty one."""
    for text in texts:
        _before, found, after = text.lower().partition(address)
        if found:
            original = text[-len(after) :] if after else ""
            lines = original.lstrip(">:; \r\n").splitlines()
            empty = next((n for n, line in enumerate(lines) if not line.strip()), len(lines))
            return " ".join(lines[: min(empty, 6)])
    return ""


def is_absence(message: Message) -> bool:
    """Whether a program answered for somebody who is away (RFC 3834, 5, and older customs)."""
    said = mime_parts.header(message, "Auto-Submitted").lower()
    return (
        said.startswith(("auto-replied", "auto-generated"))
        or any(name in message for name in ["X-Autoreply", "X-Autorespond", "X-Autoreply-From"])
        or mime_parts.header(message, "Precedence").lower() == "auto_reply"
        or bool(_SUBJECTS.match(mime_parts.header(message, "Subject")))
    )
