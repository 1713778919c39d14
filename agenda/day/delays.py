"""Running late: what follows on the same day moves by some minutes. Pure; nothing is saved here."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from agenda.models import Session
from agenda.models.programme import RESTS
from agenda.programme.sessions import Move


def plan(
    sessions: Iterable[Session],
    first: Session,
    minutes: int,
    *,
    everywhere: bool,
    shortest_break: int | None = None,
) -> list[Move]:
    """The moves from session `first` on, in the order of the programme.

    `sessions` are those of the day; without `everywhere` only those in the room of `first` move.
    What is cancelled stays, and so do the host forum's sessions, which are not ours to move (unless
    `first` is one). Breaks and meals are cut down to
    `shortest_break` minutes, unless that is None; what follows a shortened break is the less late.
    """
    following = sorted(
        (each for each in sessions if each.pk == first.pk or _follows(each, first, everywhere)),
        key=lambda each: (each.starts_at, each.pk != first.pk, each.ends_at, each.pk),
    )
    delay = timedelta(minutes=minutes)
    breaks: list[tuple[datetime, timedelta]] = []  # when each ends, and how late it then is
    moves = []
    for session in following:
        over = [left for ended_at, left in breaks if ended_at <= session.starts_at]
        if over:
            # Of breaks at one time the one that makes up least counts: nobody is hurried.
            delay = min(delay, max(over))
            breaks = [(at, left) for at, left in breaks if at > session.starts_at]
        saved = _saved(session, delay, shortest_break)
        if session.kind in RESTS:
            breaks.append((session.ends_at, delay - saved))
        starts_at, ends_at = session.starts_at + delay, session.ends_at + delay - saved
        moves.append(Move(session, starts_at, ends_at, session.room_id, session.version))
    return [move for move in moves if move.changes_something]


def _follows(session, first, everywhere):
    return (
        not session.is_cancelled
        and session.starts_at >= first.starts_at
        and (everywhere or session.room_id == first.room_id)
        and session.kind != Session.Kind.FORUM
    )


def _saved(session, delay, shortest_break):
    """By how much this break may be cut: no more than the delay, no shorter than is allowed."""
    if session.kind not in RESTS or shortest_break is None:
        return timedelta()
    length = session.ends_at - session.starts_at
    return min(delay, max(timedelta(), length - timedelta(minutes=shortest_break)))
