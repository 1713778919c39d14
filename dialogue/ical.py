"""Plain values in, iCalendar bytes out (RFC 5545, RFC 7986). Knows neither request nor database.

Nothing here asks the clock: the same values give the same bytes. Text is cleaned of characters
that calendar programs choke on; escaping and line folding are `icalendar`'s.
"""

import re
import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar

PRODID = "-//Policy dialogue//Programme//EN"
# RFC 5545, 3.1: content lines hold no control characters but tab; NEL and the Unicode line and
# paragraph separators are line ends to some parsers.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u2028\u2029\ufeff]")


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


@dataclass(frozen=True)
class Calendar:
    """A VCALENDAR to publish. Events' moments are written in `tz`, with its VTIMEZONE; every
    event is organised by the same role address."""

    name: str
    tz: ZoneInfo
    language: str
    description: str = ""
    url: str = ""
    organiser: tuple[str, str] = ("", "")  # name, e-mail address
    refresh: timedelta = timedelta(hours=1)
    events: list[Event] = field(default_factory=list)


def clean(text: str) -> str:
    """`text` without what RFC 5545 forbids, its line ends made LF."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    return _FORBIDDEN.sub("", text.replace("\u2028", "\n").replace("\u2029", "\n"))


def line(text: str) -> str:
    """`text` cleaned and on one line."""
    return " ".join(clean(text).split())


def write(calendar: Calendar) -> bytes:
    """The calendar as `text/calendar; charset=utf-8`, METHOD:PUBLISH."""
    cal = icalendar.Calendar()
    cal.add("version", "2.0")
    cal.add("prodid", PRODID)
    cal.add("calscale", "GREGORIAN")
    cal.add("method", "PUBLISH")
    name, language = line(calendar.name), {"LANGUAGE": calendar.language}
    cal.add("name", name, parameters=language)
    cal.add("x-wr-calname", name)
    if calendar.description:
        cal.add("description", clean(calendar.description), parameters=language)
        cal.add("x-wr-caldesc", line(calendar.description))
    if calendar.url:
        cal.add("url", calendar.url)
    cal.add("x-wr-timezone", calendar.tz.key)
    cal.add("refresh-interval", calendar.refresh, parameters={"VALUE": "DURATION"})
    cal.add("x-published-ttl", icalendar.vDuration(calendar.refresh).to_ical().decode())
    for event in calendar.events:
        cal.add_component(_vevent(event, calendar))
    if calendar.events:
        first = min(_as_date(event.starts_at) for event in calendar.events).year
        last = max(_as_date(event.ends_at) for event in calendar.events).year
        cal.add_missing_timezones(first_date=date(first, 1, 1), last_date=date(last + 2, 1, 1))
    return cal.to_ical()


def _as_date(value):
    return value.date() if isinstance(value, datetime) else value


def _vevent(event, calendar):
    language = {"LANGUAGE": calendar.language}
    vevent = icalendar.Event()
    vevent.add("uid", str(event.uid))
    vevent.add("dtstamp", event.changed_at)
    vevent.add("last-modified", event.changed_at)
    vevent.add("sequence", event.sequence)
    for name, value in [("dtstart", event.starts_at), ("dtend", event.ends_at)]:
        if isinstance(value, datetime):
            value = value.astimezone(calendar.tz)
        vevent.add(name, value)
    vevent.add("summary", line(event.summary), parameters=language)
    if event.description:
        vevent.add("description", clean(event.description), parameters=language)
    if event.location:
        vevent.add("location", line(event.location), parameters=language)
    if event.geo:
        vevent.add("geo", event.geo)
    if event.url:
        vevent.add("url", event.url)
    if event.categories:
        vevent.add("categories", [line(category) for category in event.categories])
    name, address = calendar.organiser
    if address:  # demanded of what is published (RFC 5546, 3.2.1)
        organizer = icalendar.vCalAddress(f"mailto:{address}")
        if name:
            organizer.params["CN"] = line(name).replace('"', "'")
        vevent.add("organizer", organizer)
    vevent.add("status", event.status)
    vevent.add("transp", "OPAQUE" if event.is_busy else "TRANSPARENT")
    if event.is_private:
        vevent.add("class", "PRIVATE")
    return vevent
