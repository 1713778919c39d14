"""Where the invitations of one dialogue stand, counted by the database in one go: the front page,
its pictures and the status report read the same numbers."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, When
from django.utils import timezone

from dialogue.models import Dialogue
from participants.letters import calendar_invitations
from participants.models import Category
from participants.states import RESERVES_A_SEAT, Status
from participants.workflow.seats import Seats, takes_and_reserves

ANSWERED = [
    *[Status.ACCEPTED, Status.TENTATIVE, Status.DECLINED, Status.NOMINATED],
    *[Status.SUBSTITUTE_PROPOSED, Status.ATTENDED, Status.NO_SHOW],
]


@dataclass(frozen=True)
class Tally:
    """Seats that are taken, those that offers reserve, and the target where there is one."""

    label: Any
    taken: int
    reserved: int
    target: int | None = None

    @property
    def held(self) -> int:
        """Taken and reserved ones together."""
        return self.taken + self.reserved

    @property
    def free(self) -> int:
        """How many are left to the target."""
        return max(0, (self.target or 0) - self.held)

    @property
    def excess(self) -> int:
        """How many there are beyond the target."""
        return max(0, self.held - self.target) if self.target is not None else 0


@dataclass(frozen=True)
class Outstanding:
    """Offers of one deadline that wait: for an answer, a nomination, or a definite answer
    (`status` is a Status)."""

    reply_by_at: datetime
    status: str
    is_institution: bool
    number: int


@dataclass(frozen=True)
class Numbers:
    """Everything that the front page knows of invitations. `statuses`: {status: number}, of all
    that were ever drafted; `sent`: that went out and stand; `lapsed`: offers whose deadline has
    passed; `not_told`: those that do not know of the newest facts; `countries`: {code: Tally};
    `country_target`: the seats that are meant for each member of ASEAN."""

    seats: Seats
    statuses: Counter[str]
    sent: int
    lapsed: int
    not_told: int
    categories: list[Tally]
    countries: dict[str, Tally]
    country_target: int | None
    outstanding: list[Outstanding]

    @property
    def prepared(self) -> int:
        """Invitations that stand, whether they went out or not."""
        return sum(self.statuses.values()) - self.over

    @property
    def over(self) -> int:
        """Those that were withdrawn or passed on."""
        return self.statuses[Status.REPLACED] + self.statuses[Status.WITHDRAWN]

    @property
    def answered(self) -> int:
        """Those that were answered, in whatever way."""
        return sum(self.statuses[status] for status in ANSWERED)


def of(dialogue: Dialogue) -> Numbers:
    """The numbers of this dialogue now. Two queries, at any size."""
    groups = list(_groups(dialogue))
    limit = dialogue.offer_limit or dialogue.capacity
    statuses: Counter[str] = Counter()
    for group in groups:
        statuses[group["status"]] += group["number"]
    by_country, by_category = defaultdict(list), defaultdict(list)
    for group in groups:
        by_country[group["country"] or ""].append(group)
        by_category[group["category"]].append(group)
    return Numbers(
        seats=Seats(dialogue.capacity, _sum(groups, "taken"), _sum(groups, "reserved"), limit),
        statuses=statuses,
        sent=_sum(groups, "sent"),
        lapsed=_sum(groups, "lapsed"),
        not_told=_sum(groups, "not_told"),
        categories=[
            _tally(by_category[category.pk], category.name, category.target)
            for category in Category.objects.filter(dialogue=dialogue)
        ],
        countries={code: _tally(found, code) for code, found in by_country.items()},
        country_target=dialogue.country_target,
        outstanding=[
            Outstanding(
                group["reply_by"], group["status"], group["is_institution"], group["number"]
            )
            for group in groups
            if group["reply_by"]
        ],
    )


def _groups(dialogue):
    taken, reserved = takes_and_reserves()
    offer = Q(status__in=RESERVES_A_SEAT)
    of_person = When(person__isnull=False, then=F("person__listed_country"))
    rows = dialogue.invitations.order_by().values(
        "category",
        "status",
        country=Case(
            of_person, default=F("delegation__organisation__country"), output_field=CharField()
        ),
        is_institution=Q(person=None),
        reply_by=Case(When(offer, then=F("reply_by_at"))),
    )
    over = Q(status__in=[Status.REPLACED, Status.WITHDRAWN])
    return rows.annotate(
        number=Count("pk"),
        taken=Count("pk", filter=taken),
        reserved=Count("pk", filter=reserved),
        sent=Count("pk", filter=Q(invited_at__isnull=False) & ~over),
        lapsed=Count("pk", filter=offer & Q(reply_by_at__lte=timezone.now())),
        not_told=Count("pk", filter=calendar_invitations.IS_OUT_OF_DATE),
    )


def _tally(groups, label, target=None):
    return Tally(label, _sum(groups, "taken"), _sum(groups, "reserved"), target)


def _sum(groups, name):
    return sum(group[name] for group in groups)
