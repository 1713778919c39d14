"""What has changed in the programme since a delegate last said to have seen it. Looking says
nothing, for mail scanners look too: `mark_seen` belongs to a button."""

from dataclasses import dataclass, field

from django.utils import timezone

from agenda import released
from agenda.differences import Change, compare
from agenda.models import Release, SeenRelease
from agenda.released import Programme
from participants.models import Invitation


@dataclass
class News:
    """What differs between the release that was seen last and the newest; `seen` is None while
    nothing was. `releases` are those in between, the newest first."""

    newest: Release | None
    seen: Release | None
    changes: list[Change] = field(default_factory=list)
    releases: list[Release] = field(default_factory=list)

    @property
    def is_due(self):
        """Whether there is a release that was not seen."""
        return self.newest is not None and self.newest != self.seen


def since_seen(invitation: Invitation, programme: Programme | None = None) -> News:
    """In the language and on the clock that are active. `programme` is the newest, if it is loaded
    already. At most four queries; two where there is nothing new."""
    rows = Release.objects.filter(dialogue=invitation.dialogue_id).defer("content")
    last = SeenRelease.objects.filter(invitation=invitation).values_list("release__number")
    number = last.first()
    unseen = list(rows.filter(number__gte=number[0] if number else 0).order_by("-number"))
    if not unseen:
        return News(None, None)
    seen = unseen.pop() if number else None
    newest = unseen[0] if unseen else seen
    news = News(newest, seen, releases=unseen)
    if seen and unseen:
        programme = programme or released.latest(invitation.dialogue)
        old = released.of(seen, invitation.dialogue)
        news.changes = compare(old, programme)
    return news


def mark_seen(invitation: Invitation, number: int):
    """The delegate has seen the release of this number; an older page takes nothing back."""
    release = invitation.dialogue.releases.filter(number=number).first()
    if release is None:
        return
    seen = {"release": release, "seen_at": timezone.now()}
    row, made = SeenRelease.objects.get_or_create(invitation=invitation, defaults=seen)
    if not made and row.release.number < number:
        SeenRelease.objects.filter(pk=row.pk).update(**seen)
