"""Lists of people as spreadsheets: bytes → rows of people, and what the organiser has to be asked
first. No database."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from dialogue.searching.folding import fold as fold_name
from participants.people.spreadsheets import headings
from participants.people.spreadsheets.choices import Choices
from participants.people.spreadsheets.columns import (
    COLUMNS,
    FULL_NAME,
    INSTEAD,
    OTHERS,
    REQUIRED,
    heading,
)
from participants.people.spreadsheets.files import read_grids
from participants.people.spreadsheets.grid import (
    MOST_ROWS,
    Grid,
    UnreadableSheetError,
    letters,
    too_many_rows,
)
from participants.people.spreadsheets.meanings import NOTHING, is_given_back, meaning_of
from participants.people.spreadsheets.rows import Row, clean, rows_of

__all__ = ["COLUMNS", "REQUIRED", "Row", "Sheet", "UnreadableSheetError", "clean", "fold_name",
           "heading", "read"]  # fmt: skip

# What the organiser has to be asked before the rows are looked at.
WHICH_SHEET, WHICH_HEADINGS, HIDDEN_ROWS, NO_NAME, NO_ADDRESS, FEW_ADDRESSES = (
    "sheet",
    "headings",
    "hidden",
    "name",
    "address",
    "few_addresses",
)
# By which somebody may be reached, if there is no address.
WAYS = {"email", "reached_by"}
SINGLE = 2  # people without an address may have been forgotten: their rows say so
MANY = 0.2  # of the people, without an address, are no oversight
A_LIST = 2  # known headings, of a sheet that counts when one is looked for


@dataclass
class Sheet:
    """What a file holds.

    `places` is {column: its first position, from 1}, `headings` {column: heading in the file};
    `texts` is {position: heading} and `meanings` {position: column or ""} of all columns;
    `ignored` are the headings that are not recognised, `left_out` (number, text) of rows that are
    no people, `read_as` names the format, `names` the sheets of the workbook, `questions` what has
    to be asked first.
    """

    places: dict[str, int]
    headings: dict[str, str]
    ignored: list[str]
    rows: list[Row]
    read_as: str
    name: str = ""
    names: list[str] = field(default_factory=list)
    heading_row: int = 0
    texts: dict[int, str] = field(default_factory=dict)
    meanings: dict[int, str] = field(default_factory=dict)
    hidden: int = 0
    left_out: list[tuple[int, str]] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    grid: Grid | None = None
    choices: Choices = field(default_factory=Choices)

    @property
    def rows_name_people(self) -> bool:
        """Whether names were found otherwise than in a column of their own: "Tan Mei <tan@…>"."""
        return any(row.whole for row in self.rows)

    @property
    def without_address(self) -> list[Row]:
        """The people of whom the list does not say how they are reached."""
        known = (row.cells.keys() | row.problems.keys() for row in self.rows)
        return [row for row, names in zip(self.rows, known, strict=True) if not names & WAYS]

    def as_chosen(self) -> Choices:
        """Choices with which the file is read again as it was read now."""
        columns = {str(position): name for position, name in self.meanings.items()}
        return replace(self.choices, sheet=self.name, heading_row=self.heading_row, columns=columns)

    def where(self, row: Row, name: str) -> str:
        """Where the reader finds a cell, for example “E7, Email address”."""
        if name in {"family_name", "given_name"} and FULL_NAME in self.places:
            name = name if name in self.places else FULL_NAME
        if name not in self.places:
            return heading(name)
        letter = letters(self.places[name])
        return f"{letter}{row.number}, {self.headings.get(name) or heading(name)}"


def read(
    content: bytes,
    choices: Choices | None = None,
    remembered: Mapping[str, str] | None = None,
    categories: Collection[str] = (),
) -> Sheet:
    """The people in a file, as far as it is understood without asking: see `Sheet.questions`.
    `remembered` is {key of a heading: the column that organisers chose for it before}, `categories`
    are the folded names of those of the dialogue. Raises UnreadableSheetError."""
    choices, remembered = choices or Choices(), remembered or {}
    grids = read_grids(content, headings.count_known)
    grid, is_sure = _choose(grids, choices, remembered)
    found = headings.find(grid, remembered, choices.heading_row)
    found.meanings = _columns(found, choices)
    if choices.columns is None:
        headings.find_categories(grid, found, categories)
    sheet = _sheet(grid, found, choices)
    sheet.names = [one.name for one in grids]
    sheet.rows = list(rows_of(grid, found, choices, sheet.left_out))
    if choices.only is not None:  # the others are imported
        left = frozenset(choices.only)
        sheet.rows = [row for row in sheet.rows if row.number in left]
        sheet.left_out = []
    if len(sheet.rows) > MOST_ROWS:
        raise too_many_rows()
    is_decided = choices.heading_row is not None or choices.columns is not None
    if not (sheet.rows or sheet.left_out or is_decided) and found.last and is_sure:
        raise UnreadableSheetError(
            _("There are no rows below the headings. Fill in the list, then upload it.")
        )
    sheet.questions = list(_questions(sheet, is_sure))
    return sheet


def _choose(grids, choices, remembered):
    """(the sheet with the list, whether there is no doubt)"""
    named = [grid for grid in grids if grid.name == choices.sheet]
    if named and choices.sheet is not None:
        return named[0], True
    scores = {id(grid): headings.find(grid, remembered).score for grid in grids}
    seen = [grid for grid in grids if not grid.is_hidden]
    best = max(seen or grids, key=lambda grid: scores[id(grid)])
    lists = [grid for grid in seen if scores[id(grid)] >= A_LIST and len(grid.rows) > 1]
    is_hidden_better = not lists and any(
        scores[id(grid)] >= A_LIST for grid in grids if grid.is_hidden
    )
    return best, len(lists) < 2 and not is_hidden_better and not (best.is_hidden)


def _columns(found, choices):
    """{position: column}, "" for what is left out."""
    if choices.columns is not None:
        return {
            position: name if (name := choices.columns.get(str(position), "")) in _ANY else ""
            for position in found.meanings
        }
    return found.meanings


_ANY = {*COLUMNS, *OTHERS}


def _sheet(grid, found, choices):
    known = {
        position: name for position, name in found.meanings.items() if name and name != NOTHING
    }
    places: dict[str, int] = {}
    for position, name in known.items():
        places.setdefault(name, position)
    sheet = Sheet(
        places,
        {name: found.texts.get(position, "") for name, position in places.items()},
        [],
        [],
        grid.read_as,
    )
    filled = _filled(grid, found.last)
    for position, name in found.meanings.items():
        is_told = meaning_of(found.texts.get(position, "")) != NOTHING
        if not name and is_told and (position in found.texts or position in filled):
            values = {"letter": letters(position)}
            nameless = _("column %(letter)s, which has no heading") % values
            sheet.ignored.append(found.texts.get(position, nameless))
    found.meanings = known
    sheet.name, sheet.grid, sheet.choices = grid.name, grid, choices
    sheet.heading_row, sheet.texts = found.last, found.texts
    sheet.meanings = {position: known.get(position, "") for position in sorted(filled | set(known))}
    sheet.hidden = sum(number > found.last for number in grid.hidden_rows)
    return sheet


def _filled(grid, last):
    return {
        position
        for number, cells in grid.rows.items()
        if number >= last
        for position, cell in enumerate(cells, start=1)
        if cell.text.strip()
    }


def _questions(sheet, is_sure):
    names = sheet.places.keys()
    if not is_sure:
        yield WHICH_SHEET
    if not sheet.heading_row and sheet.choices.heading_row is None:
        yield WHICH_HEADINGS
    if sheet.hidden and not sheet.choices.hidden:
        yield HIDDEN_ROWS
    has_names = any(row.cells.keys() & {"family_name", "given_name"} for row in sheet.rows)
    if not names & {*INSTEAD, *INSTEAD.values(), FULL_NAME} - WAYS and not has_names:
        yield NO_NAME
    if sheet.choices.office:
        return
    if not names & WAYS:
        yield NO_ADDRESS
    elif (
        sheet.choices.columns is None
        and not is_given_back(sheet.texts.values())
        and (len(sheet.without_address) > max(SINGLE, MANY * len(sheet.rows)))
    ):
        yield FEW_ADDRESSES  # once: whoever leaves them out gets them back


def samples(sheet: Sheet, position: int, number: int = 3) -> list[str]:
    """The first different texts below a heading."""
    texts: dict[str, None] = {}
    for row, cells in (sheet.grid.rows if sheet.grid else {}).items():
        if row <= sheet.heading_row or position > len(cells):
            continue
        if text := " ".join(cells[position - 1].text.split()):
            texts.setdefault(text[:60])
        if len(texts) == number:
            break
    return list(texts)
