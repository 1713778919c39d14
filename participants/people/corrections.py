"""What the organiser wrote on the page of the rows: names divided otherwise, cells corrected,
languages, categories and forms of address chosen, for one row or for many."""

from collections.abc import Sequence
from typing import Any

from django.http import QueryDict

from dialogue.access import sent
from dialogue.models import Dialogue
from participants.people import giving
from participants.people.divided_names import names_in
from participants.people.spreadsheets.choices import Choices
from participants.people.spreadsheets.outcomes import Plan

FIELD = "cell-{number}-{column}"
LONGEST = 300


def have_moved(before: Plan, after: Plan, choices: Choices) -> bool:
    """Whether names are divided otherwise than they were, though nobody wrote them so: by the
    custom of a country that was corrected."""
    parts = {one.row.number: (one.person.family_name, one.person.given_name)
             for one in before.outcomes}  # fmt: skip
    return any(
        parts.get(one.row.number) != (one.person.family_name, one.person.given_name)
        for one in after.outcomes
        if one.row.whole and str(one.row.number) not in choices.names
    )


def take(
    choices: Choices, data: QueryDict, outcomes: Sequence[Any], dialogue: Dialogue | None
) -> bool:
    """Put what was written into the choices; return whether anything was. `outcomes` are those of a
    plan or, as dictionaries, of a kept one."""
    names = names_in(data, outcomes)
    cells = giving.given(data, outcomes, dialogue)
    for number, columns in _cells_in(data, outcomes).items():  # what a row says of itself counts
        cells[number] = cells.get(number, {}) | columns
    choices.names |= names
    for number, columns in cells.items():
        choices.cells[number] = choices.cells.get(number, {}) | columns
    return bool(names or cells)


def _cells_in(data, outcomes):
    """{row number: {column: text}} of the cells that are written otherwise than shown."""
    cells: dict[str, dict[str, str]] = {}
    for outcome in outcomes:
        number, mends = _mends(outcome)
        for column, value in mends:
            name = FIELD.format(number=number, column=column)
            typed = " ".join(sent.typed(data, name).split())
            if name in data and typed not in {"", value} and len(typed) <= LONGEST:
                cells.setdefault(str(number), {})[column] = typed
    return cells


def _mends(outcome):
    if isinstance(outcome, dict):
        shown = [*outcome["mends"], *outcome["offers"]]
        mends = [(one["column"], one["value"]) for one in shown]
        return outcome["row"]["number"], mends
    return outcome.row.number, [
        (one.column, one.value) for one in [*outcome.mends, *outcome.offers]
    ]
