"""The sessions in time, as pages draw them: the days as strips of hours, and what is on now.

Pure: sessions come in order of time, and every moment is aware.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from agenda.models import Session as Planned
from agenda.models.programme import NOBODY_SPEAKS
from agenda.releases.published import Session, by_day

STEP = 15  # minutes
# The lengths that the stylesheet has a class for, in minutes.
LENGTHS = [240, 180, 150, 120, 105, 90, 75, 60, 45, 30, 15]
SHORT = 45  # minutes; what is no longer has its title upright
UPRIGHT = 11 / 6  # letters of such a title that find room, for each minute of a session
MOST_DAYS = 5  # more are too many strips to look at

SHAPES = {Planned.Kind.ROUND_TABLE: "table", Planned.Kind.FORUM: "forum"}


def shape(session: Session | Planned) -> str:
    """What a session is drawn as: "table", "forum", "break" or "plenary"."""
    if session.kind in NOBODY_SPEAKS:
        return "break"
    return SHAPES.get(Planned.Kind(session.kind), "plenary")


@dataclass(frozen=True)
class Piece:
    """A part of a strip: a session, or the time between two, and how long it is drawn."""

    minutes: int
    session: Session | None = None

    @property
    def shape(self) -> str:
        """As `shape`; "" between sessions."""
        return shape(self.session) if self.session else ""

    @property
    def is_too_short(self) -> bool:
        """For its title, which stands below the strip."""
        if not self.session or self.minutes > SHORT:
            return False
        return self.minutes <= STEP or len(self.session.title) > self.minutes * UPRIGHT


@dataclass(frozen=True)
class Strip:
    """One day: the pieces fill it from the first hour to the last, which all days share."""

    day: date
    pieces: list[Piece]

    @property
    def short(self) -> list[Session]:
        """Those too short for their title, which stands below the strip."""
        return [it.session for it in self.pieces if it.session and it.is_too_short]


@dataclass(frozen=True)
class Strips:
    """Several days on one scale; `hours` are the numbers above it."""

    days: list[Strip]
    hours: list[int]


def strips(sessions: Sequence[Session]) -> Strips | None:
    """The days as strips, breaks left out; None where strips would mislead: sessions at the same
    time or past midnight, too many days."""
    speaking = [session for session in sessions if shape(session) != "break"]
    days = by_day(speaking)
    if not days or len(days) > MOST_DAYS or not all(_is_a_row(row) for _day, row in days):
        return None
    spans = [_span(session) for session in speaking]
    first = min(start for start, _end in spans) // 60
    last = -(-max(end for _start, end in spans) // 60)
    return Strips(
        [Strip(day, list(_pieces(row, first * 60, last * 60))) for day, row in days],
        list(range(first, last)),
    )


def _span(session):
    """Its minutes after midnight on the dialogue's clock, rounded to what a strip can show."""
    start, end = (session.dialogue.local(one) for one in [session.starts_at, session.ends_at])
    begins = (start.hour * 60 + start.minute) // STEP * STEP
    length = max(STEP, round((end - start) / timedelta(minutes=STEP)) * STEP)
    return begins, begins + length


def _is_a_row(sessions):
    """Whether each begins after the one before, and all end before midnight."""
    spans = [_span(session) for session in sessions]
    follow = all(one[1] <= other[0] for one, other in pairwise(spans))
    return follow and spans[-1][1] <= 24 * 60


def _pieces(sessions, begins, ends):
    at = begins
    for session in sessions:
        start, end = _span(session)
        yield from (Piece(minutes) for minutes in _in_lengths(start - at))
        yield Piece(next(one for one in [*LENGTHS, STEP] if one <= end - start), session)
        at = end
    yield from (Piece(minutes) for minutes in _in_lengths(ends - at))


def _in_lengths(minutes):
    for length in LENGTHS:
        while minutes >= length:
            yield length
            minutes -= length


@dataclass(frozen=True)
class OnTheDay:
    """What is on, and what comes next today; `key` names both, for pages that are kept."""

    now: list[Session]
    next: Session | None

    @property
    def key(self) -> str:
        """Another one as soon as something else is on."""
        return " ".join([*self.slugs, "then", self.next.slug if self.next else ""])

    @property
    def slugs(self) -> list[str]:
        """The short names of what is on."""
        return [session.slug for session in self.now]


def on_the_day(sessions: Iterable[Session], moment: datetime) -> OnTheDay | None:
    """What is on at a moment, or None where there is nothing today any more."""
    taking_place = [session for session in sessions if not session.is_cancelled]
    now = [one for one in taking_place if one.starts_at <= moment < one.ends_at]
    today = [
        one
        for one in taking_place
        if one.starts_at > moment
        and one.dialogue.local(one.starts_at).date() == one.dialogue.local(moment).date()
    ]
    return OnTheDay(now, today[0] if today else None) if now or today else None
