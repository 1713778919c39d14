"""The calendar part of a message: text → what it answers (RFC 5546, 3.2.3; RFC 6047). Pure.

Only the few lines that matter are read, line by line: a reply whose VTIMEZONE or DTSTART is broken
still says yes or no.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import unquote

from icalendar import vDDDTypes
from icalendar.parser import Contentlines

from participants.incoming_kinds import Doubt, Partstat

MOST_LINES = 2_000
LONGEST_COMMENT = 2_000  # characters, as in the answer form
HIGHEST_SEQUENCE = 2**31 - 1  # RFC 5545, 3.3.8
_BEGIN = "BEGIN:VCALENDAR"
_MAILTO = re.compile(r"^\s*mailto:\s*", re.IGNORECASE)
_NO_ADDRESS = re.compile(r"[\s/]|^urn:")
# What a company's mail server adds to whatever its people write; nobody said it.
_DISCLAIMER = re.compile(
    r"(?:^|(?<=[\n.!?])|(?<=\\n))[\s_*=-]*(?:"
    r"(?:confidentiality|legal) (?:notice|disclaimer)\b|disclaimer\b\W|"
    r"th(?:is|e (?:information|contents?) (?:contained )?(?:in|of) this) "
    r"(?:e-?mail|message|communication|transmission)\b[^.\n]{0,200}"
    r"(?:confidential|privileged|intended|addressee)|"
    r"(?:thư điện tử|email|e-mail|thông điệp) này [^.\n]{0,200}"
    r"(?:bảo mật|dành cho|dành riêng))",
    re.IGNORECASE,
)
# Where programs write the remark that somebody typed with the answer, besides COMMENT.
_REMARKS = ["X-RESPONSE-COMMENT", "X-COMMENT"]


@dataclass(frozen=True)
class CalendarAnswer:
    """What a VEVENT says for one attendee. `method` is in capitals; `partstat` is "" or a value of
    Partstat; `attendee` is an address in lower case; `sequence` is 0 if there is none; `stamped_at`
    is its DTSTAMP, aware and in UTC."""

    method: str
    uid: str = ""
    sequence: int = 0
    stamped_at: datetime | None = None
    attendee: str = ""
    partstat: str = ""
    comment: str = ""
    doubts: frozenset[Doubt] = field(default_factory=frozenset)


class _Line(NamedTuple):
    """A content line of a calendar. `component` is the innermost that holds it, in capitals; the
    start of a component is a line with component "" and name "BEGIN VEVENT" or the like."""

    component: str
    name: str
    parameters: dict
    value: str


def decode(content: bytes, charset: str | None) -> str:
    """The text of a calendar part, whatever charset it claims: UTF-8 if it is valid UTF-8, else
    the charset it names, else Windows-1252."""
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
    """What the first calendar in `text` answers, or None if there is no calendar.

    `method` is what the part's Content-Type says, for programs that say it only there; `sender`,
    an address in lower case, decides which attendee is meant where several are listed.
    """
    start = text.upper().find(_BEGIN)
    if start < 0:
        return None
    lines, is_complete = _lines(text[start:].replace("\0", ""))
    method = (_first(lines, "METHOD", component="VCALENDAR") or method).strip().upper()
    event = [line for line in lines if line.component == "VEVENT"]
    doubts = _doubts_about_events(lines, is_complete)
    attendee, parameters = _attendee(event, sender, doubts)
    return CalendarAnswer(
        method=method,
        uid=_first(event, "UID").strip()[:250],
        sequence=_sequence(_first(event, "SEQUENCE"), doubts),
        stamped_at=_moment(_first(event, "DTSTAMP")),
        attendee=attendee,
        partstat=_partstat(method, parameters, doubts),
        comment=_comment(event, parameters),
        doubts=frozenset(doubts),
    )


def _lines(text):
    """([_Line], whether the calendar is closed and every line of its event can be read)."""
    lines, components, is_sound = [], [], True
    for content_line in Contentlines.from_ical(text)[:MOST_LINES]:
        if not content_line.strip():
            continue
        try:
            name, parameters, value = content_line.parts()
        except ValueError:
            is_sound &= components[-1:] != ["VEVENT"]
            continue
        name, value = name.upper(), str(value)
        if name == "BEGIN":
            components.append(value.strip().upper())
            lines.append(_Line("", f"BEGIN {components[-1]}", {}, ""))
        elif name == "END":
            if components and components.pop() == "VCALENDAR":
                return lines, is_sound
        else:
            lines.append(_Line(components[-1] if components else "", name, parameters, value))
    return lines, False


def _first(lines, name, component="VEVENT"):
    """The value of the first line of this name, or ""."""
    values = (line.value for line in lines if (line.component, line.name) == (component, name))
    return next(values, "")


def _doubts_about_events(lines, is_complete):
    """Whether the calendar holds just one whole event."""
    events = [line for line in lines if line.name == "BEGIN VEVENT"]
    doubts = set()
    if not is_complete or not events:
        doubts.add(Doubt.MALFORMED)
    if len(events) > 1 or _first(lines, "RECURRENCE-ID"):
        doubts.add(Doubt.ONE_OCCURRENCE)
    return doubts


def address_of(value: str, parameters: Mapping[str, str] | None = None) -> str:
    """The address in a CAL-ADDRESS (RFC 5545, 3.3.3), in lower case, be it percent-coded (RFC 6068,
    2) or, where the value is the name of a principal, in its parameter EMAIL (RFC 7986, 6.2);
    "" if there is none, as with the internal names that Exchange uses."""
    is_mailto = bool(_MAILTO.match(value))
    named = [unquote(value) if is_mailto else value, (parameters or {}).get("EMAIL", "")]
    addresses = (_MAILTO.sub("", name).strip().strip("<>").lower()[:254] for name in named)
    return next(
        (one for one in addresses if one.count("@") == 1 and not _NO_ADDRESS.search(one)), ""
    )


def _attendee(event, sender, doubts):
    """(address, parameters) of the attendee whom the event answers for; RFC 5546, 3.2.3 wants
    exactly one."""
    attendees = [
        (address_of(line.value, parameters), parameters)
        for line in event
        if line.name == "ATTENDEE"
        for parameters in [_as_text(line.parameters)]
    ]
    if any("%" in line.value for line in event if line.name == "ATTENDEE"):
        doubts.add(Doubt.OTHER_SPELLING)
    if not attendees:
        doubts.add(Doubt.MALFORMED)
        return "", {}
    if len({address for address, _parameters in attendees}) > 1:
        doubts.add(Doubt.SEVERAL_ATTENDEES)
    return next((attendee for attendee in attendees if attendee[0] == sender), attendees[0])


def _as_text(parameters):
    """Parameters as text; of several values the first counts."""
    return {
        str(name).upper(): str(value[0] if isinstance(value, list) else value)
        for name, value in parameters.items()
    }


def _partstat(method, parameters, doubts):
    """The answer, as a value of Partstat, or "". A COUNTER proposes another time, whatever its
    PARTSTAT says (RFC 5546, 3.2.7)."""
    if method == "COUNTER":
        return Partstat.COUNTER.value
    partstat = parameters.get("PARTSTAT", "").strip().upper()
    if partstat in set(Partstat.values) - {Partstat.COUNTER.value}:
        return partstat
    doubts.add(Doubt.NO_ANSWER)
    return ""


def _sequence(value, doubts):
    if not value.strip():
        return 0
    try:
        number = int(value)
    except ValueError:
        number = -1
    if not 0 <= number <= HIGHEST_SEQUENCE:
        doubts.add(Doubt.MALFORMED)
        return 0
    return number


def _moment(value):
    """A DTSTAMP. It must be in UTC (RFC 5545, 3.8.7.2); without a time zone it says nothing."""
    try:
        moment = vDDDTypes.from_ical(value.strip())
    except (ValueError, KeyError):
        return None
    is_moment = isinstance(moment, datetime) and moment.tzinfo is not None
    return moment.astimezone(UTC) if is_moment and moment.year > 1970 else None


def _comment(event, parameters):
    texts = [line.value for line in event if line.name == "COMMENT"]
    texts += [parameters[name] for name in _REMARKS if name in parameters]
    texts = [_DISCLAIMER.split(text, maxsplit=1)[0].strip(" \n_*-=") for text in texts]
    return "\n".join(filter(None, dict.fromkeys(texts)))[:LONGEST_COMMENT]
