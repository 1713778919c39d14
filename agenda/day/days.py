"""The days of a programme, on the dialogue's clock: their addresses, when they begin, what runs on
them."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.http import Http404
from django.urls import reverse

from agenda.models import Session
from dialogue.models import Dialogue


def read_day(text: str) -> date:
    """The day in an address (YYYY-MM-DD), or Http404; also for the last that there is, for no day
    begins after it."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
    if day == date.max:
        raise Http404
    return day


def address(dialogue: Dialogue, day: date) -> str:
    """The address of the day's page."""
    return reverse("admin:programme_day", args=[dialogue.pk, day.isoformat()])


def midnight(dialogue: Dialogue, day: date) -> datetime:
    """When a day begins on the dialogue's clock."""
    return datetime.combine(day, time(), dialogue.tz)


def of_day(dialogue: Dialogue, sessions: Iterable[Session], day: date) -> list[Session]:
    """Those that run on this day, also if they began before it, in order of time."""
    begins, ends = midnight(dialogue, day), midnight(dialogue, day + timedelta(days=1))
    running = [
        session for session in sessions if session.starts_at < ends and session.ends_at > begins
    ]
    return sorted(running, key=lambda session: (session.starts_at, session.ends_at, session.pk))


def days_to_go_to(dialogue: Dialogue, sessions: Iterable[Session]) -> list[date]:
    """The dialogue's own days, and every other that holds a session."""
    length = (dialogue.ends_on - dialogue.starts_on).days
    own = {dialogue.starts_on + timedelta(days=n) for n in range(length + 1)}
    return sorted(own | {dialogue.local(session.starts_at).date() for session in sessions})
