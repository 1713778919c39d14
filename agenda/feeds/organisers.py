"""The organisers' calendar of a dialogue: what is due when. It names no delegate."""

from datetime import datetime, timedelta
from itertools import groupby
from uuid import uuid5

from django.db.models import Count, Max, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.feeds.events import calendar_of
from agenda.feeds.personal import MOMENT
from agenda.models import OrganisersCalendar
from dialogue.access.open_rows import is_open
from dialogue.calendars import events, ical
from dialogue.models import WorkStream
from participants.models import DelegateDetails, Invitation, Reminder, ReminderRule
from participants.reminders.schedule import forecast
from participants.states import RESERVES_A_SEAT

# {what the calendar shows: (its rows, the way to the dialogue, their last change)}
ROWS = {
    "streams": (WorkStream, "dialogue", "changed_at"),
    "invitations": (Invitation, "dialogue", "changed_at"),
    "details": (DelegateDetails, "invitation__dialogue", "changed_at"),
    "rules": (ReminderRule, "dialogue", "changed_at"),
    "reminders": (Reminder, "invitation__dialogue", "settled_at"),
}
TODO_STATUS = {
    WorkStream.State.TO_DO: "NEEDS-ACTION",
    WorkStream.State.UNDER_WAY: "IN-PROCESS",
    WorkStream.State.DONE: "COMPLETED",
}
WARN_BEFORE = (timedelta(days=1),)


def find(key: str) -> OrganisersCalendar | None:
    """The calendar of this key, if its owner may still see it, with what `stamp` needs. Two
    queries, and one for a superuser."""
    numbers = {}
    for name, (model, dialogue, moment) in ROWS.items():
        rows = model._default_manager.filter(**{dialogue: OuterRef("dialogue")}).order_by()
        for how, value in [("count", Count("pk")), ("last", Max(moment))]:
            number = rows.values(dialogue).annotate(value=value).values("value")
            numbers[f"{name}_{how}"] = Subquery(number)
    rows = OrganisersCalendar.objects.living().select_related("dialogue", "user")
    row = rows.annotate(**numbers).filter(key=key).first()
    return row if row and is_open(row.user, row.dialogue) else None


def stamp(row: OrganisersCalendar) -> tuple:
    """Whatever the calendar's bytes depend on; the day counts, for reminders come with it."""
    dialogue = row.dialogue
    numbers = [getattr(row, f"{name}_{how}") for name in ROWS for how in ["count", "last"]]
    return (dialogue.calendar_changed_at, dialogue.local(timezone.now()).date(), *numbers)


def changed_at(row: OrganisersCalendar) -> datetime:
    """The last change of anything that the calendar shows (aware)."""
    moments = [getattr(row, f"{name}_last") for name in ROWS]
    midnight = row.dialogue.local(timezone.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    return max(filter(None, [*moments, row.dialogue.calendar_changed_at, midnight]))


def calendar(row: OrganisersCalendar) -> ical.Calendar:
    """The deadlines of its dialogue, in the active language."""
    dialogue, at = row.dialogue, changed_at(row)
    streams = [stream for stream in dialogue.work_streams.all() if stream.due_on]
    return calendar_of(
        dialogue,
        [
            events.whole_dialogue(dialogue),
            *(_deadline(stream) for stream in streams if not stream.is_done),
            *_reply_by(dialogue, at),
            *_reminders(dialogue, at),
        ],
        _("%(title)s – deadlines") % {"title": dialogue.title},
        todos=[_todo(stream) for stream in streams],
    )


def _deadline(stream):
    """A work stream's day, for calendars that show no VTODO."""
    return ical.Event(
        uid=stream.uid,
        starts_at=stream.due_on,
        ends_at=stream.due_on + timedelta(days=1),
        summary=_("Due: %(title)s") % {"title": stream.title},
        status="CONFIRMED",
        sequence=ical.revision(stream.changed_at),
        changed_at=stream.changed_at,
        description=_about(stream),
        is_busy=False,
        is_private=True,
        alarms=WARN_BEFORE,
    )


def _todo(stream):
    return ical.Todo(
        uid=uuid5(stream.uid, "todo"),
        due_on=stream.due_on,
        summary=stream.title,
        status=TODO_STATUS[stream.state],
        sequence=ical.revision(stream.changed_at),
        changed_at=stream.changed_at,
        description=_about(stream),
    )


def _about(stream):
    owner = _("Owner: %(name)s") % {"name": stream.owner} if stream.owner else ""
    return "\n\n".join(filter(None, [owner, stream.note]))


def _reply_by(dialogue, at):
    """The dialogue's reply deadline, and the other deadlines of offers that are out."""
    waiting = dialogue.invitations.filter(status__in=RESERVES_A_SEAT, reply_by_at__isnull=False)
    rows = waiting.order_by("reply_by_at").values_list("reply_by_at").annotate(Count("pk"))
    numbers = {dialogue.reply_by_at: 0, **dict(rows)}
    for moment, number in sorted(numbers.items()):
        text = ngettext(
            "Reply deadline: %(n)d answer outstanding",
            "Reply deadline: %(n)d answers outstanding",
            number,
        )
        yield ical.Event(
            uid=uuid5(dialogue.uid, f"reply by {moment.timestamp()}"),
            starts_at=moment - MOMENT,
            ends_at=moment,
            summary=text % {"n": number},
            status="CONFIRMED",
            sequence=ical.revision(at),
            changed_at=at,
            is_busy=False,
            is_private=True,
            alarms=WARN_BEFORE,
        )


def _reminders(dialogue, at):
    """One entry for each day on which reminders are to go out, by the rules and answers of now."""
    letters = [letter for letter in forecast(dialogue, timezone.now()) if not letter.hold]
    for day, group in groupby(letters, key=lambda letter: letter.day):
        kinds = [letter.rule.get_kind_display() for letter in group]
        text = ngettext("%(n)d reminder goes out", "%(n)d reminders go out", len(kinds))
        lines = [f"{kinds.count(kind)} × {kind}" for kind in dict.fromkeys(kinds)]
        yield ical.Event(
            uid=uuid5(dialogue.uid, f"reminders {day}"),
            starts_at=day,
            ends_at=day + timedelta(days=1),
            summary=text % {"n": len(kinds)},
            status="CONFIRMED",
            sequence=ical.revision(at),
            changed_at=at,
            description="\n".join(lines),
            is_busy=False,
            is_private=True,
        )
