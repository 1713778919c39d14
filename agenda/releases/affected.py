"""The people whom a release affects: each delegate with what changes for them, and nobody else.

Another time or place, a new or a cancelled session affects all who come; a change in the wording
affects those who have a role in the session; a role added or removed affects the person who gets
it or had it. Nobody is written to about their own answer.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone, translation

from agenda import models
from agenda.releases.checks import LANGUAGES
from agenda.releases.diff import Change, compare
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

    @property
    def has_news(self) -> bool:
        """Whether there is anything to write to them about."""
        return bool(self.is_first or self.changes or self.new_roles or self.lost_roles)


@dataclass
class Reach:
    """How far a release reaches: `public` is the number of sessions that change on the public
    pages and in the public calendar, `calendars` that of the personal calendars that change."""

    public: int
    calendars: int
    delegates: list[Affected]

    @property
    def new_roles(self) -> int:
        """How many roles are added."""
        return sum(len(delegate.new_roles) for delegate in self.delegates)

    @property
    def lost_roles(self) -> int:
        """How many roles are removed."""
        return sum(len(delegate.lost_roles) for delegate in self.delegates)


def reach(dialogue: Dialogue, old: Programme, new: Programme) -> Reach:
    """Three queries. A personal calendar holds every session, so any change is in all of them."""
    coming = dialogue.invitations.filter(status__in=HAS_A_CALENDAR).count()
    return Reach(
        len(compare(old, new, languages=LANGUAGES, public_only=True)),
        coming if compare(old, new, languages=LANGUAGES) else 0,
        delegates(dialogue, old, new),
    )


def delegates(dialogue: Dialogue, old: Programme, new: Programme) -> list[Affected]:
    """Those who come and whom the step from one programme to the other affects, in protocol order;
    their changes are in their language, on the dialogue's clock. Two queries."""
    coming = dialogue.invitations.with_people().filter(status__in=HAS_A_CALENDAR)
    return among(coming.in_protocol_order(), old, new)


def among(invitations: Iterable[Invitation], old: Programme, new: Programme) -> list[Affected]:
    """Those of these whom that step affects. A role that was planned before it was asked for is
    not new, nor is a role lost that its holder refused. One query, and that of `invitations`."""
    before, after = _roles(old), _roles(new)
    refused = _refused(new.dialogue)
    is_first = old.release is None
    changes = defaultdict(list) if is_first else _in_each_language(new.dialogue, old, new)
    everybody = []
    for invitation in invitations:
        listed, has = before[invitation.person_id], _known(after[invitation.person_id])
        had = _known(listed)
        busy = {key for key, _kind in [*had, *has]}
        in_language = changes[invitation.addressee.language]
        own = [change for change in in_language if change.session.id in busy]
        others = [
            change
            for change in in_language
            if change.matters_to_all and change.session.id not in busy
        ]
        new_roles = [role for key, role in has.items() if key not in listed]
        gone = had.keys() - has.keys() - refused[invitation.person_id]
        lost_roles = [role for key, role in had.items() if key in gone]
        everybody.append(Affected(invitation, own + others, new_roles, lost_roles, is_first))
    return [delegate for delegate in everybody if delegate.has_news]


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


def _refused(dialogue):
    """{person: {(session, kind)}}"""
    by_person = defaultdict(set)
    refused = models.Role.State.REFUSED
    rows = models.Role.objects.filter(session__dialogue=dialogue, state=refused)
    for person, session, kind in rows.values_list("person", "session", "kind"):
        by_person[person].add((session, kind))
    return by_person
