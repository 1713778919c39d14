"""The days of a programme, on the dialogue's clock: their addresses, when they begin, what runs on
them."""

from datetime import date, datetime, time, timedelta

from django.http import Http404
from django.urls import reverse


def read_day(text):
    """The day in an address (YYYY-MM-DD), or Http404; also for the last that there is, for no day
    begins after it."""
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
    if day == date.max:
        raise Http404
    return day


def address(dialogue, day):
    return reverse("admin:programme_day", args=[dialogue.pk, day.isoformat()])


def midnight(dialogue, day: date) -> datetime:
    """When a day begins on the dialogue's clock."""
    return datetime.combine(day, time(), dialogue.tz)


def of_day(dialogue, sessions, day):
    """Those that run on this day, also if they began before it, in order of time."""
    begins, ends = midnight(dialogue, day), midnight(dialogue, day + timedelta(days=1))
    running = [one for one in sessions if one.starts_at < ends and one.ends_at > begins]
    return sorted(running, key=lambda one: (one.starts_at, one.ends_at, one.pk))


def days_to_go_to(dialogue, sessions):
    """The dialogue's own days, and every other that holds a session."""
    length = (dialogue.ends_on - dialogue.starts_on).days
    own = {dialogue.starts_on + timedelta(days=n) for n in range(length + 1)}
    return sorted(own | {dialogue.local(one.starts_at).date() for one in sessions})
