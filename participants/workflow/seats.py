"""Seats: how many there are, how many are taken or reserved, and whether there is one left."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, Q
from django.utils import timezone

from dialogue.models import Dialogue
from participants.models import Category, Invitation
from participants.states import RESERVES_A_SEAT, TAKES_A_SEAT


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

    def after_offering(self, number: int) -> "Seats":
        """The seats as they would be with so many more offers out, or as many as may go out."""
        return replace(self, reserved=self.reserved + min(number, self.may_be_offered))


def count(dialogue: Dialogue, *, without: Invitation | None = None) -> Seats:
    """The seats of a dialogue now, leaving one invitation out if asked to. One query."""
    invitations = dialogue.invitations.all()
    if without is not None:
        invitations = invitations.exclude(pk=without.pk)
    taken, reserved = _takes_and_reserves()
    numbers = invitations.aggregate(
        taken=Count("pk", filter=taken), reserved=Count("pk", filter=reserved)
    )
    limit = dialogue.offer_limit or dialogue.capacity
    return Seats(capacity=dialogue.capacity, offer_limit=limit, **numbers)


@dataclass(frozen=True)
class CategorySeats:
    """The seats of one category that are taken, and those reserved by offers that are out."""

    category: Category
    taken: int
    reserved: int


@dataclass(frozen=True)
class Standing:
    """Where the invitations of one dialogue stand: its seats, those of each category, how many
    invitations are in which state, and how many are `matching` what was asked for."""

    seats: Seats
    categories: list[CategorySeats]
    statuses: dict[str, int]
    matching: int


def standings(dialogues: Sequence[Dialogue], condition: Q) -> dict[int, Standing]:
    """{dialogue: where its invitations stand}; `matching` are those that fulfil `condition`. Two
    queries, however many dialogues there are."""
    taken, reserved = _takes_and_reserves()
    invitations = Invitation.objects.filter(dialogue__in=dialogues).order_by()
    rows = invitations.values("dialogue", "category", "status").annotate(
        number=Count("pk"),
        taken=Count("pk", filter=taken),
        reserved=Count("pk", filter=reserved),
        matching=Count("pk", filter=condition),
    )
    by_dialogue, by_category = defaultdict(list), defaultdict(list)
    for group in rows:
        by_dialogue[group["dialogue"]].append(group)
        by_category[group["category"]].append(group)
    categories = defaultdict(list)
    for category in Category.objects.filter(dialogue__in=dialogues):
        groups = by_category[category.pk]
        own = CategorySeats(category, _sum(groups, "taken"), _sum(groups, "reserved"))
        categories[category.dialogue_id].append(own)
    return {
        dialogue.pk: _standing(dialogue, by_dialogue[dialogue.pk], categories[dialogue.pk])
        for dialogue in dialogues
    }


def _standing(dialogue, groups, categories):
    limit, statuses = dialogue.offer_limit or dialogue.capacity, defaultdict(int)
    for group in groups:
        statuses[group["status"]] += group["number"]
    taken, reserved = _sum(groups, "taken"), _sum(groups, "reserved")
    seats = Seats(dialogue.capacity, taken, reserved, limit)
    return Standing(seats, categories, dict(statuses), _sum(groups, "matching"))


def _sum(groups, name):
    return sum(group[name] for group in groups)


def has_room_for(invitation: Invitation, dialogue: Dialogue) -> bool:
    """Whether this invitee may have a seat. Call it with the dialogue locked.

    Whoever accepted keeps the seat. An offer that is out has its own, so only people who
    accepted stand before it; somebody who comes back after declining, or too late, stands behind
    the offers too.
    """
    if invitation.takes_a_seat:
        return True
    others = count(dialogue, without=invitation)
    if invitation.reserves_a_seat:
        return others.taken < others.capacity
    return others.free > 0


def _takes_and_reserves():
    """The conditions "takes a seat" and "reserves a seat now"."""
    reserves = Q(status__in=RESERVES_A_SEAT, reply_by_at__gt=timezone.now())
    return Q(status__in=TAKES_A_SEAT), reserves
