"""Messages about our emails that no person wrote: bounces (RFC 3464, and what Exim, qmail, Exchange
and others write instead) and automatic replies (RFC 3834). Pure.

`flufl.bounce` knows which addresses a bounce names; the reason, and which email it returns, are
read here.
"""

import email
import re
from dataclasses import dataclass
from email.message import Message
from itertools import takewhile

from flufl.bounce import all_failures

from participants.inbox import mime_parts

BOUNCE_SENDERS = {"mailer-daemon", "postmaster", "mail-daemon", "maildaemon", "mmdf"}
MOST_ADDRESSES = 20
LONGEST_REASON = 500  # characters
_QUOTED_ID = re.compile(rb"^(?:x-original-)?message-id:\s*(<[^<>\s]{3,190}>)", re.I | re.M)
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
    """An address that an email did not reach. `is_lasting` is False where the address may be right:
    the server gave up trying (4.x.x), or is still trying (`is_delayed`). `reason` is what the
    server wrote, on one line of at most LONGEST_REASON characters."""

    address: str
    reason: str
    is_lasting: bool
    is_delayed: bool = False


@dataclass(frozen=True)
class Bounce:
    """A returned email. `message_ids` are the Message-IDs of what it returns, as far as it quotes
    them, in angle brackets."""

    failures: tuple[Failure, ...]
    message_ids: tuple[str, ...]


def read_bounce(message: Message, raw: bytes) -> Bounce | None:
    """What this message says as a bounce; None if it is none.

    `raw` are the bytes that `message` was parsed from.
    """
    if not _is_from_mail_server(message):
        return None
    delayed, failed = _addresses_that_failed(raw)
    addresses = [*sorted(delayed), *sorted(failed - delayed)]
    addresses = [address for address in addresses if address.count("@") == 1][:MOST_ADDRESSES]
    if not addresses:
        return None
    reasons, texts = _reasons_in_reports(message, addresses), _texts(message)
    failures = [
        _failure(address, reasons.get(address) or _reason_in(texts, address), address in delayed)
        for address in addresses
    ]
    return Bounce(tuple(failures), _message_ids(message, raw))


def _addresses_that_failed(raw):
    """(delayed, failed) addresses. The detectors expect ASCII headers, and some of them raise on a
    message that is merely odd; such a message yields no addresses."""
    try:
        delayed, failed = all_failures(email.message_from_string(raw.decode("ascii", "replace")))
    except Exception:
        return set(), set()
    return _as_text(delayed), _as_text(failed)


def _as_text(addresses):
    return {address.decode("ascii", "replace").strip().lower() for address in addresses}


def _is_from_mail_server(message):
    """Only a message that a mail server wrote is searched for addresses."""
    names = {address.partition("@")[0] for _n, address in mime_parts.addresses(message, "From")}
    return (
        message.get_content_type() == "multipart/report"
        or "X-Failed-Recipients" in message
        or mime_parts.header(message, "Return-Path") == "<>"
        or not names.isdisjoint(BOUNCE_SENDERS)
    )


def _message_ids(message, raw):
    """Message-IDs of what is returned, wherever they are quoted; the bounce's own is left out."""
    contents = [raw, *(mime_parts.content(part) for part in mime_parts.leaves(message))]
    ids = [
        match.decode("ascii", "replace")
        for content in contents
        for match in _QUOTED_ID.findall(content)
    ]
    ids += mime_parts.header(message, "In-Reply-To").split()
    own_id = mime_parts.header(message, "Message-ID")
    return tuple(quoted for quoted in dict.fromkeys(ids) if quoted != own_id)[:MOST_ADDRESSES]


def _failure(address, reason, is_delayed):
    reason = mime_parts.plain(reason)
    codes = _STATUS.findall(reason) or _REPLY_CODE.findall(reason + " ")
    is_lasting = not is_delayed and "4" not in codes[:1]
    return Failure(address, reason[:LONGEST_REASON], is_lasting, is_delayed)


def _reasons_in_reports(message, addresses):
    """{address: status and diagnosis of its block} in a message/delivery-status. One walk for all
    addresses: a report may name thousands."""
    reasons = {}
    for block in (block for part in _reports(message) for block in part.get_payload()):
        fields = [block.get("Final-Recipient", ""), block.get("Original-Recipient", "")]
        recipients = " ".join(map(str, fields)).lower()
        for address in addresses:
            if address in recipients and address not in reasons:
                status = mime_parts.header(block, "Status")
                kind, _separator, text = mime_parts.header(block, "Diagnostic-Code").partition(";")
                reasons[address] = f"{status} {(text or kind).strip()}".strip()
    return reasons


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


def _reason_in(texts, address):
    """The lines that follow the address, up to an empty one and at most six."""
    for text in texts:
        _before, match, after = text.lower().partition(address)
        if match:
            original = text[-len(after) :] if after else ""
            lines = original.lstrip(">:; \r\n").splitlines()
            return " ".join(takewhile(str.strip, lines[:6]))
    return ""


def is_automatic_reply(message: Message) -> bool:
    """Whether a program answered for somebody who is away (RFC 3834, 5, and older conventions)."""
    auto_submitted = mime_parts.header(message, "Auto-Submitted").lower()
    return (
        auto_submitted.startswith(("auto-replied", "auto-generated"))
        or any(name in message for name in ["X-Autoreply", "X-Autorespond", "X-Autoreply-From"])
        or mime_parts.header(message, "Precedence").lower() == "auto_reply"
        or bool(_SUBJECTS.match(mime_parts.header(message, "Subject")))
    )
