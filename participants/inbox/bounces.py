"""Messages about our emails that no person wrote: bounces (RFC 3464, and what Exim, qmail, Exchange
and others write instead) and automatic replies (RFC 3834). Pure.

`flufl.bounce` knows which addresses a bounce names; the reason, and which email it returns, are
read here, and what the reason means in dialogue/mail/refusal_reasons.py.
"""

import email
import re
from dataclasses import dataclass, replace
from email.message import Message
from itertools import takewhile

from django.utils.encoding import punycode
from flufl.bounce import all_failures

from dialogue.mail.refusal_reasons import Reason, reason_of, says_dead_by_code
from participants.inbox import mime_parts

BOUNCE_SENDERS = {"", "mailer-daemon", "postmaster", "mail-daemon", "maildaemon", "mmdf"}
MOST_ADDRESSES = 20
LONGEST_REASON = 500  # characters
_QUOTED_ID = re.compile(rb"^(?:x-original-)?message-id:\s*(<[^<>\s]{3,190}>)", re.I | re.M)
LONGEST_TEXT = 20_000  # characters
# Reports that say something else: that a mail was read (RFC 8098), or called spam (RFC 5965).
_OTHER_REPORTS = {"disposition-notification", "feedback-report"}
# Where the text of a bounce goes over into the email that it returns.
_WHERE_OURS_BEGINS = re.compile(
    r"^\W*((the |your |copy of (the|your) )?(original|returned|unsent) (message|mail|text)|"
    r"(-+ )?(below this line|(this is )?a copy of|(the )?(message )?headers? (of|follow))|"
    r"message headers?|(received|return-path|dkim-signature|arc-\S+|x-\S+): )",
    re.IGNORECASE | re.MULTILINE,
)
_AFTER_DATA = re.compile(
    r"end\s+of\s+DATA|after\s+DATA|final\s+DATA|>>> DATA\s+<<< 5|after\s+sending\s+message\s+body",
    re.IGNORECASE,
)
_SUBJECTS = re.compile(
    r"^\W*(automatic reply|auto[- ]?reply|autoreply|auto[- ]?response|autoresponse|out of (the )?"
    r"office|automatische antwort|réponse automatique|trả lời tự động|thư trả lời tự động|"
    r"tự động trả lời|phản hồi tự động|vắng mặt)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Failure:
    """An address that an email did not reach. `reason` is what the server wrote, on one line of at
    most LONGEST_REASON characters; `meaning` the value of a refusal_reasons.Reason. `is_delayed`
    where a server is still trying."""

    address: str
    reason: str
    meaning: str
    is_delayed: bool = False


@dataclass(frozen=True)
class Bounce:
    """A returned email, or what may be one: then `failures` is empty, and `text` is where the
    address that it was sent to is looked for (see `failure_of`). `message_ids` are the Message-IDs
    of what it returns, as far as it quotes them, in angle brackets."""

    failures: tuple[Failure, ...]
    message_ids: tuple[str, ...]
    text: str = ""


def read_bounce(message: Message, raw: bytes) -> Bounce | None:
    """What this message says as a bounce, whether it is one or only looks so; None if it does not.

    `raw` are the bytes that `message` was parsed from.
    """
    if not _looks_returned(message):
        return None
    delayed, failed = _addresses_that_failed(raw)
    addresses = [*sorted(delayed), *sorted(failed - delayed)]
    addresses = [address for address in addresses if address.count("@") == 1][:MOST_ADDRESSES]
    reported, text = _reasons_in_reports(message, addresses), _text(message)
    reasons = {one: reported.get(one) or _lines_after(text, one) for one in addresses}
    if len(addresses) == 1 and reason_of(reasons[addresses[0]]) is Reason.NOT_UNDERSTOOD:
        words = _own_words(text)
        if not reasons[addresses[0]] or reason_of(words) is not Reason.NOT_UNDERSTOOD:
            reasons[addresses[0]] = words
    failures = [_failure(one, reasons[one], text, one in delayed) for one in addresses]
    return Bounce(tuple(failures), _message_ids(message, raw), "" if failures else text)


def as_possible_bounce(message: Message, raw: bytes) -> Bounce:
    """A message that does not look returned, for whoever knows that it came to where only returned
    emails come."""
    return Bounce((), _message_ids(message, raw), _text(message))


def failure_of(bounce: Bounce, address: str) -> Failure:
    """Why the email that we sent to `address` came back, of which the bounce names no address in a
    way that is known. What does not name ours either does not say that ours is dead."""
    words = _own_words(bounce.text)
    failure = _failure(address, words, bounce.text)
    named = [name for name in {address.lower(), comparable(address)} if name in words.lower()]
    if not named and failure.meaning == Reason.DEAD:
        return replace(failure, meaning=Reason.NOT_UNDERSTOOD.value)
    nearer = [_failure(address, _lines_after(words, name), bounce.text) for name in named]
    return next((one for one in nearer if one.meaning != Reason.NOT_UNDERSTOOD), failure)


def comparable(address: str) -> str:
    """The address in lower case, its domain as mail servers write it (RFC 5891, A-labels)."""
    local, at, domain = address.strip().lower().rpartition("@")
    try:
        return f"{local}{at}{punycode(domain)}"
    except UnicodeError:  # no domain at all
        return address.strip().lower()


def plain(address: str) -> str:
    """The address as `comparable` gives it, without what its owner added after a plus sign (RFC
    5233)."""
    local, at, domain = comparable(address).rpartition("@")
    return f"{local.partition('+')[0] or local}{at}{domain}"


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


def is_written_by_mail_server(message: Message) -> bool:
    """Whether its sender or its form says so."""
    senders = [address for _name, address in mime_parts.addresses(message, "From")]
    if "From" in message and not senders:  # a bare name, or nobody
        senders = [mime_parts.header(message, "From").strip("<> ").lower()]
    names = {sender.partition("@")[0] for sender in senders}
    return (
        message.get_content_type() == "multipart/report"
        or "X-Failed-Recipients" in message
        or not names.isdisjoint(BOUNCE_SENDERS)
    )


def _looks_returned(message):
    """An automatic reply comes from nobody, too (RFC 3834, 3.3)."""
    if str(message.get_param("report-type", "")).lower() in _OTHER_REPORTS:
        return False
    return is_written_by_mail_server(message) or (mime_parts.header(message, "Return-Path") == "<>")


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


def _failure(address, reason, text, is_delayed=False):
    """`text` is all that the bounce says: a server that knows who lives there says so when it hears
    the name. One that takes the name and refuses what is written has a filter, whatever it says."""
    reason = mime_parts.plain(reason)
    meaning = Reason.DELAYED if is_delayed else reason_of(reason)
    if meaning == Reason.DEAD and _AFTER_DATA.search(text) and not says_dead_by_code(reason):
        meaning = Reason.INACTIVE
    return Failure(
        address, reason[:LONGEST_REASON], meaning.value, is_delayed=meaning == Reason.DELAYED
    )


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


def _text(message):
    texts = (
        mime_parts.text(part)[:LONGEST_TEXT]
        for part in mime_parts.leaves(message)
        if part.get_content_type() == "text/plain"
    )
    return "\n".join(texts)[:LONGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n")


def _own_words(text):
    """What the mail server says itself, before the email that it returns."""
    return _WHERE_OURS_BEGINS.split(text, maxsplit=1)[0]


def _lines_after(text, address):
    """The lines that follow the address, up to an empty one and at most six."""
    found = re.search(re.escape(address), text, re.IGNORECASE)
    if found is None:
        return ""
    lines = text[found.end() :].lstrip(">:; \n").splitlines()
    return " ".join(takewhile(str.strip, lines[:6]))


def is_automatic_reply(message: Message) -> bool:
    """Whether a program answered for somebody who is away (RFC 3834, 5, and older conventions)."""
    auto_submitted = mime_parts.header(message, "Auto-Submitted").lower()
    return (
        auto_submitted.startswith(("auto-replied", "auto-generated"))
        or any(name in message for name in ["X-Autoreply", "X-Autorespond", "X-Autoreply-From"])
        or mime_parts.header(message, "Precedence").lower() == "auto_reply"
        or bool(_SUBJECTS.match(mime_parts.header(message, "Subject")))
    )
