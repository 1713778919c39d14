"""A message as bytes → what it is and says (RFC 5322, 5546, 6047, 3464, 3834). Pure: no request, no
database, no clock. Whatever the bytes are, `parse` gives an answer.
"""

import email
import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from participants.inbox import authentication_results, bounces, calendar_answers, mime_parts
from participants.inbox.bounces import Bounce
from participants.inbox.calendar_answers import CalendarAnswer
from participants.incoming_kinds import Doubt, Kind, Partstat

LARGEST = 2 * 1024 * 1024  # bytes; our own letters, returned whole, are far smaller
LARGEST_CALENDAR = 256 * 1024  # bytes
# Bytes: of a message that is too large only the beginning is stored and read; where the head of a
# message must have ended.
BEGINNING = LONGEST_HEAD = 64 * 1024
SHORT_HEAD = 8 * 1024
_LONG_FIELD = re.compile(rb"^content-[a-z-]+:(?:[^\r\n]|\r?\n[ \t]){20000}", re.I | re.M)
# The headers that may hold the address that a message was delivered to; all but the first two are
# written by mail servers.
RECIPIENT_HEADERS = [
    "To",
    "Cc",
    "Delivered-To",
    "X-Original-To",
    "Envelope-To",
    "X-Envelope-To",
    "Resent-To",
]
CALENDAR_TYPES = {"text/calendar", "application/ics", "text/x-vcalendar"}
TNEF_TYPES = {"application/ms-tnef", "application/vnd.ms-tnef"}


class Envelope(NamedTuple):
    """What the headers of a message say, cut to what the database holds. Addresses are in lower
    case; `from_address` is "" unless there is just one sender. `is_sender_verified` is None if no
    server is trusted to say so."""

    message_id: str = ""
    subject: str = ""
    from_name: str = ""
    from_address: str = ""
    recipients: tuple[str, ...] = ()
    is_sender_verified: bool | None = None


@dataclass(frozen=True)
class ParsedMessage:
    """What a message is and says. `calendar` is set for answers from calendars; `bounce` for
    returned emails, and for whatever turns out to be one if it returns an email of ours: that is of
    another kind here, and its bounce names no failure. `looks_returned` unless a person or their
    calendar may have written it."""

    kind: Kind = Kind.LETTER
    envelope: Envelope = field(default_factory=Envelope)
    calendar: CalendarAnswer | None = None
    bounce: Bounce | None = None
    doubts: frozenset[Doubt] = field(default_factory=frozenset)
    looks_returned: bool = False


def parse(raw: bytes, is_too_large: bool = False, trusted_server: str = "") -> ParsedMessage:
    """What a message is and says.

    `is_too_large`: `raw` is only the beginning of a message of more than LARGEST bytes.
    `trusted_server` is the name under which our mail server verifies senders; "" if none does.
    """
    if not is_too_large and _is_slow_to_read(raw):
        is_too_large, raw = True, raw[:BEGINNING]
    try:
        return _parse(raw, is_too_large, trusted_server)
    except RecursionError:  # parts within parts, or brackets within brackets, without end
        return ParsedMessage(Kind.NOTE, doubts=frozenset({Doubt.MALFORMED}))


def unread(beginning: bytes) -> ParsedMessage:
    """For a message whose reading was given up: what the first lines of its head say, and that the
    rest has not been read."""
    head = re.split(rb"\r?\n\r?\n", beginning[:SHORT_HEAD], maxsplit=1)[0]
    try:
        envelope = _envelope(email.message_from_bytes(head + b"\n\n"), "")
    except Exception:
        envelope = Envelope()
    return _note(envelope, Doubt.TOO_SLOW)


def typed_text(raw: bytes) -> str:
    """What somebody typed in a message: its first plain text, or ""."""
    try:
        leaves = mime_parts.leaves(email.message_from_bytes(raw))
    except RecursionError:
        return ""
    texts = (mime_parts.text(part) for part in leaves if part.get_content_type() == "text/plain")
    return next(texts, "").replace("\x00", "").strip()


def _is_slow_to_read(raw):
    """Whether its header fields are so long that reading them would take minutes: several readers
    need time that grows with the square of a field's length."""
    head = raw[:LONGEST_HEAD]
    has_end = len(raw) <= LONGEST_HEAD or b"\n\n" in head or b"\n\r\n" in head
    return not has_end or bool(_LONG_FIELD.search(raw))


