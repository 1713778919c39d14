"""The balance board: who is invited, accepted and may still come, by category, country and gender,
as the seats are or would be after a change. Three queries at any size: the database counts.

Gender is shown by the rule of five. In a column, a group of one to four people is never shown: it
is counted together with other groups. If what is counted together would itself be one to four
people, which anybody could work out by subtraction from the total, the smallest group that would
have been shown joins it, until five or more are counted together or nothing is left to show apart
(secondary suppression). A group with nobody in it hides nobody. Each column of the board is folded
for itself; columns that are there to be compared are folded alike. The rule guards against
subtraction from a total, not against somebody who knows who accepted from one day to the next.
"""

from collections import Counter
from dataclasses import dataclass, replace

from django.db.models import Case, CharField, Count, F, Q, When
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from dialogue.models import Dialogue
from participants.models import Category, Invitation, Person
from participants.names.precedence import ASEAN_MEMBERS, country_order
from participants.states import RESERVES_A_SEAT, TAKES_A_SEAT, Status
from participants.workflow import seats

SMALLEST_SHOWN = 5
NOT_STATED = ""
GENDERS = {**dict(Person.Gender.choices), NOT_STATED: _("not stated")}
Label = str | Promise
COLUMNS = ["invited", "accepted", "projected", "waiting"]


@dataclass(frozen=True)
class Row:
    """Invitations that the board counts alike; `category` is a primary key, `country` a code,
    `number` how many they are, which is negative for one that is taken away."""

    category: int
    country: str
    gender: str
    invited: bool = True
    accepted: bool = False
    projected: bool = False
    waiting: bool = False
    number: int = 1


@dataclass(frozen=True)
class Line:
    """Numbers of people; None for what the rule of five does not show.

    `projected` are those who accepted and the offers that reserve a seat now, `waiting` those on
    the reserve list.
    """

    key: int | str | None
    label: Label
    invited: int | None
    accepted: int | None
    projected: int | None
    waiting: int | None
    target: int | None = None


@dataclass(frozen=True)
class Bar:
    """A line as a bar: lengths in whole per cent of the longest of its chart. `accepted` is None
    where it is not told from the rest of `projected`."""

    accepted: int | None
    projected: int
    target: int | None

    @property
    def reserved(self) -> int:
        return self.projected - (self.accepted or 0)


@dataclass(frozen=True)
class Board:
    """Everything that the page shows."""

    seats: seats.Seats
    categories: list[Line]
    countries: list[Line]
    genders: list[Line]
    total: Line


@dataclass(frozen=True)
class Outlook:
    """What would become of the categories and countries that a change affects, as (now, then)
    lines, and of the genders, as [(name, number then)] by the rule of five."""

    categories: list[tuple[Line, Line]]
    countries: list[tuple[Line, Line]]
    genders: list[tuple[Label, int]]


def board(dialogue: Dialogue) -> Board:
    """The balance of a dialogue now. Three queries."""
    rows, categories = read(dialogue)
    by_category = count_categories(rows, categories)
    target = sum(category.target for category in categories)
    return Board(
        seats=seats.count(dialogue),
        categories=by_category,
        countries=count_countries(rows, dialogue.country_target),
        genders=count_genders(rows),
        total=_line(None, _("Total"), rows, target=target),
    )


def read(dialogue: Dialogue) -> tuple[list[Row], list[Category]]:
    """What the numbers are made of. Two queries."""
    takes = Q(status__in=TAKES_A_SEAT)
    reserves = Q(status__in=RESERVES_A_SEAT) & ~Q(reply_by_at__lte=timezone.now())
    of_person = When(person__isnull=False, then=F("person__listed_country"))
    of_institution = F("delegation__organisation__country")
    groups = (
        dialogue.invitations.active()
        .order_by()
        .values(
            "category",
            country=Case(of_person, default=of_institution, output_field=CharField()),
            gender=F("person__gender"),
            invited=Q(invited_at__isnull=False),
            accepted=takes,
            projected=takes | reserves,
            waiting=Q(status=Status.RESERVE),
        )
        .annotate(number=Count("pk"))
    )
    for group in groups:
        group |= {"country": group["country"] or "", "gender": group["gender"] or NOT_STATED}
    return [Row(**group) for group in groups], list(dialogue.categories.all())


def row_of(invitation: Invitation) -> Row:
    """One invitation, as `read` counts it among others. No query, if its people are loaded."""
    return Row(
        category=invitation.category_id,
        country=invitation.country.code or "",
        gender=invitation.person.gender if invitation.person else NOT_STATED,
        invited=invitation.invited_at is not None,
        accepted=invitation.takes_a_seat,
        projected=invitation.takes_a_seat or invitation.reserves_a_seat,
        waiting=invitation.status == Status.RESERVE,
    )


def after(
    rows: list[Row], *, leaves: Invitation | None = None, comes: Invitation | None = None
) -> list[Row]:
    """The rows as they would be if one invitation gave up its seat and another, from the reserve
    list, accepted one."""
    then = list(rows)
    if leaves:
        row = row_of(leaves)
        then += [replace(row, number=-1), replace(row, accepted=False, projected=False)]
    if comes:
        row = row_of(comes)
        seated = replace(row, invited=True, accepted=True, projected=True, waiting=False)
        then += [replace(row, number=-1), seated]
    return then


