"""What a conflict in the programme is: its kinds, how serious each is, and the words that describe
it."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from itertools import groupby
from typing import Any, TypeVar

from django.db.models import TextChoices
from django.utils import formats
from django.utils.translation import gettext_lazy

from agenda.models import Role, Session
from dialogue.models import Dialogue
from participants.models import Person


class Severity(TextChoices):
    """How urgent a conflict is. A serious one prevents the release, unless it is accepted."""

    SERIOUS = "serious", gettext_lazy("must be resolved")
    DOUBTFUL = "doubtful", gettext_lazy("to check")
    OPEN = "open", gettext_lazy("still to be settled")


class Kind(TextChoices):
    """What does not fit together."""

    ROOM = "room", gettext_lazy("room double-booked")
    PERSON = "person", gettext_lazy("person in two places")
    OUTSIDE = "outside", gettext_lazy("outside the dates of the dialogue")
    FORUM = "forum", gettext_lazy("at the same time as the host forum")
    DELEGATES = "delegates", gettext_lazy("two sessions for all delegates at once")
    LONG = "long", gettext_lazy("longer than a day")
    SHORT = "short", gettext_lazy("very short")
    HOLIDAY = "holiday", gettext_lazy("public holiday")
    NO_BREAK = "no_break", gettext_lazy("no break")
    NO_MODERATOR = "no_moderator", gettext_lazy("no moderator")
    NO_RAPPORTEUR = "no_rapporteur", gettext_lazy("no rapporteur")
    ONE_SEX = "one_sex", gettext_lazy("single-gender panel")
    NOT_ACCEPTED = "not_accepted", gettext_lazy("has not accepted")
    FORUM_DAY = "forum_day", gettext_lazy("host forum day with no sessions entered")
    NO_INVITATION = "no_invitation", gettext_lazy("no invitation")
    UNCONFIRMED = "unconfirmed", gettext_lazy("role not confirmed")
    REFUSED = "refused", gettext_lazy("role declined")


Thing = TypeVar("Thing")
SERIOUS = {Kind.ROOM, Kind.PERSON, Kind.OUTSIDE, Kind.FORUM, Kind.LONG}
OPEN = {Kind.FORUM_DAY, Kind.NO_INVITATION, Kind.UNCONFIRMED}
# An organiser who accepts one of these need not do so again when a session moves.
OF_A_DAY = {Kind.HOLIDAY, Kind.FORUM_DAY}
WHATEVER_THE_TIME = {
    Kind.NO_MODERATOR,
    Kind.NO_RAPPORTEUR,
    Kind.ONE_SEX,
    Kind.NOT_ACCEPTED,
    Kind.NO_INVITATION,
    Kind.UNCONFIRMED,
    Kind.REFUSED,
}


@dataclass
class Facts:
    """A programme as it was read. `roles` and `statuses` are by the keys of sessions and people;
    `refused` are the roles that their holders have refused, which count for nothing."""

    dialogue: Dialogue
    sessions: list[Session]
    roles: dict[int, list[Role]] = field(default_factory=dict)
    statuses: dict[int, set[str]] = field(default_factory=dict)
    refused: list[Role] = field(default_factory=list)


@dataclass(frozen=True)
class Conflict:
    """One thing that does not fit. `say` gives its sentence: most conflicts are only counted."""

    kind: Kind
    sessions: tuple[Session, ...]
    say: Callable[[], str] = field(compare=False)
    people: tuple[Person, ...] = ()
    facts: tuple[Any, ...] = ()

    @property
    def sentence(self) -> str:
        """In words, in the active language."""
        return self.say()

    @property
    def severity(self) -> Severity:
        """By its kind alone."""
        if self.kind in SERIOUS:
            return Severity.SERIOUS
        return Severity.OPEN if self.kind in OPEN else Severity.DOUBTFUL

    @property
    def fingerprint(self) -> str:
        """64 hexadecimal digits that change when the conflict's facts do."""
        rests_on: list[int] | list[tuple[int, float, float, int | None]]
        if self.kind in OF_A_DAY:
            rests_on = []
        elif self.kind in WHATEVER_THE_TIME:
            rests_on = [session.pk for session in self.sessions]
        else:
            rests_on = [
                (
                    session.pk,
                    session.starts_at.timestamp(),
                    session.ends_at.timestamp(),
                    session.room_id,
                )
                for session in self.sessions
            ]
        people = [person.pk for person in self.people]
        identity = [self.kind.value, rests_on, people, list(self.facts)]
        return hashlib.sha256(repr(identity).encode()).hexdigest()


# Words


def fill(facts: Facts, text: str, sessions: Sequence[Session], **more: object) -> str:
    """`text` with the names of the sessions in place of %(one)s and %(other)s, the day of the first
    in place of %(day)s, and `more`, of which dates are written without their year."""
    names = [
        f"“{session.title}” ({facts.dialogue.hours(session.starts_at, session.ends_at)})"
        for session in sessions
    ]
    named = dict(zip(["one", "other"], names, strict=False))
    others = {
        name: short(value) if isinstance(value, date) else value for name, value in more.items()
    }
    return text % {"day": short(dates(facts, sessions[0])[0]), **named, **others}


def later(
    facts: Facts, text: str, sessions: Sequence[Session], **more: object
) -> Callable[[], str]:
    """`fill` when the sentence is asked for."""
    return partial(fill, facts, text, sessions, **more)


def clock(facts: Facts, moment: datetime) -> str:
    """ "09:00" on the dialogue's clock."""
    return f"{facts.dialogue.local(moment):%H:%M}"


def short(day: date) -> str:
    """A day without its year, in the active language."""
    return formats.date_format(day, "MONTH_DAY_FORMAT")


def dates(facts: Facts, session: Session) -> tuple[date, date]:
    """The days on which a session begins and ends; if it ends at midnight, the day before."""
    last = session.ends_at - timedelta(microseconds=1)
    return facts.dialogue.local(session.starts_at).date(), facts.dialogue.local(last).date()


def by_day(facts: Facts, running: Iterable[Session]) -> list[tuple[date, tuple[Session, ...]]]:
    """Sessions that come in order of time, by the day on which they begin."""
    days = groupby(running, key=lambda session: dates(facts, session)[0])
    return [(day, tuple(sessions)) for day, sessions in days]


def unique(things: Iterable[Thing]) -> list[Thing]:
    """Each once, in the order in which they come first."""
    return list(dict.fromkeys(things))
