"""The pictures of the front page as shapes: where each bar and each seat lies on its canvas. The
templates draw them as SVG, and a table behind each says the same in numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from participants.desk.numbers import Numbers, Tally
from participants.names.precedence import ASEAN_MEMBERS, country_order
from participants.seating.balance import country_name
from participants.states import Status

WIDTH = 400  # of each canvas, in its own units
BAR_LEFT, BAR_STEP = 46, 52
SEAT, SEATS_A_ROW, CATEGORY_HEAD = 24, 16, 26
COUNTRY_LEFT, COUNTRY_STEP, COUNTRY_SEAT = 170, 24, 18
COUNTRIES_SHOWN = 16  # on the canvas; the table has all


@dataclass(frozen=True)
class Bar:
    """One step of the funnel."""

    label: str
    note: str
    number: int
    y: int
    width: int
    opacity: str


@dataclass(frozen=True)
class Seat:
    """A seat on the canvas: "taken", "reserved", "free", or "excess"."""

    x: int
    y: int
    kind: str


@dataclass(frozen=True)
class Row:
    """The seats of one category or country, and the line on which its name is written."""

    tally: Tally
    y: int
    seats: list[Seat]
    more: int = 0  # seats that had no room on the line
    more_x: int = 0


def of(numbers: Numbers) -> list[tuple[str, dict[str, Any]]]:
    """[(template, its context)]; none while nobody is on the list and no category has a target."""
    if not (numbers.prepared or numbers.categories):
        return []
    categories, height = categories_drawn(numbers.categories)
    countries, country_height = countries_drawn(numbers)
    tallies = countries_in_order(numbers)
    folder = "admin/participants/desk"
    return [
        (f"{folder}/_funnel.html", {"bars": funnel(numbers), "numbers": numbers}),
        (f"{folder}/_categories.html", {"rows": categories, "height": height}),
        (
            f"{folder}/_countries.html",
            {
                "rows": countries,
                "height": country_height,
                "tallies": tallies,
                "more": len(tallies) - len(countries),
                "has_target": numbers.country_target is not None,
            },
        ),
    ]


def funnel(numbers: Numbers) -> list[Bar]:
    """From those who were thought of to those who come."""
    status, seats = numbers.statuses, numbers.seats
    waits = status[Status.INVITED]
    steps = [
        (
            _("Prepared"),
            _("%(drafts)s drafts, %(cleared)s cleared")
            % {"drafts": status[Status.DRAFT], "cleared": status[Status.CLEARED]},
            numbers.prepared,
        ),
        (_("Invited"), _("%(n)s not answered yet") % {"n": waits}, numbers.sent),
        (
            _("Answered"),
            _("%(tentative)s tentative, %(declined)s declined")
            % {"tentative": status[Status.TENTATIVE], "declined": status[Status.DECLINED]},
            numbers.answered,
        ),
        (_("Accepted"), _("of %(n)s seats") % {"n": seats.capacity}, seats.taken),
    ]
    longest = max([number for _label, _note, number in steps] + [1])
    room = WIDTH - BAR_LEFT - 4
    return [
        Bar(label, note, number, place * BAR_STEP, round(room * number / longest), opacity)
        for place, ((label, note, number), opacity) in enumerate(
            zip(steps, ["0.3", "0.5", "0.75", "1"], strict=True)
        )
    ]


def categories_drawn(tallies: Sequence[Tally]) -> tuple[list[Row], int]:
    """Each category with as many seats as its target has, or more; and the height of it all."""
    rows, y = [], 16
    for tally in tallies:
        kinds = _kinds(tally)
        seats = [
            Seat(12 + SEAT * (n % SEATS_A_ROW), y + 20 + SEAT * (n // SEATS_A_ROW), kind)
            for n, kind in enumerate(kinds[: SEATS_A_ROW * 4])
        ]
        rows.append(Row(tally, y, seats, len(kinds[SEATS_A_ROW * 4 :])))
        lines = max(1, -(-min(len(kinds), SEATS_A_ROW * 4) // SEATS_A_ROW))
        y += 20 + SEAT * lines + CATEGORY_HEAD - 10
    return rows, max(y - 8, 24)


def _kinds(tally):
    """Of each seat of a category or country what it is, in the order in which they are drawn."""
    target = tally.target or 0
    held = ["taken"] * tally.taken + ["reserved"] * tally.reserved
    beyond = ["excess"] * max(0, len(held) - target) if tally.target is not None else []
    return held[: len(held) - len(beyond)] + beyond + ["free"] * tally.free


def countries_in_order(numbers: Numbers) -> list[Tally]:
    """In protocol order: the members of ASEAN always, for it matters who is missing, then others
    of whom somebody comes or may come."""
    held = {code for code, tally in numbers.countries.items() if tally.held}
    codes = [code for code in country_order() if code in ASEAN_MEMBERS or code in held]
    codes += sorted(held - set(codes))
    none = Tally("", 0, 0)
    targets = dict.fromkeys(ASEAN_MEMBERS, numbers.country_target)
    return [
        Tally(country_name(code), tally.taken, tally.reserved, targets.get(code))
        for code in codes
        for tally in [numbers.countries.get(code, none)]
    ]


def countries_drawn(numbers: Numbers) -> tuple[list[Row], int]:
    """The first of these countries with their seats, one line each; and the height of it all."""
    rows, fit = [], (WIDTH - COUNTRY_LEFT - 40) // COUNTRY_SEAT
    for place, tally in enumerate(countries_in_order(numbers)[:COUNTRIES_SHOWN]):
        kinds = _kinds(tally)
        y = 14 + COUNTRY_STEP * place
        seats = [
            Seat(COUNTRY_LEFT + COUNTRY_SEAT * n, y - 5, kind) for n, kind in enumerate(kinds[:fit])
        ]
        more_x = COUNTRY_LEFT + COUNTRY_SEAT * len(seats)
        rows.append(Row(tally, y, seats, len(kinds[fit:]), more_x))
    return rows, COUNTRY_STEP * len(rows)
