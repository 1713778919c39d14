"""Changes to the programme, and what calendars must be told of them.

Whoever saves a session, room, topic or role calls in here, so that SEQUENCE, LAST-MODIFIED and the
feeds' version follow (RFC 5545, 3.8.7).
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from agenda.models import Role, Session
from dialogue import entries
from dialogue.models import Dialogue

# A change of these is significant to a calendar user: SEQUENCE rises.
TIME_PLACE_STATUS = ["starts_at", "ends_at", "room_id", "is_cancelled"]


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


def swap(one: Session, other: Session, seen: tuple[datetime, datetime], reason: str = ""):
    """Each takes the other's time and room. `seen` is the `changed_at` of both that was shown."""
    move_sessions(
        [
            Move(one, other.starts_at, other.ends_at, other.room_id, seen[0]),
            Move(other, one.starts_at, one.ends_at, one.room_id, seen[1]),
        ],
        reason,
    )


@transaction.atomic
def save_session(session: Session):
    """Save a session; raise its SEQUENCE if time, place or cancellation changed."""
    entries.raise_sequence(session, TIME_PLACE_STATUS)
    session.changed_at = timezone.now()
    session.save()
    touch(session.dialogue)


def touch(dialogue: Dialogue, sessions=None, *, moved=False):
    """Something that calendars show has changed: in the given sessions, or in none of them.

    `moved` raises those sessions' SEQUENCE, as a new name of their room does.
    """
    now = timezone.now()
    if sessions is not None:
        changes = {"sequence": F("sequence") + 1} if moved else {}
        sessions.update(changed_at=now, **changes)
    Dialogue.objects.filter(pk=dialogue.pk).update(calendar_changed_at=now)
    dialogue.calendar_changed_at = now


def pass_roles_on(old, new):
    """A substitute takes over a delegate's seat (two Invitations): the roles at that dialogue pass
    on, and stand unconfirmed until the substitute agrees to them."""
    roles = Role.objects.filter(session__dialogue=old.dialogue, person=old.person)
    sessions = Session.objects.filter(roles__in=roles)
    touched = list(sessions.values_list("pk", flat=True))
    has_already = Role.objects.filter(person=new.person, session=OuterRef("session"))
    roles.exclude(Exists(has_already.filter(kind=OuterRef("kind")))).update(
        person=new.person, is_confirmed=False
    )
    roles.delete()
    if touched:
        touch(old.dialogue, Session.objects.filter(pk__in=touched))
