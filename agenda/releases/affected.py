"""The people whom a release affects: each delegate with what changes for them, and nobody else.

Another time or place, a new or a cancelled session affects all who come; a change in the wording
affects those who have a role in the session; a role added or removed affects the person who gets
it or had it. Nobody is written to about their own answer.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.utils import timezone, translation

from agenda import models
from agenda.releases.checks import LANGUAGES
from agenda.releases.diff import Change, compare, differ, narrowed
from agenda.releases.published import Programme, Role, Session
from dialogue.models import Dialogue
from participants.models import Invitation
from participants.states import HAS_A_CALENDAR

MOST_SHOWN = 40  # changes in one letter


@dataclass
class AssignedRole:
    """What somebody does in a session, now or no longer; `role` says too whether they knew of it
    then."""

    role: Role
    session: Session

    @property
    def label(self) -> str:
        """The kind of role in words, in the active language."""
        return self.role.label


@dataclass
class Affected:
    """One delegate; `changes` of sessions in which they have a role come first. `is_first` says
    that there was no programme before, so that all of it is new and `changes` are empty."""

    invitation: Invitation
    changes: list[Change] = field(default_factory=list)
    new_roles: list[AssignedRole] = field(default_factory=list)
    lost_roles: list[AssignedRole] = field(default_factory=list)
    is_first: bool = False

    @property
    def shown_changes(self) -> list[Change]:
        """Those that a letter names; the personal page has the rest."""
        return self.changes[:MOST_SHOWN]

    @property
    def left_out(self) -> int:
        """How many changes a letter does not name."""
        return len(self.changes) - len(self.shown_changes)


@dataclass
class Reach:
    """How far a release reaches: `public` is the number of sessions that change on the public
    pages and in the public calendar, `calendars` that of the personal calendars that change,
    `number` that of the delegates it affects. `first` are some of these."""

    public: int
    calendars: int
    number: int
    new_roles: int
    lost_roles: int
    first: list[Affected]


def reach(dialogue: Dialogue, old: Programme, new: Programme, most: int) -> Reach:
    """With at most so many delegates in `first`, in protocol order. Five queries. A personal
    calendar holds every session, so any change is in all of them.

    What is new for somebody who has and had no role, their language says: those are only counted.
    """
    coming, news = _coming(dialogue), News(old, new)
    coming = coming.annotate(
        language=Coalesce("person__language", "delegation__focal_point__language")
    )
    numbers = Counter(dict(coming.order_by().values_list("language").annotate(Count("pk"))))
    informed = [code for code in numbers if news.of(None, code)]
    busy = coming.order_by().filter(person__in=news.busy).values_list("pk", "person", "language")
    touched, new_roles, lost_roles = {}, 0, 0
    for key, person, code in busy:
        numbers[code] -= 1
        if found := news.of(person, code):
            touched[key] = found
            new_roles += len(found.new_roles)
            lost_roles += len(found.lost_roles)
    others = Q(language__in=informed) & ~Q(person__in=news.busy)
    first = coming.filter(others | Q(pk__in=touched)).in_protocol_order()[:most]
    keys = list(first.values_list("pk", flat=True))
    shown = dialogue.invitations.with_people().filter(pk__in=keys).in_protocol_order()
    return Reach(
        len(compare(*news.differing, languages=LANGUAGES, public_only=True)),
        coming.count() if differ(*news.differing) else 0,
        sum(numbers[code] for code in informed) + len(touched),
        new_roles,
        lost_roles,
        _affected(shown, news),
    )


def delegates(dialogue: Dialogue, old: Programme, new: Programme) -> list[Affected]:
    """Those who come and whom the step from one programme to the other affects, in protocol order;
    their changes are in their language, on the dialogue's clock. Two queries."""
    return among(_coming(dialogue).with_people().in_protocol_order(), old, new)


def among(invitations: Iterable[Invitation], old: Programme, new: Programme) -> list[Affected]:
    """Those of these whom that step affects. A role that was planned before it was asked for is
    not new, nor is a role lost that its holder refused. One query, and that of `invitations`."""
    return _affected(invitations, News(old, new))


