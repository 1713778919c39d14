"""Which calendars hold which version of the programme, and which delegates' do not show what has
changed for them since, in the programme or in the dialogue's own dates, place and status.

A program that was silent for STILL_LOOKING counts only where a delegate has no other: people try
several and forget them.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, Min

from agenda.models import FeedReading, Release
from agenda.releases import affected, published
from agenda.releases.affected import Affected
from agenda.releases.releasing import LETTER as RELEASE_LETTER
from dialogue.models import Dialogue
from participants.letters import letters
from participants.models import Invitation
from participants.states import HAS_A_CALENDAR

STILL_LOOKING = timedelta(days=14)
LETTER = "calendar_behind"  # its templates in templates/emails/
TELLS = [RELEASE_LETTER, "dialogue_changed"]  # the letters of what calendars may lack


@dataclass
class Reading:
    """One program, and the release that it holds; None where it holds what was before the first."""

    row: FeedReading
    release: Release | None


@dataclass
class Delegate:
    """Somebody who comes. `missed` is what changed for them since the version that the most
    backward of their calendars holds; `lacks_move` says that the dialogue itself has moved since.
    `told_at` is when a mail of the last such change was written, `written_to_at` when one because
    of their calendar."""

    invitation: Invitation
    readings: list[Reading] = field(default_factory=list)
    missed: Affected | None = None
    lacks_move: bool = False
    told_at: datetime | None = None
    written_to_at: datetime | None = None

    @property
    def is_behind(self):
        return self.lacks_move or self.missed is not None

    @property
    def backward(self) -> Reading | None:
        """Of the programs that still look, the one with the oldest version."""
        last = max((one.row.fetched_at for one in self.readings), default=None)
        living = [one for one in self.readings if one.row.fetched_at > last - STILL_LOOKING]
        return min(living, key=lambda one: one.row.version_at, default=None)


@dataclass
class Health:
    """How the calendars of a dialogue stand. `feeds` are [(feed, of what, readings)]."""

    latest: Release | None
    feeds: list[tuple[FeedReading.Feed, str, list[Reading]]]
    delegates: list[Delegate]

    @property
    def subscribers(self):
        return [one for one in self.delegates if one.readings]

    @property
    def behind(self):
        return [one for one in self.delegates if one.is_behind]

    @property
    def to_be_written_to(self):
        """Those who are behind and to whom no mail was written for that reason."""
        return [one for one in self.behind if one.written_to_at is None]


def of(dialogue: Dialogue) -> Health:
    """How the calendars of this dialogue stand now. How many queries that takes depends on nothing
    but on how many versions are out."""
    releases = list(dialogue.releases.defer("content").order_by("-number"))
    rows = FeedReading.objects.filter(dialogue=dialogue).of_living_addresses()
    public, personal = defaultdict(list), defaultdict(list)
    for row in rows:
        found = personal[row.invitation_id] if row.invitation_id else public[row.feed, row.slug]
        found.append(Reading(row, _held(releases, row.version_at)))
    coming = dialogue.invitations.with_people().filter(status__in=HAS_A_CALENDAR)
    delegates = [Delegate(one, personal[one.pk]) for one in coming.in_protocol_order()]
    latest, moved_at = releases[0] if releases else None, _moved_at(dialogue)
    for one in delegates if moved_at else []:
        one.lacks_move = bool(one.backward and one.backward.row.version_at < moved_at)
    if latest and not dialogue.is_off:  # else nothing that a calendar lacks changes anybody's day
        _find_missed(dialogue, delegates, latest)
    _find_told(delegates, [latest and latest.released_at, moved_at])
    names = _names(dialogue) if any(slug for _feed, slug in public) else {}
    feeds = [
        (FeedReading.Feed(feed), names.get((feed, slug), slug), found)
        for (feed, slug), found in public.items()
    ]
    return Health(latest, feeds, delegates)


def _names(dialogue):
    """{(feed, slug): title} of topics and sessions, as they are released now."""
    programme = published.latest(dialogue)
    return {
        **{(FeedReading.Feed.TOPIC, one.slug): str(one) for one in programme.topics},
        **{(FeedReading.Feed.SESSION, one.slug): one.title for one in programme.sessions},
    }


def _held(releases, moment):
    return next((one for one in releases if one.released_at <= moment), None)


def _moved_at(dialogue):
    """When its dates, place or status changed last, or None: also if it does not take place, which
    a letter of its own tells. One query."""
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
    for release, ones in behind.items():
        old = published.of(release, dialogue) if release else published.Programme(dialogue)
        found = affected.among([one.invitation for one in ones], old, new)
        missed = {one.invitation.pk: one for one in found}
        for one in ones:
            one.missed = missed.get(one.invitation.pk)


def _find_told(delegates, changes):
    """`changes` are the moments, or None, of what calendars may lack: mails before the last do not
    tell of it."""
    behind = [one for one in delegates if one.is_behind]
    if not behind:
        return
    rows = Invitation.mails.through.objects.filter(
        invitation__in=[one.invitation.pk for one in behind],
        outgoingmail__created_at__gte=max(filter(None, changes)),
    )
    newest = rows.values_list("invitation", "outgoingmail__purpose").annotate(
        Max("outgoingmail__created_at")
    )
    found = {(invitation, purpose): at for invitation, purpose, at in newest}
    for one in behind:
        told = [found.get((one.invitation.pk, letter)) for letter in TELLS]
        one.told_at = max(filter(None, told), default=None)
        one.written_to_at = found.get((one.invitation.pk, LETTER))


def previews(dialogue: Dialogue, chosen: set[int]):
    """[(delegate, (subject, text, HTML))] as `write_to` would write, without the personal link."""
    return [
        (one, letters.preview_for_others(LETTER, one.invitation, **_context(one)))
        for one in of(dialogue).to_be_written_to
        if one.invitation.pk in chosen
    ]


@transaction.atomic
def write_to(dialogue: Dialogue, chosen: set[int]) -> int:
    """Write to those of the chosen invitations (primary keys) whose calendars are behind, each in
    their language; return how many. Two organisers at once write one letter to each."""
    dialogue = Dialogue.objects.lock(dialogue.pk)
    written = [one for one in of(dialogue).to_be_written_to if one.invitation.pk in chosen]
    for one in written:
        letters.write(LETTER, one.invitation, **_context(one))
    return len(written)


def _context(delegate):
    """What the template may name beside letters.context_for."""
    return {
        "affected": delegate.missed,
        "lacks_move": delegate.lacks_move,
        "reading": delegate.backward,
    }
