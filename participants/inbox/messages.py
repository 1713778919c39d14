"""A mail as bytes → what it is and says (RFC 5322, 5546, 6047, 3464, 3834). Pure: neither request,
database nor clock. Whatever the bytes are, `understand` gives an answer.
"""

import email
import re
from dataclasses import dataclass, field
from email.message import Message

from participants.inbox import authentication_results, bounces, calendar_answers, mime_parts
from participants.inbox.bounces import Bounce
from participants.inbox.calendar_answers import CalendarAnswer
from participants.incoming_kinds import Kind, Mark, Partstat

LARGEST = 2 * 1024 * 1024  # bytes; our own letters, returned whole, are far smaller
LARGEST_CALENDAR = 256 * 1024
KEPT_OF_HUGE = LONGEST_HEAD = 64 * 1024
_LONG_FIELD = re.compile(rb"^content-[a-z-]+:(?:[^\r\n]|\r?\n[ \t]){20000}", re.I | re.M)
# Where the address stands that a mail was delivered to; all but the first two are written by mail
# servers.
RECIPIENTS = [
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


@dataclass(frozen=True)
class Understood:
    """What a mail is. Addresses are in lower case; `is_proven`: our server vouches for the sender
    (None where it was not asked)."""

    kind: Kind = Kind.LETTER
    message_id: str = ""
    subject: str = ""
    from_name: str = ""
    from_address: str = ""
    recipients: tuple[str, ...] = ()
    calendar: CalendarAnswer | None = None
    bounce: Bounce | None = None
    is_proven: bool | None = None
    marks: frozenset[Mark] = field(default_factory=frozenset)


def understand(raw: bytes, *, is_huge=False, trusted_server="") -> Understood:
    """Read a mail. `is_huge`: `raw` is only the beginning of one that is too large."""
    if not is_huge and _is_a_burden(raw):
        is_huge, raw = True, raw[:KEPT_OF_HUGE]
    try:
        return _understand(raw, is_huge, trusted_server)
    except RecursionError:  # parts within parts, or brackets within brackets, without end
        return Understood(Kind.NOTE, marks=frozenset({Mark.MALFORMED}))


def words(raw: bytes) -> str:
    """What was typed in a mail: its first plain text."""
    try:
        leaves = mime_parts.leaves(email.message_from_bytes(raw))
    except RecursionError:
        return ""
    typed = (part for part in leaves if part.get_content_type() == "text/plain")
    return next((mime_parts.text(part) for part in typed), "").replace("\x00", "").strip()


def _is_a_burden(raw):
    """Whether its header fields are so long that reading them would take minutes: several readers
    need time that grows with the square of a field's length."""
    head = raw[:LONGEST_HEAD]
    has_end = len(raw) <= LONGEST_HEAD or b"\n\n" in head or b"\n\r\n" in head
    return not has_end or bool(_LONG_FIELD.search(raw))


def _understand(raw, is_huge, trusted_server):
    message = email.message_from_bytes(raw)
    facts = _facts(message, trusted_server)
    if is_huge:
        return Understood(Kind.NOTE, **facts, marks=frozenset({Mark.HUGE}))
    if bounce := bounces.read_bounce(message, raw):
        return Understood(Kind.BOUNCE, **facts, bounce=bounce)
    answers, is_broken = _calendars(message, facts["from_address"])
    if answers:
        return _answer(message, facts, answers)
    if is_broken:
        return Understood(Kind.NOTE, **facts, marks=frozenset({Mark.MALFORMED}))
    if bounces.is_absence(message):
        return Understood(Kind.ABSENCE, **facts)
    if any(_is_tnef(part) for part in mime_parts.leaves(message)):
        return Understood(Kind.NOTE, **facts, marks=frozenset({Mark.TNEF}))
    return Understood(**facts)


def _facts(message, trusted_server):
    senders = mime_parts.addresses(message, "From")
    name, address = senders[0] if len(senders) == 1 else ("", "")
    recipients = [one for _name, one in mime_parts.addresses(message, *RECIPIENTS)]
    return {
        "message_id": mime_parts.header(message, "Message-ID")[:250],
        "subject": mime_parts.header(message, "Subject")[:300],
        "from_name": name[:200],
        "from_address": address[:254],
        "recipients": tuple(dict.fromkeys(recipients))[:50],
        "is_proven": authentication_results.vouches(message, address, trusted_server)
        if trusted_server
        else None,
    }


def _calendars(message: Message, sender):
    """What the calendar parts answer, wherever the program put them, and whether a part that calls
    itself one holds none."""
    answers, is_broken = [], False
    for part in mime_parts.leaves(message):
        content = mime_parts.content(part)
        names_itself = part.get_content_type() in CALENDAR_TYPES
        if not names_itself and b"BEGIN:VCALENDAR" not in content.replace(b"\0", b"").upper():
            continue
        text = calendar_answers.decode(content[:LARGEST_CALENDAR], part.get_content_charset())
        method = str(part.get_param("method", "")) if names_itself else ""
        answer = calendar_answers.read(text, method, sender)
        if answer is None or len(content) > LARGEST_CALENDAR:
            is_broken = True
        elif answer.method in {"REPLY", "COUNTER"}:
            answers.append(answer)
    return answers, is_broken


def _answer(message, facts, answers):
    """The same calendar usually stands in the mail twice, as part and as file."""
    best = min(answers, key=lambda one: Mark.MALFORMED in one.marks)
    marks = set(best.marks)
    sound = [one for one in answers if Mark.MALFORMED not in one.marks]
    if len({(one.uid, one.attendee, one.partstat) for one in sound}) > 1:
        marks.add(Mark.CONTRADICTORY)
    if not facts["from_address"]:
        marks.add(Mark.SEVERAL_SENDERS)
    elif facts["from_address"] != best.attendee:
        marks.add(Mark.OTHER_SENDER)
    noted = {Partstat.DELEGATED, Partstat.COUNTER, ""}
    kind = Kind.NOTE if best.partstat in noted else Kind.REPLY
    return Understood(kind, **facts, calendar=best, marks=frozenset(marks))


def _is_tnef(part):
    name = (part.get_filename() or "").lower()
    return part.get_content_type() in TNEF_TYPES or name == "winmail.dat"
