"""Whom a release touches: each delegate with what changes for them, and for nobody else.

Another time or place, a new or a cancelled session touches all who come; other words in a session
touch those who have a part in it; a part given or taken touches who had or gets it. Nobody is
told what they answered themselves.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils import timezone, translation

from agenda.models import Role
from agenda.releases.checks import LANGUAGES
from agenda.releases.diff import Change, compare
from agenda.releases.published import Programme, Session
from dialogue.models import Dialogue
from participants.models import Invitation
from participants.states import HAS_A_CALENDAR

MOST_TOLD = 40  # changes in one mail


@dataclass
class Part:
    """What somebody does in a session, now or no longer, and whether they knew of it then."""

    label: str
    session: Session
    is_told: bool


@dataclass
class Touched:
    """One delegate; `changes` of sessions in which they have a part come first. `is_first` says
    that there was no programme before, so that all of it is new and `changes` are empty."""

    invitation: Invitation
    changes: list[Change] = field(default_factory=list)
    given: list[Part] = field(default_factory=list)
    taken: list[Part] = field(default_factory=list)
    is_first: bool = False

    @property
    def told(self):
        """Those changes that a mail tells; the rest is left to the personal page."""
        return self.changes[:MOST_TOLD]

    @property
    def left_out(self):
        return len(self.changes) - len(self.told)

    @property
    def has_news(self):
        return bool(self.is_first or self.changes or self.given or self.taken)


@dataclass
class Reach:
    """Whom a release reaches: `public` is the number of sessions that change in the public pages
    and calendar, `calendars` of the personal calendars in which something does."""

    public: int
    calendars: int
    delegates: list[Touched]

    @property
    def given(self):
        return sum(len(one.given) for one in self.delegates)

    @property
    def taken(self):
        return sum(len(one.taken) for one in self.delegates)


def reach(dialogue: Dialogue, old: Programme, new: Programme) -> Reach:
    """Three queries. A personal calendar holds every session, so any change is in all of them."""
    coming = dialogue.invitations.filter(status__in=HAS_A_CALENDAR).count()
    return Reach(
        len(compare(old, new, languages=LANGUAGES, public_only=True)),
        coming if compare(old, new, languages=LANGUAGES) else 0,
        delegates(dialogue, old, new),
    )


def delegates(dialogue: Dialogue, old: Programme, new: Programme) -> list[Touched]:
    """Those who come and whom the step from one programme to the other touches, in protocol order;
    their changes are told in their language, on the dialogue's clock. Two queries."""
    coming = dialogue.invitations.with_people().filter(status__in=HAS_A_CALENDAR)
    return among(coming.in_protocol_order(), old, new)


def among(invitations, old: Programme, new: Programme) -> list[Touched]:
    """Those of these whom that step touches. A part that was planned before it was asked for is
    not given now, nor is one taken from who refused it. One query, and that of `invitations`."""
    before, after = _parts(old), _parts(new)
    refused = _refused(new.dialogue)
    is_first = old.release is None
    changes = defaultdict(list) if is_first else _in_each_language(new.dialogue, old, new)
    found = []
    for invitation in invitations:
        listed, has = before[invitation.person_id], _told(after[invitation.person_id])
        had = _told(listed)
        busy = {key for key, _kind in [*had, *has]}
        in_language = changes[invitation.addressee.language]
        own = [change for change in in_language if change.session.id in busy]
        others = [
            change
            for change in in_language
            if change.matters_to_all and change.session.id not in busy
        ]
        given = [part for key, part in has.items() if key not in listed]
        gone = had.keys() - has.keys() - refused[invitation.person_id]
        taken = [part for key, part in had.items() if key in gone]
        one = Touched(invitation, own + others, given, taken, is_first)
        if one.has_news:
            found.append(one)
    return found


def _in_each_language(dialogue, old, new):
    """{language: [Change]}"""
    found = {}
    for language in LANGUAGES:
        with translation.override(language), timezone.override(dialogue.tz):
            found[language] = compare(old, new)
    return found


def _parts(programme):
    """{person: {(session, kind): Part}} of sessions that take place."""
    found = defaultdict(dict)
    for session in programme.sessions:
        for role in session.roles:
            if not session.is_cancelled:
                part = Part(role.label, session, role.is_told)
                found[role.person][session.id, role.kind] = part
    return found


def _told(parts):
    return {key: part for key, part in parts.items() if part.is_told}


def _refused(dialogue):
    """{person: {(session, kind)}}"""
    found = defaultdict(set)
    rows = Role.objects.filter(session__dialogue=dialogue, state=Role.State.REFUSED)
    for person, *part in rows.values_list("person", "session", "kind"):
        found[person].add(tuple(part))
    return found
