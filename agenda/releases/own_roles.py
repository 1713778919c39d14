"""A delegate's own roles in the programme, as the personal page shows them."""

from dataclasses import dataclass, field

from django.core.cache import caches

from agenda.background import papers
from agenda.models import BackgroundPaper, Role, Session
from agenda.programme import roles
from agenda.releases import published
from dialogue.models import Dialogue
from participants.models import Invitation

KEPT_FOR = 24 * 60 * 60  # seconds; after a change, another key holds


@dataclass(frozen=True)
class OwnRole:
    """A role, and its session as it was released last, or as it is planned while it was not."""

    role: Role
    session: Session | published.Session
    is_released: bool
    papers: list[BackgroundPaper] = field(default_factory=list)

    @property
    def is_answered_for_them(self) -> bool:
        """Whether somebody else, such as their office, answered."""
        by = self.role.answered_by
        return bool(by) and by != self.role.person.name


def shown_to(invitation: Invitation) -> list[OwnRole]:
    """As `of`, read once for all places of a page that show it: it is kept on this very row, which
    lives as long as the request. Not for what acts on a role."""
    if "_own_roles" not in invitation.__dict__:
        invitation.__dict__["_own_roles"] = of(invitation)
    return invitation.__dict__["_own_roles"]


def of(invitation: Invitation) -> list[OwnRole]:
    """The roles that the delegate was asked to take, in the order of the programme. No query where
    there are none, as for most, and nothing was changed since somebody looked; else three."""
    if invitation.person_id not in _asked(invitation.dialogue):
        return []
    rows = roles.of(invitation).select_related("session__dialogue", "session__room", "person")
    asked = rows.order_by("session__starts_at", "pk")
    _release, known = published.some(invitation.dialogue, {role.session_id for role in asked})
    told = {role.session_id for role in asked if role.is_told}
    to_read = papers.of_sessions(told)
    return [
        OwnRole(
            role,
            known.get(role.session_id, role.session),
            role.session_id in known,
            to_read.get(role.session_id, []),
        )
        for role in asked
    ]


def _asked(dialogue: Dialogue) -> frozenset[int]:
    """The keys of all who were asked to take a role, as of this version of the dialogue: asking
    makes another one (see roles.ask)."""

    def read_all():
        rows = Role.objects.filter(session__dialogue=dialogue).exclude(state=Role.State.PLANNED)
        return frozenset(rows.order_by().values_list("person", flat=True))

    key = f"asked:{dialogue.pk}:{dialogue.calendar_changed_at.isoformat()}"
    return caches["template_fragments"].get_or_set(key, read_all, KEPT_FOR) or frozenset()
