"""What has changed in the programme since a delegate last said to have seen it. Looking says
nothing, for mail scanners look too: `mark_seen` belongs to a button."""

from dataclasses import dataclass, field

from django.utils import timezone

from agenda.models import Release, Role, SeenRelease
from agenda.releases import published
from agenda.releases.diff import Change, compare
from agenda.releases.published import Programme, Session
from participants.models import Invitation


@dataclass
class News:
    """What differs between the release that was seen last and the newest; `seen` is None while
    nothing was. `releases` are those in between, the newest first; `parts` are the others who may
    be named by now and were not then."""

    newest: Release | None
    seen: Release | None
    changes: list[Change] = field(default_factory=list)
    releases: list[Release] = field(default_factory=list)
    parts: list[tuple[Session, list[Role]]] = field(default_factory=list)

    @property
    def is_due(self):
        """Whether there is a release that was not seen."""
        return self.newest is not None and self.newest != self.seen


def since_seen(
    invitation: Invitation, programme: Programme | None = None, named: dict | None = None
) -> News:
    """In the language and on the clock that are active. `programme` is the newest and `named` what
    speakers.among_delegates says of it, if they are loaded already; without that no parts are told.
    At most four queries; two where there is nothing new."""
    rows = Release.objects.filter(dialogue=invitation.dialogue_id).defer("content")
    last = SeenRelease.objects.filter(invitation=invitation)
    number, seen_at = last.values_list("release__number", "seen_at").first() or (0, None)
    unseen = list(rows.filter(number__gte=number).order_by("-number"))
    if not unseen:
        return News(None, None)
    seen = unseen.pop() if number else None
    newest = unseen[0] if unseen else seen
    news = News(newest, seen, releases=unseen)
    if seen and unseen:
        programme = programme or published.latest(invitation.dialogue)
        old = published.of(seen, invitation.dialogue)
        news.changes = compare(old, programme)
        news.parts = list(_parts(old, programme, named or {}, seen_at, invitation.person_id))
    return news


def _parts(old, new, named, seen_at, reader):
    """(session, roles) in the order of the programme. Who was in the release that was seen could be
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
                (session.id, role.person_id, role.kind) not in before or role.answered_at > seen_at
            )
        ]
        if roles and not session.is_cancelled:
            yield session, roles


def mark_seen(invitation: Invitation, number: int):
    """The delegate has seen the release of this number; an older page takes nothing back."""
    release = invitation.dialogue.releases.filter(number=number).first()
    if release is None:
        return
    seen = {"release": release, "seen_at": timezone.now()}
    row, made = SeenRelease.objects.get_or_create(invitation=invitation, defaults=seen)
    if not made and row.release.number < number:
        SeenRelease.objects.filter(pk=row.pk).update(**seen)
