"""The reserve list as it is read: the people in their order, and everybody's place."""

from collections import defaultdict
from typing import NamedTuple

from django.db.models import Case, CharField, When

from dialogue.models import Dialogue
from participants.models.invitation_queryset import InvitationQuerySet
from participants.states import Status


class Place(NamedTuple):
    """Somebody's place on the reserve list, in few columns, for there may be thousands; `rank`
    counts from 1 in the category."""

    invitation: int
    category: int
    country: str
    rank: int


def waiting(dialogue: Dialogue) -> InvitationQuerySet:
    """The whole reserve list: by category, then rank."""
    on_list = dialogue.invitations.with_people().filter(status=Status.RESERVE)
    return on_list.order_by("category__position", "category_id", "reserve_rank", "pk")


def places(dialogue: Dialogue) -> list[Place]:
    """The whole reserve list in the same order. One query."""
    country = Case(
        When(person__isnull=False, then="person__listed_country"),
        default="delegation__organisation__country",
        output_field=CharField(),
    )
    rows = waiting(dialogue).select_related(None).values_list("pk", "category_id", country)
    ranks: defaultdict[int, int] = defaultdict(int)
    found = []
    for key, category, code in rows:
        ranks[category] += 1
        found.append(Place(key, category, code or "", ranks[category]))
    return found
