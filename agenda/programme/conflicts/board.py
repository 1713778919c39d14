"""The conflicts of a dialogue's programme now: read in a constant number of queries, and which of
them the organisers have accepted."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from agenda.models import AcceptedConflict, Role, Room, Session
from agenda.programme.conflicts import rules
from agenda.programme.conflicts.kinds import Conflict, Facts
from dialogue.models import Dialogue
from participants.states import COMES


@dataclass(frozen=True)
class ReviewedConflict:
    """A conflict, and the organisers' reason if they have accepted it."""

    conflict: Conflict
    accepted: AcceptedConflict | None = None


def read_facts(dialogue: Dialogue, near: Collection[Session] | None = None) -> Facts:
    """The programme with roles, and the status of those people's invitations. Five queries.

    With `near`, only what may be in conflict with one of these sessions: the others of their days,
    and all sessions of those of their people who do not come, for these are in conflict together.
    Conflicts that none of them is part of may be missing then,
    or be wrong.
    """
    sessions = dialogue.sessions.all()
    if near is not None:
        sessions = sessions.filter(_may_concern(dialogue, near))
    roles: defaultdict[int, list[Role]] = defaultdict(list)
    statuses: defaultdict[int, set[str]] = defaultdict(set)
    refused: list[Role] = []
    rows = Role.objects.filter(session__dialogue=dialogue, session__is_cancelled=False)
    if near is not None:
        rows = rows.filter(session__in=sessions.order_by().values("pk"))
    # One Person and one Room for all their roles and sessions: there may be thousands of these.
    for role in rows.prefetch_related("person"):
        (refused if role.is_refused else roles[role.session_id]).append(role)
    # Not by way of their roles: that joins each invitation with all the roles of its person.
    invited = dialogue.invitations.filter(person__in=rows.order_by().values("person"))
    pairs = invited.order_by().values_list("person_id", "status").distinct()
    for person, status in pairs:
        statuses[person].add(status)
    return Facts(
        dialogue, list(sessions.prefetch_related("room")), dict(roles), dict(statuses), refused
    )


def _may_concern(dialogue, near):
    """Sessions on the whole days (the dialogue's) on which these run, and all of the same people as
    far as they do not come."""
    if not near:
        return Q(pk__in=[])
    first = dialogue.local(min(session.starts_at for session in near))
    last = dialogue.local(max(session.ends_at for session in near))
    begins = first.replace(hour=0, minute=0, second=0, microsecond=0)
    ends = last.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    comes = dialogue.invitations.filter(person=OuterRef("person"), status__in=COMES)
    people = Role.objects.filter(~Exists(comes.order_by()), session__in=near)
    people = people.exclude(state=Role.State.REFUSED)
    theirs = Role.objects.filter(session=OuterRef("pk"), person__in=people.values("person"))
    return Q(starts_at__lt=ends, ends_at__gt=begins) | Exists(theirs)


def reviewed_conflicts(dialogue: Dialogue, facts: Facts | None = None) -> list[ReviewedConflict]:
    """All conflicts, each with the reason for which it was accepted, if it was. `facts`, if they
    are read already. One query, and those of `read_facts`."""
    return _reviewed(dialogue, rules.find(facts or read_facts(dialogue)))


def serious_conflicts(dialogue: Dialogue, facts: Facts) -> list[ReviewedConflict]:
    """Of these, the serious ones, which prevent a release if they are not accepted. One query."""
    return _reviewed(dialogue, rules.find_serious(facts))


def _reviewed(dialogue, conflicts):
    accepted = {row.fingerprint: row for row in dialogue.accepted_conflicts.all()}
    return [
        ReviewedConflict(conflict, accepted.get(conflict.fingerprint) if accepted else None)
        for conflict in conflicts
    ]


def of_session(dialogue: Dialogue, key: int) -> list[ReviewedConflict]:
    """Those that the session with this primary key is part of, found among the sessions that may
    be concerned. Seven queries."""
    facts = read_facts(dialogue, list(dialogue.sessions.filter(pk=key)))
    return [
        reviewed
        for reviewed in reviewed_conflicts(dialogue, facts)
        if key in {session.pk for session in reviewed.conflict.sessions}
    ]


def arising(
    dialogue: Dialogue, moves: Mapping[int, tuple[datetime, datetime, Room | None]]
) -> list[Conflict]:
    """The conflicts that there would be and are not yet, if sessions moved: {key: (starts_at,
    ends_at, room)}. Nothing is saved."""
    facts = read_facts(dialogue)
    known = {conflict.fingerprint for conflict in rules.find(facts)}
    for session in facts.sessions:
        if session.pk in moves:
            session.starts_at, session.ends_at, session.room = moves[session.pk]
    return [conflict for conflict in rules.find(facts) if conflict.fingerprint not in known]


def accept(dialogue: Dialogue, conflict: Conflict, by: str, reason: str) -> AcceptedConflict:
    """Write down that the organisers know of it, and why. A conflict that is accepted already keeps
    its first reason."""
    values = {"kind": conflict.kind, "reason": reason, "accepted_by": by}
    row, _made = AcceptedConflict.objects.get_or_create(
        dialogue=dialogue, fingerprint=conflict.fingerprint, defaults=values
    )
    return row
