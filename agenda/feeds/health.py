"""Which calendars hold which version of the programme, and which delegates' do not show what has
changed for them since, in the programme or in the dialogue's own dates, place and status.

A program that was silent for STILL_LOOKING counts only where a delegate has no other: people try
out several and forget them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.db import transaction
from django.db.models import Exists, Max, Min, OuterRef

from agenda.letter_kinds import CALENDAR_BEHIND
from agenda.models import FeedReading, Release
from agenda.releases import affected, published
from agenda.releases.affected import Affected
from dialogue.mail import letter_kinds
from dialogue.models import Dialogue
from participants.letters import changed_facts, letters
from participants.models import Invitation
from participants.models.invitation_queryset import InvitationQuerySet
from participants.states import HAS_A_CALENDAR
from participants.workflow import invitations

STILL_LOOKING = timedelta(days=14)


@dataclass
class Reading:
    """One program, and the release that it holds; None where it holds what was before the first."""

    row: FeedReading
    release: Release | None


@dataclass
class Standing:
    """Where somebody stands whose personal calendar may be behind. Thousands of these are only
    counted, so it holds no more than that takes: keys, the language, what the most backward of
    their programs that still look holds (`version_at`), and whether something has changed for them
    since (`has_missed`). `lacks_move` says that the dialogue itself has moved since; `told_at` is
    when a letter about the last such change was written, `written_to_at` when one because of their
    calendar."""

    key: int
    person: int | None
    language: str
    version_at: datetime
    has_missed: bool = False
    lacks_move: bool = False
    told_at: datetime | None = None
    written_to_at: datetime | None = None


@dataclass
class Delegate:
    """Somebody who comes, as pages and letters show them: `standing` is None unless their calendar
    is behind, `missed` is what changed for them since the version that the most `backward` of their
    calendars holds."""

    invitation: Invitation
    readings: list[Reading]
    standing: Standing | None = None
    missed: Affected | None = None

    @property
    def backward(self) -> Reading | None:
        """Of the programs that still look, the one with the oldest version."""
        living = _living([(reading.row.fetched_at, reading) for reading in self.readings])
        return min(living, key=lambda reading: reading.row.version_at, default=None)


@dataclass
class Health:
    """Which calendars of a dialogue are in use and up to date. `feeds` are [(feed, title of the
    topic or session, readings)], `subscribers` the number of those who use their personal calendar,
    `behind` those of them whose calendar lacks something that concerns them, in no order;
    `releases` come newest first, and `news` says what changed since each that a calendar of
    somebody who is behind holds."""

    releases: list[Release]
    feeds: list[tuple[FeedReading.Feed, str, list[Reading]]]
    subscribers: int
    behind: list[Standing]
    news: dict[Release | None, affected.News]

    @property
    def latest(self) -> Release | None:
        """The newest release."""
        return self.releases[0] if self.releases else None

    @cached_property
    def to_be_written_to(self) -> list[Standing]:
        """Those who are behind and to whom no letter was written for that reason."""
        return [standing for standing in self.behind if standing.written_to_at is None]

    def delegates(self, invitations: Iterable[Invitation]) -> list[Delegate]:
        """The delegates behind these invitations, whose people are loaded. One query."""
        invitations = list(invitations)
        readings: defaultdict[int | None, list[Reading]] = defaultdict(list)
        rows = FeedReading.objects.of_living_addresses().filter(invitation__in=invitations)
        for row in rows:
            readings[row.invitation_id].append(Reading(row, _held(self.releases, row.version_at)))
        known = {standing.key: standing for standing in self.behind}
        return [
            self._delegate(invitation, readings[invitation.pk], known.get(invitation.pk))
            for invitation in invitations
        ]

    def _delegate(self, invitation, readings, standing):
        missed = None
        if standing and standing.has_missed:
            missed = self.news[_held(self.releases, standing.version_at)].for_delegate(invitation)
        return Delegate(invitation, readings, standing, missed)


def _living(dated):
    """Of [(moment, thing)] the things that are not much older than the newest."""
    last = max((moment for moment, _thing in dated), default=None)
    return [thing for moment, thing in dated if moment > last - STILL_LOOKING]


def coming(dialogue: Dialogue) -> InvitationQuerySet:
    """Those who have a calendar, in protocol order."""
    return dialogue.invitations.filter(status__in=HAS_A_CALENDAR).in_protocol_order()


def of(dialogue: Dialogue) -> Health:
    """Which calendars of this dialogue are in use and up to date now. A constant number of
    queries."""
    releases = list(dialogue.releases.defer("content").order_by("-number"))
    # Of one that does not take place, nothing that is lacking changes anybody's day.
    released_at = releases[0].released_at if releases and not dialogue.is_off else None
    moved_at = _moved_at(dialogue)
    changes = [moment for moment in [released_at, moved_at] if moment]
    fetched = _fetched_by_living_addresses(dialogue)
    outdated = _outdated(fetched, max(changes)) if changes else []
    for standing in outdated if moved_at else []:
        standing.lacks_move = standing.version_at < moved_at
    news = _find_missed(dialogue, outdated, releases) if released_at else {}
    behind = [standing for standing in outdated if standing.lacks_move or standing.has_missed]
    if behind:
        _find_letters(dialogue, behind, max(changes))
    subscribers = fetched.order_by().values("invitation").distinct().count()
    return Health(releases, _feeds(dialogue, releases), subscribers, behind, news)


def _fetched_by_living_addresses(dialogue):
    """The personal calendars that programs of those who come fetch."""
    return FeedReading.objects.of_living_addresses().filter(
        dialogue=dialogue,
        feed=FeedReading.Feed.PERSONAL,
        invitation__status__in=HAS_A_CALENDAR,
    )


def _outdated(fetched, moment):
    """A Standing for everybody of whose programs that still look one holds what was before this
    moment. One query."""
    much_newer = FeedReading.objects.filter(
        invitation=OuterRef("invitation"),
        key=OuterRef("key"),
        fetched_at__gte=OuterRef("fetched_at") + STILL_LOOKING,
    )
    people = ["invitation", "invitation__person", "invitation__person__language"]
    rows = fetched.filter(version_at__lt=moment).exclude(Exists(much_newer)).order_by()
    held = rows.values_list(*people).annotate(Min("version_at"))
    return [Standing(*row) for row in held]


def _feeds(dialogue, releases):
    """Those that are no delegate's. One query, another where some are of a topic or session."""
    rows = FeedReading.objects.filter(dialogue=dialogue, invitation=None)
    feeds: defaultdict[tuple[str, str], list[Reading]] = defaultdict(list)
    for row in rows:
        feeds[row.feed, row.slug].append(Reading(row, _held(releases, row.version_at)))
    names = _names(dialogue) if any(slug for _feed, slug in feeds) else {}
    return [
        (FeedReading.Feed(feed), names.get((feed, slug), slug), readings)
        for (feed, slug), readings in feeds.items()
    ]


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


