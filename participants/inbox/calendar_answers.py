"""The calendar part of a mail: text → what it answers (RFC 5546, 3.2.3; RFC 6047). Pure.

Only the few lines that matter are read, line by line: a reply whose VTIMEZONE or DTSTART is broken
still says yes or no.
"""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime

from icalendar import vDDDTypes
from icalendar.parser import Contentlines

from participants.incoming_kinds import Mark, Partstat

MOST_LINES = 2_000
LONGEST_COMMENT = 2_000  # characters, as in the answer form
HIGHEST_SEQUENCE = 2**31 - 1  # RFC 5545, 3.3.8
_BEGIN = "BEGIN:VCALENDAR"
_MAILTO = re.compile(r"^\s*mailto:\s*", re.IGNORECASE)
# Where programs put the remark that somebody typed with the answer, besides COMMENT.
_REMARKS = ["X-RESPONSE-COMMENT", "X-COMMENT"]


@dataclass(frozen=True)
class CalendarAnswer:
    """What a VEVENT says for one attendee. `method` is in capitals; `partstat` is "" or one of
    Partstat; addresses are in lower case; `sequence` is 0 where none is given."""

    method: str
    uid: str = ""
    sequence: int = 0
    stamped_at: datetime | None = None
    attendee: str = ""
    partstat: str = ""
    comment: str = ""
    marks: frozenset[Mark] = field(default_factory=frozenset)


def decode(content: bytes, charset: str | None) -> str:
    """The text of a calendar part, whatever charset it claims: UTF-8 if it is that, else the one
    it names, else Windows-1252."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        charset = "utf-16"
    for name in ["utf-8-sig", charset or "utf-8"]:
        try:
            text = content.decode(name)
        except (UnicodeError, LookupError, ValueError):
            continue
        if _BEGIN in text.upper():
            return text
    return content.decode("cp1252", "replace")


def read(text: str, method: str = "", sender: str = "") -> CalendarAnswer | None:
    """What the first calendar in `text` answers, or None if there is none.

    `method` is what the part's Content-Type says, for programs that say it there only; `sender`
    tells which attendee is meant where several are listed.
    """
    start = text.upper().find(_BEGIN)
    if start < 0:
        return None
    lines, is_broken = _lines(text[start:].replace("\0", ""))
    method = (_first(lines, "METHOD", inside="VCALENDAR") or method).strip().upper()
    events = [inside for inside, name, _parameters, _value in lines if name == "BEGIN VEVENT"]
    marks = {Mark.MALFORMED} if is_broken or not events else set()
    event = [line for line in lines if line[0] == "VEVENT"]
    attendee, parameters = _attendee(event, sender, marks)
    partstat = parameters.get("PARTSTAT", "").strip().upper()
    if method == "COUNTER":
        partstat = Partstat.COUNTER.value
    elif partstat not in Partstat or partstat == Partstat.COUNTER:
        partstat = ""
        marks.add(Mark.NO_ANSWER)
    if len(events) > 1 or _first(event, "RECURRENCE-ID"):
        marks.add(Mark.ONE_OCCURRENCE)
    return CalendarAnswer(
        method=method,
        uid=_first(event, "UID").strip()[:250],
        sequence=_sequence(_first(event, "SEQUENCE"), marks),
        stamped_at=_moment(_first(event, "DTSTAMP")),
        attendee=attendee,
        partstat=partstat,
        comment=_comment(event, parameters),
        marks=frozenset(marks),
    )


def _lines(text):
    """[(innermost component, name, parameters, value)], and whether the calendar is cut off or a
    line of its event cannot be read. A component's start is the line ("", "BEGIN NAME")."""
    found, open_ones, is_broken = [], [], False
    for line in Contentlines.from_ical(text)[:MOST_LINES]:
        if not line.strip():
            continue
        try:
            name, parameters, value = line.parts()
        except ValueError:
            is_broken |= open_ones[-1:] == ["VEVENT"]
            continue
        name, value = name.upper(), str(value)
        if name == "BEGIN":
            open_ones.append(value.strip().upper())
            found.append(("", f"BEGIN {open_ones[-1]}", {}, ""))
        elif name == "END":
            if open_ones and open_ones.pop() == "VCALENDAR":
                return found, is_broken
        else:
            found.append((open_ones[-1] if open_ones else "", name, parameters, value))
    return found, True


def _first(lines, wanted, inside="VEVENT"):
    return next(
        (value for place, name, _p, value in lines if (place, name) == (inside, wanted)), ""
    )


def address_of(value: str) -> str:
    """The address in a CAL-ADDRESS, in lower case; "" for anything that is none, such as the
    internal names that Exchange uses."""
    address = _MAILTO.sub("", value).strip().strip("<>").lower()
    return address[:254] if address.count("@") == 1 and " " not in address else ""


def _attendee(event, sender, marks):
    """(address, parameters) of whom the event answers for: RFC 5546, 3.2.3 wants exactly one."""
    listed = [
        (address_of(value), _plain(parameters))
        for _place, name, parameters, value in event
        if name == "ATTENDEE"
    ]
    if not listed:
        marks.add(Mark.MALFORMED)
        return "", {}
    if len({address for address, _parameters in listed}) > 1:
        marks.add(Mark.SEVERAL_ATTENDEES)
    return next((one for one in listed if one[0] == sender), listed[0])


def _plain(parameters):
    """Parameters as text; one with several values is told as the first."""
    return {
        str(name).upper(): str(value[0] if isinstance(value, list) else value)
        for name, value in parameters.items()
    }


def _sequence(value, marks):
    if not value.strip():
        return 0
    try:
        number = int(value)
    except ValueError:
        number = -1
    if not 0 <= number <= HIGHEST_SEQUENCE:
        marks.add(Mark.MALFORMED)
        return 0
    return number


def _moment(value):
    """A DTSTAMP; it must be UTC (RFC 5545, 3.8.7.2), what is not tells nothing."""
    try:
        moment = vDDDTypes.from_ical(value.strip())
    except (ValueError, KeyError):
        return None
    is_moment = isinstance(moment, datetime) and moment.tzinfo is not None
    return moment.astimezone(UTC) if is_moment and moment.year > 1970 else None


def _comment(event, parameters):
    texts = [value.strip() for _place, name, _p, value in event if name == "COMMENT"]
    texts += [parameters[name].strip() for name in _REMARKS if name in parameters]
    return "\n".join(filter(None, dict.fromkeys(texts)))[:LONGEST_COMMENT]
