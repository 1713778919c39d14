"""Plain values in, iCalendar bytes out (RFC 5545, RFC 5546, RFC 7986). Uses neither request nor
database.

Nothing here reads the clock: the same values give the same bytes. Text is cleaned of characters
that calendar programs choke on; escaping and line folding are `icalendar`'s.
"""

import re
import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar

PRODID = "-//Policy dialogue//Programme//EN"
# RFC 5545, 3.1: content lines hold no control characters but tab; NEL and the Unicode line and
# paragraph separators are line ends to some parsers.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u2028\u2029\ufeff]")


@dataclass(frozen=True)
class Attendee:
    """The person whom an entry invites. `partstat` is their answer so far: NEEDS-ACTION, ACCEPTED
    or TENTATIVE; with the first, their calendar is asked for an answer."""

    name: str
    address: str
    partstat: str = "NEEDS-ACTION"


@dataclass(frozen=True)
class Event:
    """A VEVENT. Moments are aware datetimes and `ends_at` is exclusive; days are dates, and then
    `ends_at` is the day after the last one (RFC 5545, 3.6.1). `geo` is (latitude, longitude) in
    degrees. `status` is TENTATIVE, CONFIRMED or CANCELLED."""

    uid: uuid.UUID
    starts_at: datetime | date
    ends_at: datetime | date
    summary: str
    status: str
    sequence: int
    changed_at: datetime
    description: str = ""
    location: str = ""
    geo: tuple[float, float] | None = None
    url: str = ""
    categories: tuple[str, ...] = ()
    is_busy: bool = True
    is_private: bool = False
    # How long before `starts_at` the calendar reminds its owner (VALARM; RFC 5545, 3.6.6).
    alarms: tuple[timedelta, ...] = ()
    attendee: Attendee | None = None  # only in messages to that person, never in what is published


@dataclass(frozen=True)
class Todo:
    """A VTODO that is due on a day. `status` is NEEDS-ACTION, IN-PROCESS or COMPLETED."""

    uid: uuid.UUID
    due_on: date
    summary: str
    status: str
    sequence: int
    changed_at: datetime
    description: str = ""


@dataclass(frozen=True)
class Calendar:
    """A VCALENDAR to publish. Events' moments are written in `tz`, with its VTIMEZONE; every
    event has the same organiser, `organiser` as (name, address of a role). `refresh` is how often
    calendar programs should fetch it."""

    name: str
    tz: ZoneInfo
    language: str
    description: str = ""
    url: str = ""
    organiser: tuple[str, str] = ("", "")  # name, email address
    refresh: timedelta = timedelta(hours=1)
    events: list[Event] = field(default_factory=list)
    todos: list[Todo] = field(default_factory=list)


# A VTIMEZONE covers every moment that a program may reckon with (RFC 5545, 3.6.5), whatever else is
# in its owner's calendar: from where the tz database itself begins.
ZONES_BEGIN = date(1970, 1, 1)
# SEQUENCE where no number is stored: seconds since 2026, which rise with every change.
FIRST_REVISION = datetime(2026, 1, 1, tzinfo=UTC)


def revision(changed_at: datetime) -> int:
    """A SEQUENCE for an entry of which only the last change is known (RFC 5545, 3.8.7.4)."""
    return max(0, int((changed_at - FIRST_REVISION).total_seconds()))


