"""What has changed in the programme since a delegate last said that they had seen it. Opening the
page says nothing, for mail scanners open it too: `mark_seen` belongs to a button."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone

from agenda.background import papers
from agenda.models import BackgroundPaper, Release, Role, SeenRelease
from agenda.releases import published
from agenda.releases.diff import Change, compare
from agenda.releases.published import Programme, Session
from participants.models import Invitation


@dataclass
class UnseenChanges:
    """What differs between the release that was seen last and the newest; `seen` is None while
    nothing was. `releases` are those in between, the newest first; `newly_named` are the roles of
    others whose names may be shown by now and could not then. `papers` are those that can be read
    by now and could not when the delegate last said to have seen what there is."""

    newest: Release | None
    seen: Release | None
    changes: list[Change] = field(default_factory=list)
    releases: list[Release] = field(default_factory=list)
    newly_named: list[tuple[Session, list[Role]]] = field(default_factory=list)
    papers: list[BackgroundPaper] = field(default_factory=list)

    @property
    def is_due(self) -> bool:
        """Whether there is a release or a paper that was not seen."""
        return self.newest is not None and (self.newest != self.seen or bool(self.papers))


def since_seen(
    invitation: Invitation,
    look: Callable[[], tuple[Programme, Mapping[int, list[Role]]]] | None = None,
) -> UnseenChanges:
    """In the language and on the clock that are active. `look` is asked, if there is something to
    compare, for the newest programme and what speakers.among_delegates says of it; without it
    nobody is newly named. At most five queries; two where nothing has changed."""
    rows = Release.objects.filter(dialogue=invitation.dialogue_id).defer("content")
    number, seen_at, has_papers = _last(invitation) or (0, None, False)
    releases = list(rows.filter(number__gte=number).order_by("-number"))
    if not releases:
        return UnseenChanges(None, None)
    seen = releases.pop() if number else None
    newest = releases[0] if releases else seen
    unseen = UnseenChanges(newest, seen, releases=releases)
    if has_papers and seen_at:
        new = papers.new_since(invitation.dialogue_id, seen_at)
        unseen.papers = list(new.select_related("session"))
    if seen and seen_at and releases:
        programme, named = look() if look else (published.latest(invitation.dialogue), {})
        old = published.of(seen, invitation.dialogue)
        unseen.changes = compare(old, programme)
        unseen.newly_named = list(
            _newly_named(old, programme, named, seen_at, invitation.person_id)
        )
    return unseen


def _last(invitation):
    """(number of the release that was seen last, when, whether there are papers since then), or
    None. One query."""
    new = papers.new_since(OuterRef("release__dialogue"), OuterRef("seen_at"))
    rows = SeenRelease.objects.filter(invitation=invitation).annotate(has_papers=Exists(new))
    return rows.values_list("release__number", "seen_at", "has_papers").first()


def _newly_named(
    old: Programme,
    new: Programme,
    named: Mapping[int, list[Role]],
    seen_at: datetime,
    reader: int | None,
) -> Iterator[tuple[Session, list[Role]]]:
    """(session, roles) in the order of the programme. People in the release that was seen could be
    named there if they had confirmed by then."""
    before = {
        (session.id, role.person, role.kind) for session in old.sessions for role in session.roles
    }
    for session in new.sessions:
        roles = [
            role
            for role in named.get(session.id, [])
            if role.person_id != reader
            and (
                (session.id, role.person_id, role.kind) not in before
                or (role.answered_at is not None and role.answered_at > seen_at)
            )
        ]
        if roles and not session.is_cancelled:
            yield session, roles


def mark_seen(invitation: Invitation, number: int, at: datetime | None = None) -> None:
    """The delegate has seen the release of this number, and the papers that there were on the page
    of the moment `at` (aware; now if None). An older page takes nothing back."""
    release = invitation.dialogue.releases.filter(number=number).first()
    if release is None:
        return
    now = timezone.now()
    seen_at = max(min(at or now, now), release.released_at)
    seen = {"release": release, "seen_at": seen_at}
    row, made = SeenRelease.objects.get_or_create(invitation=invitation, defaults=seen)
    is_newer = row.release.number < number or (
        row.release.number == number and row.seen_at < seen_at
    )
    if not made and is_newer:
        SeenRelease.objects.filter(pk=row.pk).update(**seen)
