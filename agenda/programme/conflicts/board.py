"""The conflicts of a dialogue as they stand: read in a constant number of queries, and which of
them the organisers have accepted."""

from collections import defaultdict
from dataclasses import dataclass

from agenda.models import AcceptedConflict, Role
from agenda.programme.conflicts import rules
from agenda.programme.conflicts.kinds import Conflict, Facts


@dataclass(frozen=True)
class Standing:
    """A conflict, and the organisers' word on it if it is accepted."""

    conflict: Conflict
    accepted: AcceptedConflict | None = None


def read(dialogue) -> Facts:
    """The programme with roles, and how those people's invitations stand. Three queries."""
    roles, statuses = defaultdict(list), defaultdict(set)
    rows = Role.objects.filter(session__dialogue=dialogue, session__is_cancelled=False)
    refused = []
    for role in rows.select_related("person"):
        (refused if role.is_refused else roles[role.session_id]).append(role)
    invited = dialogue.invitations.filter(person__roles__session__dialogue=dialogue)
    pairs = invited.order_by().values_list("person_id", "status").distinct()
    for person, status in pairs:
        statuses[person].add(status)
    sessions = list(dialogue.sessions.select_related("room"))
    return Facts(dialogue, sessions, dict(roles), dict(statuses), refused)


def standing(dialogue, facts=None) -> list[Standing]:
    """All conflicts, with what was accepted. `facts`, if they are read already."""
    accepted = {one.fingerprint: one for one in dialogue.accepted_conflicts.all()}
    found = rules.find(facts or read(dialogue))
    return [Standing(conflict, accepted.get(conflict.fingerprint)) for conflict in found]


def of_session(dialogue, key) -> list[Standing]:
    """Those that one session is part of."""
    return [one for one in standing(dialogue) if key in {each.pk for each in one.conflict.sessions}]


def arising(dialogue, moves) -> list[Conflict]:
    """The conflicts that there would be and are not yet, if sessions moved: {key: (starts_at,
    ends_at, room)}. Nothing is saved."""
    facts = read(dialogue)
    known = {conflict.fingerprint for conflict in rules.find(facts)}
    for session in facts.sessions:
        if session.pk in moves:
            session.starts_at, session.ends_at, session.room = moves[session.pk]
    return [conflict for conflict in rules.find(facts) if conflict.fingerprint not in known]


def accept(dialogue, conflict, by: str, reason: str) -> AcceptedConflict:
    """Write down that the organisers know of it, and why."""
    given = {"kind": conflict.kind, "reason": reason, "accepted_by": by}
    row, _made = AcceptedConflict.objects.get_or_create(
        dialogue=dialogue, fingerprint=conflict.fingerprint, defaults=given
    )
    return row