def clean(text: str) -> str:
    """`text` without what RFC 5545 forbids, its line ends made LF."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    return _FORBIDDEN.sub("", text.replace("\u2028", "\n").replace("\u2029", "\n"))


def line(text: str) -> str:
    """`text` cleaned and on one line."""
    return " ".join(clean(text).split())


def common_name(text: str) -> str:
    """`text` as a CN. A parameter has no escapes (RFC 5545, 3.2): a quotation mark would end it;
    readers take a backslash for an escape all the same."""
    return line(text.replace('"', "'").replace("\\", "/"))


def write(calendar: Calendar) -> bytes:
    """The calendar as the bytes of a `text/calendar; charset=utf-8` feed, METHOD:PUBLISH."""
    cal = _begin("PUBLISH")
    # `icalendar` takes properties that it does not know as they are: vText escapes them.
    name, language = icalendar.vText(line(calendar.name)), {"LANGUAGE": calendar.language}
    cal.add("name", name, parameters=language)
    cal.add("x-wr-calname", icalendar.vText(name))
    if calendar.description:
        cal.add("description", clean(calendar.description), parameters=language)
        cal.add("x-wr-caldesc", icalendar.vText(line(calendar.description)))
    if calendar.url:
        cal.add("url", calendar.url)
    cal.add("x-wr-timezone", calendar.tz.key)
    cal.add("refresh-interval", calendar.refresh, parameters={"VALUE": "DURATION"})
    cal.add("x-published-ttl", icalendar.vDuration(calendar.refresh).to_ical().decode())
    return _finish(cal, calendar)


def write_message(calendar: Calendar, method: str) -> bytes:
    """The calendar's entry as the bytes of an iTIP message; `method` is PUBLISH, REQUEST or CANCEL
    (RFC 5546, 3.2.1, 3.2.2, 3.2.5).

    It has no name of its own: Outlook would open it as one more calendar.
    """
    return _finish(_begin(method), calendar)


def _begin(method):
    cal = icalendar.Calendar()
    cal.add("version", "2.0")
    cal.add("prodid", PRODID)
    cal.add("calscale", "GREGORIAN")
    cal.add("method", method)
    return cal


def _finish(cal, calendar):
    for event in calendar.events:
        cal.add_component(_vevent(event, calendar))
    for todo in calendar.todos:
        cal.add_component(_vtodo(todo, calendar))
    if calendar.events:
        last = max(_as_date(event.ends_at) for event in calendar.events).year
        cal.add_missing_timezones(first_date=ZONES_BEGIN, last_date=date(last + 2, 1, 1))
    return cal.to_ical()


def _as_date(value):
    return value.date() if isinstance(value, datetime) else value


def _vevent(event, calendar):
    language = {"LANGUAGE": calendar.language}
    vevent = icalendar.Event()
    _add_common_properties(vevent, event, calendar)
    for name, value in [("dtstart", event.starts_at), ("dtend", event.ends_at)]:
        if isinstance(value, datetime):
            value = value.astimezone(calendar.tz)
        vevent.add(name, value)
    if event.location:
        vevent.add("location", line(event.location), parameters=language)
    if event.geo:
        vevent.add("geo", event.geo)
    if event.url:
        vevent.add("url", event.url)
    if event.categories:
        vevent.add("categories", [line(category) for category in event.categories])
    if event.attendee:
        vevent.add("attendee", _attendee(event.attendee))
    vevent.add("transp", "OPAQUE" if event.is_busy else "TRANSPARENT")
    if event.is_private:
        vevent.add("class", "PRIVATE")
    for before in event.alarms:
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", line(event.summary), parameters=language)
        alarm.add("trigger", -before)
        vevent.add_component(alarm)
    return vevent


def _vtodo(todo, calendar):
    vtodo = icalendar.Todo()
    _add_common_properties(vtodo, todo, calendar)
    vtodo.add("due", todo.due_on)
    vtodo.add("class", "PRIVATE")
    return vtodo


def _add_common_properties(component, entry, calendar):
    language = {"LANGUAGE": calendar.language}
    component.add("uid", str(entry.uid))
    component.add("dtstamp", entry.changed_at)
    component.add("last-modified", entry.changed_at)
    component.add("sequence", entry.sequence)
    component.add("summary", line(entry.summary), parameters=language)
    if entry.description:
        component.add("description", clean(entry.description), parameters=language)
    name, address = calendar.organiser
    if address:  # required in what is published (RFC 5546, 3.2.1)
        organizer = icalendar.vCalAddress(f"mailto:{address}")
        if name:
            organizer.params["CN"] = common_name(name)
        component.add("organizer", organizer)
    component.add("status", entry.status)


def _attendee(attendee):
    address = icalendar.vCalAddress(f"mailto:{attendee.address}")
    address.params["CN"] = common_name(attendee.name)
    address.params["CUTYPE"] = "INDIVIDUAL"
    address.params["ROLE"] = "REQ-PARTICIPANT"
    address.params["PARTSTAT"] = attendee.partstat
    address.params["RSVP"] = "TRUE" if attendee.partstat == "NEEDS-ACTION" else "FALSE"
    return address