def _find_missed(dialogue, outdated, releases):
    """Mark those who miss something; {release that some of them hold: what is new since}."""
    behind = defaultdict(list)
    for standing in outdated:
        if standing.version_at < releases[0].released_at:
            behind[_held(releases, standing.version_at)].append(standing)
    if not behind:
        return {}
    # The newest and all that are held by somebody who is behind, with what they say: one query.
    wanted = {release.pk for release in [releases[0], *filter(None, behind)]}
    known = dialogue.releases.in_bulk(wanted)
    content, refused = known[releases[0].pk].content, affected.refused_roles(dialogue)
    held = [release and known[release.pk] for release in behind]
    news = {
        release: affected.News(*both, refused)
        for release, both in published.differing(held, content, dialogue).items()
    }
    for release, group in behind.items():
        for standing in group:
            standing.has_missed = news[release].concerns(standing.person, standing.language)
    return news


def _find_letters(dialogue, behind, changed_at):
    """Letters before the last change that calendars may lack do not name it."""
    announcing = letter_kinds.names(lambda kind: kind.announces_a_change)
    rows = Invitation.mails.through.objects.filter(
        invitation__dialogue=dialogue,
        outgoingmail__kind__in=[*announcing, CALENDAR_BEHIND.name],
        outgoingmail__created_at__gte=changed_at,
    )
    newest = rows.values_list("invitation", "outgoingmail__kind").annotate(
        Max("outgoingmail__created_at")
    )
    written = {(invitation, kind): at for invitation, kind, at in newest}
    for standing in behind:
        moments = [written.get((standing.key, kind)) for kind in announcing]
        standing.told_at = max(filter(None, moments), default=None)
        standing.written_to_at = written.get((standing.key, CALENDAR_BEHIND.name))


def previews(
    dialogue: Dialogue, chosen: set[int], most: int | None = None
) -> list[tuple[Delegate, tuple[str, str, str]]]:
    """[(delegate, (subject, text, HTML))] as `write_to` would write, without the personal link: of
    all who are chosen, or of the first few."""
    return [
        (
            delegate,
            letters.preview_for_others(
                CALENDAR_BEHIND.name, delegate.invitation, **_context(delegate)
            ),
        )
        for delegate in _recipients(dialogue, chosen, most)
    ]


def _recipients(dialogue, chosen, most=None):
    """Those of the chosen who are to be written to, in protocol order."""
    health = of(dialogue)
    written_to = {one.key for one in health.to_be_written_to if one.key in chosen}
    in_order = coming(dialogue).values_list("pk", flat=True)
    keys = [key for key in in_order if key in written_to][:most]
    return health.delegates(coming(dialogue).with_people().filter(pk__in=keys))


@transaction.atomic
def write_to(dialogue: Dialogue, chosen: set[int]) -> int:
    """Write to those of the chosen invitations (primary keys) whose calendars are behind, each in
    their language; return how many. Two organisers at once write one letter to each."""
    dialogue = Dialogue.objects.lock(dialogue.pk)
    invitations.refuse_ended_links(dialogue)
    recipients = _recipients(dialogue, chosen)
    for delegate in recipients:
        letters.write(CALENDAR_BEHIND.name, delegate.invitation, **_context(delegate))
    return len(recipients)


def _context(delegate):
    """What the template may name beside letters.context_for."""
    return {
        "affected": delegate.missed,
        "lacks_move": delegate.standing.lacks_move,
        "changes": changed_facts.missed_since(delegate.invitation, delegate.standing.version_at)
        if delegate.standing.lacks_move
        else [],
        "reading": delegate.backward,
    }
