"""Which calendars hold which version of the programme, and which delegates' do not show what has
changed for them since, in the programme or in the dialogue's own dates, place and status.

A program that was silent for STILL_LOOKING counts only where a delegate has no other: people try
out several and forget them.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, Min

from agenda.letter_kinds import CALENDAR_BEHIND
from agenda.models import FeedReading, Release
from agenda.releases import affected, published
from agenda.releases.affected import Affected
from dialogue.mail import letter_kinds
from dialogue.models import Dialogue
from participants.letters import letters
from participants.models import Invitation
from participants.states import HAS_A_CALENDAR
from participants.workflow import invitations

STILL_LOOKING = timedelta(days=14)


@dataclass
class Reading:
    """One program, and the release that it holds; None where it holds what was before the first."""

    row: FeedReading
    release: Release | None


@dataclass
class Delegate:
    """Somebody who comes. `missed` is what changed for them since the version that the most
    backward of their calendars holds; `lacks_move` says that the dialogue itself has moved since.
    `told_at` is when a letter about the last such change was written, `written_to_at` when one
    because of their calendar."""

    invitation: Invitation
    readings: list[Reading] = field(default_factory=list)
    missed: Affected | None = None
    lacks_move: bool = False
    told_at: datetime | None = None
    written_to_at: datetime | None = None

    @property
    def is_behind(self) -> bool:
        """Whether their calendar lacks something that concerns them."""
        return self.lacks_move or self.missed is not None

    @property
    def backward(self) -> Reading | None:
        """Of the programs that still look, the one with the oldest version."""
        if not self.readings:
            return None
        last = max(reading.row.fetched_at for reading in self.readings)
        living = [
            reading for reading in self.readings if reading.row.fetched_at > last - STILL_LOOKING
        ]
        return min(living, key=lambda reading: reading.row.version_at)


@dataclass
class Health:
    """Which calendars of a dialogue are in use and up to date. `feeds` are [(feed, title of the
    topic or session, readings)]."""

    latest: Release | None
    feeds: list[tuple[FeedReading.Feed, str, list[Reading]]]
    delegates: list[Delegate]

    @property
    def subscribers(self) -> list[Delegate]:
        """Those who use their personal calendar."""
        return [delegate for delegate in self.delegates if delegate.readings]

    @property
    def behind(self) -> list[Delegate]:
        """Those whose calendar lacks something that concerns them."""
        return [delegate for delegate in self.delegates if delegate.is_behind]

    @property
    def to_be_written_to(self) -> list[Delegate]:
        """Those who are behind and to whom no letter was written for that reason."""
        return [delegate for delegate in self.behind if delegate.written_to_at is None]


def of(dialogue: Dialogue) -> Health:
    """Which calendars of this dialogue are in use and up to date now. The number of queries depends
    on nothing but how many versions are out."""
    releases = list(dialogue.releases.defer("content").order_by("-number"))
    rows = FeedReading.objects.filter(dialogue=dialogue).of_living_addresses()
    public: defaultdict[tuple[str, str], list[Reading]] = defaultdict(list)
    personal: defaultdict[int, list[Reading]] = defaultdict(list)
    for row in rows:
        group = personal[row.invitation_id] if row.invitation_id else public[row.feed, row.slug]
        group.append(Reading(row, _held(releases, row.version_at)))
    coming = dialogue.invitations.with_people().filter(status__in=HAS_A_CALENDAR)
    delegates = [
        Delegate(invitation, personal[invitation.pk]) for invitation in coming.in_protocol_order()
    ]
    latest, moved_at = releases[0] if releases else None, _moved_at(dialogue)
    for delegate in delegates if moved_at else []:
        backward = delegate.backward
        delegate.lacks_move = bool(backward and backward.row.version_at < moved_at)
    if latest and not dialogue.is_off:  # else nothing that a calendar lacks changes anybody's day
        _find_missed(dialogue, delegates, latest)
    _find_letters(delegates, [latest and latest.released_at, moved_at])
    names = _names(dialogue) if any(slug for _feed, slug in public) else {}
    feeds = [
        (FeedReading.Feed(feed), names.get((feed, slug), slug), readings)
        for (feed, slug), readings in public.items()
    ]
    return Health(latest, feeds, delegates)


def _names(dialogue):
    """{(feed, slug): title} of topics and sessions, as they are released now."""
    programme = published.latest(dialogue)
    return {
        **{(FeedReading.Feed.TOPIC, topic.slug): str(topic) for topic in programme.topics},
        **{
            (FeedReading.Feed.SESSION, session.slug): session.title
            for session in programme.sessions
        },
    }


def _held(releases, moment):
    return next((release for release in releases if release.released_at <= moment), None)


def _moved_at(dialogue):
    """When its dates, place or status changed last, or None: also if it does not take place, about
    which there is a letter of its own. One query."""
    if dialogue.is_off or not dialogue.sequence:
        return None
    rows = dialogue.history.filter(sequence=dialogue.sequence)
    return rows.aggregate(moment=Min("changed_at"))["moment"]


def _find_missed(dialogue, delegates, latest):
    behind = defaultdict(list)
    for delegate in delegates:
        if (backward := delegate.backward) and backward.release != latest:
            behind[backward.release].append(delegate)
    if not behind:
        return
    new = published.latest(dialogue)
    for release, group in behind.items():
        old = published.of(release, dialogue) if release else published.Programme(dialogue)
        invitations = [delegate.invitation for delegate in group]
        missed = {
            concerned.invitation.pk: concerned
            for concerned in affected.among(invitations, old, new)
        }
        for delegate in group:
            delegate.missed = missed.get(delegate.invitation.pk)


def _find_letters(delegates, changes):
    """`changes` are the moments, or None, of what calendars may lack: letters before the last do
    not name it."""
    behind = [delegate for delegate in delegates if delegate.is_behind]
    if not behind:
        return
    rows = Invitation.mails.through.objects.filter(
        invitation__in=[delegate.invitation.pk for delegate in behind],
        outgoingmail__created_at__gte=max(filter(None, changes)),
    )
    newest = rows.values_list("invitation", "outgoingmail__kind").annotate(
        Max("outgoingmail__created_at")
    )
    written = {(invitation, kind): at for invitation, kind, at in newest}
    announcing = letter_kinds.names(lambda kind: kind.announces_a_change)
    for delegate in behind:
        key = delegate.invitation.pk
        moments = [written.get((key, kind)) for kind in announcing]
        delegate.told_at = max(filter(None, moments), default=None)
        delegate.written_to_at = written.get((key, CALENDAR_BEHIND.name))


def previews(dialogue: Dialogue, chosen: set[int]) -> list[tuple[Delegate, tuple[str, str, str]]]:
    """[(delegate, (subject, text, HTML))] as `write_to` would write, without the personal link."""
    return [
        (
            delegate,
            letters.preview_for_others(
                CALENDAR_BEHIND.name, delegate.invitation, **_context(delegate)
            ),
        )
        for delegate in of(dialogue).to_be_written_to
        if delegate.invitation.pk in chosen
    ]


@transaction.atomic
def write_to(dialogue: Dialogue, chosen: set[int]) -> int:
    """Write to those of the chosen invitations (primary keys) whose calendars are behind, each in
    their language; return how many. Two organisers at once write one letter to each."""
    dialogue = Dialogue.objects.lock(dialogue.pk)
    invitations.refuse_ended_links(dialogue)
    behind = of(dialogue).to_be_written_to
    recipients = [delegate for delegate in behind if delegate.invitation.pk in chosen]
    for delegate in recipients:
        letters.write(CALENDAR_BEHIND.name, delegate.invitation, **_context(delegate))
    return len(recipients)


def _context(delegate):
    """What the template may name beside letters.context_for."""
    return {
        "affected": delegate.missed,
        "lacks_move": delegate.lacks_move,
        "reading": delegate.backward,
    }
