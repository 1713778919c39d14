"""The days of a programme, on the dialogue's clock: their addresses, when they begin, what runs on
them."""

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


def runs_on(dialogue: Dialogue, session: Session, day: date) -> bool:
    """Whether it runs on this day, also if it began before it."""
    begins, ends = midnight(dialogue, day), midnight(dialogue, day + timedelta(days=1))
    return session.starts_at < ends and session.ends_at > begins


def of_day(dialogue: Dialogue, day: date) -> list[Session]:
    """The sessions that run on this day, also those that began before it, in order of time. Two
    queries."""
    begins, ends = midnight(dialogue, day), midnight(dialogue, day + timedelta(days=1))
    running = dialogue.sessions.filter(starts_at__lt=ends, ends_at__gt=begins)
    try:
        return list(running.prefetch_related("room"))
    except OverflowError:  # on the first day that there is, no database knows its midnight
        return []


def days_to_go_to(dialogue: Dialogue) -> list[date]:
    """The dialogue's own days, and every other that holds a session. One query."""
    length = (dialogue.ends_on - dialogue.starts_on).days
    own = {dialogue.starts_on + timedelta(days=n) for n in range(length + 1)}
    held = dialogue.sessions.datetimes("starts_at", "day", tzinfo=dialogue.tz)
    return sorted(own | {moment.date() for moment in held})
