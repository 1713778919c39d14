"""A delegate's own parts in the programme, as the personal page shows them."""

from dataclasses import dataclass

from agenda.models import Role, Session
from agenda.programme import roles
from agenda.releases import published


@dataclass(frozen=True)
class Part:
    """A role, and its session as it was released last, or as it is planned while it was not."""

    role: Role
    session: Session | published.Session
    is_released: bool

    @property
    def is_answered_for_them(self):
        by = self.role.answered_by
        return bool(by) and by != self.role.person.name


def of(invitation) -> list[Part]:
    """Those that the delegate was asked to take, in the order of the programme. One query where
    there are none, which is cheap, for most have none; else three."""
    if not (keys := list(roles.of(invitation).order_by().values_list("pk", flat=True))):
        return []
    rows = Role.objects.filter(pk__in=keys)
    rows = rows.select_related("session__dialogue", "session__room", "person")
    asked = rows.order_by("session__starts_at", "pk")
    known = {one.id: one for one in published.latest(invitation.dialogue).sessions}
    return [
        Part(role, known.get(role.session_id, role.session), role.session_id in known)
        for role in asked
    ]