def _coming(dialogue):
    return dialogue.invitations.filter(status__in=HAS_A_CALENDAR)


def _affected(invitations, news):
    found = (news.for_delegate(invitation) for invitation in invitations)
    return [delegate for delegate in found if delegate]


class Own(NamedTuple):
    """What is new for one person."""

    changes: list[Change]
    new_roles: list[AssignedRole]
    lost_roles: list[AssignedRole]


class News:
    """What the step from one programme to the other is for anybody. The same list of changes
    serves all who speak one language and have roles in the same sessions, most of them in none.
    `differing` is both programmes with nothing but what differs; `refused` is what refused_roles
    gives, if it is read already."""

    def __init__(
        self,
        old: Programme,
        new: Programme,
        refused: Mapping[int | None, set[tuple[int, str]]] | None = None,
    ) -> None:
        self.is_first = old.release is None
        self._before, self._after = _roles(old), _roles(new)
        self._refused = refused_roles(new.dialogue) if refused is None else refused
        self.differing = narrowed(old, new)
        self._changes = {} if self.is_first else _in_each_language(new.dialogue, *self.differing)
        self._known: dict[tuple[str, frozenset[int]], list[Change]] = {}
        self._concerned: dict[tuple[int | None, str], bool] = {}

    @property
    def busy(self) -> set[int]:
        """The people (primary keys) who have a role in one of the programmes."""
        return self._before.keys() | self._after.keys()

    def of(self, person: int | None, language: str) -> Own | None:
        """None where nothing changes for this person (a primary key)."""
        listed, has = self._before.get(person, {}), _known(self._after.get(person, {}))
        had = _known(listed)
        busy = frozenset(key for key, _kind in [*had, *has])
        new_roles = [role for key, role in has.items() if key not in listed]
        gone = had.keys() - has.keys() - self._refused.get(person, set())
        lost_roles = [role for key, role in had.items() if key in gone]
        own = Own(self._changes_for(language, busy), new_roles, lost_roles)
        return own if self.is_first or any(own) else None

    def concerns(self, person: int | None, language: str) -> bool:
        """Whether anything changes for this person. Those who have no role are most, and of them
        their language alone says it."""
        key = person if person in self._before or person in self._after else None, language
        if key not in self._concerned:
            self._concerned[key] = self.of(*key) is not None
        return self._concerned[key]

    def for_delegate(self, invitation: Invitation) -> Affected | None:
        """The same with the delegate. No query, if the people of the invitation are loaded."""
        own = self.of(invitation.person_id, invitation.addressee.language)
        return own and Affected(
            invitation, own.changes, own.new_roles, own.lost_roles, self.is_first
        )

    def _changes_for(self, language, busy):
        if (language, busy) not in self._known:
            all_changes = self._changes.get(language, [])
            own = [change for change in all_changes if change.session.id in busy]
            others = [
                change
                for change in all_changes
                if change.matters_to_all and change.session.id not in busy
            ]
            self._known[language, busy] = own + others
        return self._known[language, busy]


def _in_each_language(dialogue, old, new):
    """{language: [Change]}"""
    changes = {}
    for language in LANGUAGES:
        with translation.override(language), timezone.override(dialogue.tz):
            changes[language] = compare(old, new)
    return changes


def _roles(programme):
    """{person: {(session, kind): AssignedRole}} of sessions that take place."""
    by_person = defaultdict(dict)
    for session in programme.sessions:
        for role in session.roles:
            if not session.is_cancelled:
                by_person[role.person][session.id, role.kind] = AssignedRole(role, session)
    return by_person


def _known(roles):
    """Those that their holder knew of."""
    return {key: assigned for key, assigned in roles.items() if assigned.role.is_told}


def refused_roles(dialogue: Dialogue) -> Mapping[int | None, set[tuple[int, str]]]:
    """{person: {(session, kind)}}. One query."""
    by_person: defaultdict[int | None, set[tuple[int, str]]] = defaultdict(set)
    refused = models.Role.State.REFUSED
    rows = models.Role.objects.filter(session__dialogue=dialogue, state=refused)
    for person, session, kind in rows.values_list("person", "session", "kind"):
        by_person[person].add((session, kind))
    return by_person