def outlooks(
    rows: list[Row], categories: list[Category], changes: list[tuple[Invitation, Invitation]]
) -> list[Outlook]:
    """The balance after each change (the invitation that leaves, the one that comes). `rows` and
    `categories` are from `read`. Genders are folded alike for all of them, for they are shown side
    by side.
    """
    thens = [after(rows, leaves=leaver, comes=comer) for leaver, comer in changes]
    counts = [gender_counts(then) for then in thens]
    folded = group_small_counts(gender_counts(rows), *counts)
    balances = []
    for (leaver, comer), then, genders in zip(changes, thens, counts, strict=True):
        by_category = zip(
            count_categories(rows, categories), count_categories(then, categories), strict=True
        )
        goal = comer.dialogue.country_target
        by_country = zip(count_countries(rows, goal), count_countries(then, goal), strict=True)
        affected = {leaver.category_id, comer.category_id}
        codes = {leaver.country.code or "", comer.country.code or ""}
        balances.append(
            Outlook(
                [pair for pair in by_category if pair[0].key in affected],
                [pair for pair in by_country if pair[0].key in codes],
                shown_genders(genders, folded),
            )
        )
    return balances


def count_categories(rows: list[Row], categories: list[Category]) -> list[Line]:
    """Numbers of people against the target of each category, in the order of `categories`."""
    return [
        _line(
            category.pk,
            category.name,
            [row for row in rows if row.category == category.pk],
            target=category.target,
        )
        for category in categories
    ]


def count_countries(rows: list[Row], target: int | None = None) -> list[Line]:
    """In protocol order: the members of ASEAN always, with the target of each, for it matters who
    is missing, then others that occur."""
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row.country, []).append(row)
    named = [code for code in country_order() if code in grouped or code in ASEAN_MEMBERS]
    codes = named + [code for code in grouped if code not in named]
    goals = dict.fromkeys(ASEAN_MEMBERS, target)
    lines = ((code, country_name(code), grouped.get(code, [])) for code in codes)
    return [_line(*line, target=goals.get(line[0])) for line in lines]


def country_name(code: str) -> Label:
    """The name of the country with an ISO 3166-1 alpha-2 code, in the active language; words for
    "not given" where the code is "" or unknown."""
    return countries.name(code) or _("country not given")


def count_genders(rows: list[Row]) -> list[Line]:
    """By the rule of five. Groups that no column shows are left out, so that a small one cannot be
    told from one that is not there."""
    counted = {name: gender_counts(rows, name) for name in COLUMNS}
    folded = {name: group_small_counts(counts) for name, counts in counted.items()}
    lines = [
        Line(
            key,
            label,
            **{name: None if key in folded[name] else counted[name][key] for name in COLUMNS},
        )
        for key, label in GENDERS.items()
    ]
    shown = [line for line in lines if any(getattr(line, name) for name in COLUMNS)]
    together = {name: sum(counted[name][key] for key in folded[name]) or None for name in COLUMNS}
    if any(together.values()):
        shown.append(Line("together", _("counted together"), **together))
    return shown


def gender_counts(rows: list[Row], column: str = "projected") -> Counter[str]:
    """{gender: number} of the rows that count in a column of COLUMNS."""
    counts: Counter[str] = Counter()
    for row in rows:
        if getattr(row, column):
            counts[row.gender] += row.number
    return counts


def shown_genders(counts: Counter[str], folded: set[str]) -> list[tuple[Label, int]]:
    """[(name, number)] of one column, where `folded` says what is counted together."""
    shown = [(label, counts[key]) for key, label in GENDERS.items() if key not in folded]
    together = sum(counts[key] for key in folded)
    return [(label, n) for label, n in [*shown, (_("counted together"), together)] if n]


def group_small_counts(*columns: Counter[str]) -> set[str]:
    """The genders that are to be counted together in all these columns; see the top."""
    folded = {key for key in GENDERS if any(0 < counts[key] < SMALLEST_SHOWN for counts in columns)}
    rest = [key for key in GENDERS if key not in folded and any(counts[key] for counts in columns)]
    rest.sort(key=lambda key: sum(counts[key] for counts in columns))
    while rest and any(
        0 < sum(counts[key] for key in folded) < SMALLEST_SHOWN for counts in columns
    ):
        folded.add(rest.pop(0))
    return folded


def charted(lines: list[Line], *, told_apart: bool = True) -> list[tuple[Line, Bar | None]]:
    """Each line with its bar; None where the rule of five hides the number. Those who accepted are
    told from the rest unless each column is folded for itself, for then they may be other groups.
    """
    numbers = [number for line in lines for number in (line.projected, line.target) if number]
    longest = max(numbers, default=1)

    def percent(number):
        return None if number is None else round(100 * number / longest)

    def bar(line):
        if line.projected is None:
            return None
        accepted = percent(line.accepted) if told_apart else None
        return Bar(accepted, percent(line.projected), percent(line.target))

    return [(line, bar(line)) for line in lines]


def _line(key, label, rows, **fields):
    numbers = {name: sum(row.number for row in rows if getattr(row, name)) for name in COLUMNS}
    return Line(key, label, **numbers, **fields)
