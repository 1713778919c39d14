"""What a conflict in the programme is: its kinds, how serious each is, and the words it is told
in."""

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import groupby
from typing import Any

from django.db.models import TextChoices
from django.utils import formats
from django.utils.translation import gettext_lazy

from agenda.models import Role, Session
from dialogue.models import Dialogue
from participants.models import Person


class Severity(TextChoices):
    SERIOUS = "serious", gettext_lazy("must be resolved")
    DOUBTFUL = "doubtful", gettext_lazy("to check")
    OPEN = "open", gettext_lazy("still to be settled")


class Kind(TextChoices):
    ROOM = "room", gettext_lazy("room double-booked")
    PERSON = "person", gettext_lazy("person in two places")
    OUTSIDE = "outside", gettext_lazy("outside the dates of the dialogue")
    FORUM = "forum", gettext_lazy("at the same time as the host forum")
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


SERIOUS = {Kind.ROOM, Kind.PERSON, Kind.OUTSIDE, Kind.FORUM, Kind.LONG}
OPEN = {Kind.FORUM_DAY, Kind.NO_INVITATION, Kind.UNCONFIRMED}
# Who accepts one of these need not do so again when a session moves.
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
    statuses: dict[int, set] = field(default_factory=dict)
    refused: list[Role] = field(default_factory=list)


@dataclass(frozen=True)
class Conflict:
    """One thing that does not fit. `sentence` is in the language that was active."""

    kind: Kind
    sessions: tuple[Session, ...]
    sentence: str
    people: tuple[Person, ...] = ()
    facts: tuple[Any, ...] = ()

    @property
    def severity(self):
        if self.kind in SERIOUS:
            return Severity.SERIOUS
        return Severity.OPEN if self.kind in OPEN else Severity.DOUBTFUL

    @property
    def fingerprint(self):
        """64 hexadecimal digits that change when the conflict's facts do."""
        if self.kind in OF_A_DAY:
            rests_on = []
        elif self.kind in WHATEVER_THE_TIME:
            rests_on = [one.pk for one in self.sessions]
        else:
            rests_on = [
                (one.pk, one.starts_at.timestamp(), one.ends_at.timestamp(), one.room_id)
                for one in self.sessions
            ]
        told = [self.kind.value, rests_on, [one.pk for one in self.people], list(self.facts)]
        return hashlib.sha256(repr(told).encode()).hexdigest()


# Words


def fill(facts, text, sessions, **more):
    names = [
        f"“{session.title}” ({facts.dialogue.hours(session.starts_at, session.ends_at)})"
        for session in sessions
    ]
    named = dict(zip(["one", "other"], names, strict=False))
    return text % {"day": short(dates(facts, sessions[0])[0]), **named, **more}


def clock(facts, moment):
    return f"{facts.dialogue.local(moment):%H:%M}"


def short(day):
    return formats.date_format(day, "MONTH_DAY_FORMAT")


def dates(facts, session):
    """The days it begins and ends on; one that ends at midnight ends on the day before."""
    last = session.ends_at - timedelta(microseconds=1)
    return facts.dialogue.local(session.starts_at).date(), facts.dialogue.local(last).date()


def by_day(facts, running):
    days = groupby(running, key=lambda one: dates(facts, one)[0])
    return [(day, tuple(sessions)) for day, sessions in days]


def unique(things):
    return list(dict.fromkeys(things))