def _parse(raw, is_too_large, trusted_server):
    message = email.message_from_bytes(raw)
    envelope = _envelope(message, trusted_server)
    if is_too_large:
        return _note(envelope, Doubt.TOO_LARGE)
    bounce = bounces.read_bounce(message, raw)
    if bounce and bounce.failures:
        return ParsedMessage(Kind.BOUNCE, envelope, bounce=bounce, looks_returned=True)
    parsed = _parse_other(message, envelope)
    if parsed.calendar:
        return parsed
    # Whoever is away answers from nobody's address, too (RFC 3834, 3.3).
    is_reply = parsed.kind == Kind.AUTOMATIC_REPLY
    looks_returned = bounce is not None and (
        not is_reply or bounces.is_written_by_mail_server(message)
    )
    possible = bounce or bounces.as_possible_bounce(message, raw)
    return replace(parsed, bounce=possible, looks_returned=looks_returned)


def _parse_other(message, envelope):
    """What a message is that does not say which addresses failed."""
    answers, is_broken = _calendar_answers(message, envelope.from_address)
    if answers:
        return _answer(envelope, answers)
    if is_broken:
        return _note(envelope, Doubt.MALFORMED)
    if bounces.is_automatic_reply(message):
        return ParsedMessage(Kind.AUTOMATIC_REPLY, envelope)
    if any(_is_tnef(part) for part in mime_parts.leaves(message)):
        return _note(envelope, Doubt.TNEF)
    return ParsedMessage(Kind.LETTER, envelope)


def _note(envelope, doubt):
    return ParsedMessage(Kind.NOTE, envelope, doubts=frozenset({doubt}))


def _envelope(message, trusted_server):
    senders = mime_parts.addresses(message, "From")
    name, address = senders[0] if len(senders) == 1 else ("", "")
    recipients = [to for _name, to in mime_parts.addresses(message, *RECIPIENT_HEADERS)]
    is_verified = None
    if trusted_server:
        is_verified = authentication_results.is_sender_verified(message, address, trusted_server)
    return Envelope(
        message_id=mime_parts.header(message, "Message-ID")[:250],
        subject=mime_parts.header(message, "Subject")[:300],
        from_name=name[:200],
        from_address=address[:254],
        recipients=tuple(dict.fromkeys(recipients))[:50],
        is_sender_verified=is_verified,
    )


def _calendar_answers(message, sender):
    """What the calendar parts answer, wherever the program put them, and whether a part that calls
    itself a calendar holds none."""
    answers, is_broken = [], False
    for part in mime_parts.leaves(message):
        content = mime_parts.content(part)
        is_declared = part.get_content_type() in CALENDAR_TYPES
        if not is_declared and b"BEGIN:VCALENDAR" not in content.replace(b"\0", b"").upper():
            continue
        text = calendar_answers.decode(content[:LARGEST_CALENDAR], part.get_content_charset())
        method = str(part.get_param("method", "")) if is_declared else ""
        answer = calendar_answers.read(text, method, sender)
        if answer is None or len(content) > LARGEST_CALENDAR:
            is_broken = True
        elif answer.method in {"REPLY", "COUNTER"}:
            answers.append(answer)
    return answers, is_broken


def _answer(envelope, answers):
    """The message that these calendars answer in; most programs write the same calendar twice, as
    a part and as a file."""
    best = min(answers, key=lambda answer: Doubt.MALFORMED in answer.doubts)
    doubts = set(best.doubts)
    sound = [answer for answer in answers if Doubt.MALFORMED not in answer.doubts]
    if len({(answer.uid, answer.attendee, answer.partstat) for answer in sound}) > 1:
        doubts.add(Doubt.CONTRADICTORY)
    if not envelope.from_address:
        doubts.add(Doubt.SEVERAL_SENDERS)
    elif bounces.plain(envelope.from_address) != bounces.plain(best.attendee):
        doubts.add(Doubt.OTHER_SENDER)
    says_no_answer = best.partstat in {Partstat.DELEGATED, Partstat.COUNTER, ""}
    kind = Kind.NOTE if says_no_answer else Kind.REPLY
    return ParsedMessage(kind, envelope, calendar=best, doubts=frozenset(doubts))


def _is_tnef(part):
    """Whether it is what Outlook packs a message into (winmail.dat)."""
    name = (part.get_filename() or "").lower()
    return part.get_content_type() in TNEF_TYPES or name == "winmail.dat"
