"""A delegate's own roles in the programme, as the personal page shows them."""

from dataclasses import dataclass

from agenda.models import Role, Session
from agenda.programme import roles
from agenda.releases import published
from participants.models import Invitation


@dataclass(frozen=True)
class OwnRole:
    """A role, and its session as it was released last, or as it is planned while it was not."""

    role: Role
    session: Session | published.Session
    is_released: bool

    @property
    def is_answered_for_them(self) -> bool:
        """Whether somebody else, such as their office, answered."""
        by = self.role.answered_by
        return bool(by) and by != self.role.person.name


def of(invitation: Invitation) -> list[OwnRole]:
    """The roles that the delegate was asked to take, in the order of the programme. One query where
    there are none, which is cheap, for most have none; else three."""
    if not (keys := list(roles.of(invitation).order_by().values_list("pk", flat=True))):
        return []
    rows = Role.objects.filter(pk__in=keys)
    rows = rows.select_related("session__dialogue", "session__room", "person")
    asked = rows.order_by("session__starts_at", "pk")
    _release, known = published.some(invitation.dialogue, {role.session_id for role in asked})
    return [
        OwnRole(role, known.get(role.session_id, role.session), role.session_id in known)
        for role in asked
    ]
