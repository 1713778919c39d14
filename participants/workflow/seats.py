"""Seats: how many there are, how many are taken or reserved, and whether there is one left."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.db.models import Count, Q
from django.utils import timezone

from dialogue.models import Dialogue
from participants.models import Category, Invitation
from participants.states import RESERVES_A_SEAT, TAKES_A_SEAT, Status


@dataclass(frozen=True)
class Seats:
    """Numbers of seats: in all, taken by people who accepted, reserved by offers that are out, and
    the most that may be taken and offered at once."""

    capacity: int
    taken: int
    reserved: int
    offer_limit: int

    @property
    def free(self) -> int:
        return max(0, self.capacity - self.taken - self.reserved)

    @property
    def may_be_offered(self) -> int:
        """How many more offers may go out."""
        return max(0, self.offer_limit - self.taken - self.reserved)

    @property
    def may_be_refilled(self) -> int:
        """How many seats that nobody took may be offered; fewer than offers may go out, where more
        of them may than there are seats."""
        return max(0, min(self.may_be_offered, self.capacity - self.taken))

    @property
    def at_risk(self) -> int:
        """How many would find no seat if everybody to whom an offer is out accepted."""
        return max(0, self.taken + self.reserved - self.capacity)

    @property
    def beyond(self) -> int:
        """How many accepted beyond the seats, since there are fewer than there were."""
        return max(0, self.taken - self.capacity)

    def after_offering(self, number: int) -> "Seats":
        """The seats as they would be with so many more offers out, or as many as may go out."""
        return replace(self, reserved=self.reserved + min(number, self.may_be_offered))


def count(dialogue: Dialogue, *, without: Invitation | None = None) -> Seats:
    """The seats of a dialogue now, leaving one invitation out if asked to. One query."""
    invitations = dialogue.invitations.all()
    if without is not None:
        invitations = invitations.exclude(pk=without.pk)
    taken, reserved = takes_and_reserves()
    numbers = invitations.aggregate(
        taken=Count("pk", filter=taken), reserved=Count("pk", filter=reserved)
    )
    limit = dialogue.offer_limit or dialogue.capacity
    return Seats(capacity=dialogue.capacity, offer_limit=limit, **numbers)


def has_room_for(invitation: Invitation, dialogue: Dialogue) -> bool:
    """Whether this invitee may have a seat. Call it with the dialogue locked.

    Whoever accepted keeps the seat. An offer that is out has its own, so only people who
    accepted stand before it; somebody who comes back after declining, or too late, stands behind
    the offers too.
    """
    if invitation.takes_a_seat:
        return True
    if invitation.reserves_a_seat:
        others = dialogue.invitations.exclude(pk=invitation.pk)
        return others.filter(status__in=TAKES_A_SEAT).count() < dialogue.capacity
    return count(dialogue, without=invitation).free > 0


def over_targets(chosen: Collection[Invitation], leads_to: str) -> list[tuple[Category, int]]:
    """[(category, its people)] of the categories of these invitations that would have more people
    than their target, once a step has led the chosen to a state: those who hold a seat or are
    offered one, and those cleared with them. A target of 0 is none. One query."""
    categories = {row.category_id: row.category for row in chosen if row.category.target}
    if not categories:
        return []
    taken, reserved = takes_and_reserves()
    counted = taken | reserved | Q(pk__in=[row.pk for row in chosen])
    if leads_to == Status.CLEARED:
        counted |= Q(status=Status.CLEARED)
    rows = Invitation.objects.filter(counted, category__in=categories).order_by()
    numbers = dict(rows.values_list("category").annotate(Count("pk")))
    found = [(category, numbers.get(key, 0)) for key, category in categories.items()]
    found.sort(key=lambda pair: (pair[0].dialogue_id, pair[0].position, pair[0].pk))
    return [(category, number) for category, number in found if number > category.target]


def takes_and_reserves() -> tuple[Q, Q]:
    """The conditions "takes a seat" and "reserves a seat now"."""
    reserves = Q(status__in=RESERVES_A_SEAT, reply_by_at__gt=timezone.now())
    return Q(status__in=TAKES_A_SEAT), reserves
