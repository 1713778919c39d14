"""Changes to the draft programme: sessions are moved and saved here, and nobody outside sees it
until agenda.releases.releasing releases it.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from agenda.models import Session
from dialogue.models import Dialogue


class Stale(Exception):
    """The session was saved by somebody else since it was looked at; `stored` is as it is now."""

    def __init__(self, stored):
        super().__init__(f"session {stored.pk} was changed meanwhile")
        self.stored = stored


@dataclass(frozen=True)
class Move:
    """Where a session is to lie. `seen` is the `changed_at` that was on screen."""

    session: Session
    starts_at: datetime
    ends_at: datetime
    room_id: int | None
    seen: datetime

    @property
    def changes_something(self):
        now = (self.session.starts_at, self.session.ends_at, self.session.room_id)
        return now != (self.starts_at, self.ends_at, self.room_id)

    @property
    def is_shorter(self):
        length = self.session.ends_at - self.session.starts_at
        return self.ends_at - self.starts_at < length


@transaction.atomic
def move_sessions(moves: list[Move], reason: str = ""):
    """Move all of these sessions or, raising Stale, none. `reason` goes into their history.

    The rows are locked in one order, so that two organisers wait for each other and no more.
    """
    rows = Session.objects.select_for_update(no_key=True).order_by("pk")
    stored = {one.pk: one for one in rows.filter(pk__in=[move.session.pk for move in moves])}
    for move in moves:
        if stored[move.session.pk].changed_at != move.seen:
            raise Stale(stored[move.session.pk])
    for move in moves:
        session = stored[move.session.pk]
        session.starts_at, session.ends_at = move.starts_at, move.ends_at
        session.room_id = move.room_id
        session._change_reason = reason or None
        save_session(session)


def swap(one: Session, other: Session, seen: tuple[datetime, datetime]):
    """Each takes the other's time and room. `seen` is the `changed_at` of both that was shown."""
    move_sessions(
        [
            Move(one, other.starts_at, other.ends_at, other.room_id, seen[0]),
            Move(other, one.starts_at, one.ends_at, one.room_id, seen[1]),
        ]
    )


def save_session(session: Session):
    """Save a session of the draft, so that who looked at it before is told of the change."""
    session.changed_at = timezone.now()
    session.save()


def mark_programme_changed(dialogue: Dialogue) -> None:
    """Something that pages or calendars show has changed: a release, or the people who may be
    named. The instance is brought up to date too."""
    now = timezone.now()
    Dialogue.objects.filter(pk=dialogue.pk).update(calendar_changed_at=now)
    dialogue.calendar_changed_at = now
