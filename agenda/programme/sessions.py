"""Changes to the draft programme: sessions are moved and saved here, and nobody outside sees it
until agenda.releases.releasing releases it.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.models import Session
from dialogue import refusals
from dialogue.models import Dialogue
from dialogue.refusals import EditConflict

OF_CALENDARS = {"changed_at", "uid"}


def describe_changes(stored: Session, seen: str) -> str:
    """What somebody else did to a session since the version `seen`, in a sentence. About its
    roles, topics and room the history knows no more than who saved."""
    moment = refusals.moment_of(seen) or stored.changed_at
    history = stored.history  # type: ignore[attr-defined]  # added by simple_history
    newest = history.filter(changed_at__gt=moment).select_related("history_user").first()
    before = history.filter(changed_at__lte=moment).first()
    otherwise = _("its room, roles or topics")
    with timezone.override(stored.dialogue.tz):
        return refusals.describe(stored, newest, before, hidden=OF_CALENDARS, otherwise=otherwise)


@dataclass(frozen=True)
class Move:
    """Where a session is to lie. `seen` is the version that was on screen."""

    session: Session
    starts_at: datetime
    ends_at: datetime
    room_id: int | None
    seen: str

    @property
    def changes_something(self) -> bool:
        """Whether the session lies elsewhere now."""
        now = (self.session.starts_at, self.session.ends_at, self.session.room_id)
        return now != (self.starts_at, self.ends_at, self.room_id)

    @property
    def is_shorter(self) -> bool:
        """Whether the session would last less long than now."""
        length = self.session.ends_at - self.session.starts_at
        return self.ends_at - self.starts_at < length


@transaction.atomic
def move_sessions(moves: list[Move], reason: str = "") -> None:
    """Move all of these sessions or, raising EditConflict, none. `reason` goes into their history.

    The rows are locked in one order, so that two organisers wait for each other and no more.
    """
    rows = Session.objects.select_for_update(no_key=True).order_by("pk")
    keys = [move.session.pk for move in moves]
    stored = {session.pk: session for session in rows.filter(pk__in=keys)}
    for move in moves:
        session = stored[move.session.pk]
        if session.version != move.seen:
            raise EditConflict(describe_changes(session, move.seen), session, move.seen)
    for move in moves:
        session = stored[move.session.pk]
        session.starts_at, session.ends_at = move.starts_at, move.ends_at
        session.room_id = move.room_id
        session._change_reason = reason or None  # type: ignore[attr-defined]  # read by simple_history
        save_session(session)


def swap(session: Session, other: Session, seen: tuple[str, str]) -> None:
    """Each takes the other's time and room. `seen` are the versions of both that were shown. Raises
    EditConflict."""
    move_sessions(
        [
            Move(session, other.starts_at, other.ends_at, other.room_id, seen[0]),
            Move(other, session.starts_at, session.ends_at, session.room_id, seen[1]),
        ]
    )


def save_session(session: Session) -> None:
    """Save a session of the draft as a new version, so that nobody saves over it unseen."""
    session.changed_at = timezone.now()
    session.save()


def mark_programme_changed(dialogue: Dialogue) -> None:
    """Something that pages or calendars show has changed: a release, or the people who may be
    named. The instance is brought up to date too."""
    now = timezone.now()
    Dialogue.objects.filter(pk=dialogue.pk).update(calendar_changed_at=now)
    dialogue.calendar_changed_at = now
