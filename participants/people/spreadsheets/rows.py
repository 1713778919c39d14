"""The rows below the headings as people: each cell to its column, several columns of one meaning
together, whole names divided. No database."""

import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dialogue.exports.cells import unescape_formula
from participants.countries.reading import CountryNotReadError, read_country
from participants.names import dividing, forms_of_address
from participants.names.validators import refuse_invisible, validate_plain_text
from participants.people.spreadsheets import (
    addresses,
    contents,
    forms_in_cells,
    headings,
    titles,
    workbooks,
)
from participants.people.spreadsheets.choices import LEAVE, Choices
from participants.people.spreadsheets.columns import (
    FAMILY_AND_MIDDLE,
    FULL_NAME,
    IN_NOTE,
    MIDDLE_NAME,
    Column,
    column_of,
)
from participants.people.spreadsheets.empty_cells import without_nothing
from participants.people.spreadsheets.grid import Cell, Grid

JOINED = {"note": "\n", "postal_address": "\n", MIDDLE_NAME: " ", IN_NOTE: "\n"}
OFTEN_MIXED = {"title_en", "institution_en"}
# In these a cell that is merged over several rows can only be meant for all of them.
SHARED = {"institution_en", "institution_vi", "institution_kind", "country", "category",
          "postal_address"}  # fmt: skip


@dataclass
class Row:
    """One person's row: `number` counts from 1 as in the file, `cells` is {column: text},
    `problems` is {column: sentences on what cannot be imported}, `raw` are the texts of the file,
    `whole` is the name that was in one cell, "" where it came in parts."""

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    problems: dict[str, list[str]] = field(default_factory=dict)
    raw: list[str] = field(default_factory=list)
    whole: str = ""


def rows_of(
    grid: Grid, found: headings.Headings, choices: Choices, left_out: list[tuple[int, str]]
) -> Iterator[Row]:
    """The people below the headings, whose `meanings` are {position: column}. Rows that are none
    (a heading between them, a sum, a hidden row) are added to `left_out` as (number, text)."""
    positions = [position for position, name in found.meanings.items() if name]
    merged = _merged_below(grid, found.last)
    carried: dict[int, str] = {}
    for number, cells in grid.rows.items():
        if number <= found.last or headings.repeats(cells, found):
            continue
        if choices.hidden == LEAVE and number in grid.hidden_rows:
            continue
        filled = [p for p, cell in enumerate(cells, 1) if cell.text.strip() or cell.problem]
        if _is_between(number, filled, positions, found, merged):
            left_out.append((number, cells[filled[0] - 1].text.strip()))
            continue
        cells = _unmerged(number, cells, found, merged, carried)
        row = Row(number, raw=[cell.text for cell in cells])
        _fill(row, cells, found, choices)
        if row.cells or row.problems:
            yield row


def _merged_below(grid, last):
    """[(first row, first column, last row, last column)] that touch rows with people."""
    return [area for area in grid.merged if area[2] > last]


def _is_between(number, filled, positions, found, merged):
    """Whether a row is a heading between people ("I. Ministries"), or a remark below them."""
    if len(filled) != 1:
        return False
    for top, left, _bottom, right in merged:
        if top == number and left == filled[0] and right > left:
            return True
    return filled[0] not in positions and len(positions) > 1


def _unmerged(number, cells, found, merged, carried):
    cells = list(cells)
    for area in merged:
        top, left, bottom, right = area
        if not top <= number <= bottom:
            continue
        cells += [Cell() for _missing in range(min(right, 100) - len(cells))]
        for position in range(left, min(right, 100) + 1):
            name = found.meanings.get(position, "")
            if left == right and name in SHARED:
                if number == top:
                    carried[position] = cells[position - 1].text
                cells[position - 1] = Cell(carried.get(position, ""))
            elif name:
                text = cells[position - 1].text
                cells[position - 1] = Cell(text, workbooks.merged_text(area))
    return cells


# One row


def _fill(row, cells, found, choices):
    notes: list[str] = []
    for position, name in found.meanings.items():
        if not name or position > len(cells):
            continue
        _read_cell(row, position, column_of(name), cells[position - 1], found, notes)
    _corrected(row, choices)
    country = _country(row, choices)
    _telephone(row, cells, found, country, notes)
    _name(row, choices, country)
    titles.sort_by_language(row.cells, found, country)
    forms_in_cells.read_out(row.cells, row.problems)
    if notes:
        row.cells["note"] = "\n".join(filter(None, [row.cells.get("note"), *notes]))


def _corrected(row, choices):
    """What the organiser wrote for a cell that could not be imported."""
    for name, typed in choices.cells.get(str(row.number), {}).items():
        row.problems.pop(name, None)
        text, problem = clean(typed, column_of(name))
        row.cells[name] = text
        if problem or not text:
            del row.cells[name]
        if problem:
            row.problems[name] = [problem]


def _read_cell(row, position, column, cell, found, notes):
    if column.name == FULL_NAME and contents.ADDRESS.search(cell.text):
        _name_with_address(row, cell)
        return
    text, problem = clean(cell.text, column)
    text = without_nothing(text, column)
    problem = cell.problem or (problem if text else "")
    heading, name = found.texts.get(position, ""), column.name
    in_vietnamese = f"{name.removesuffix('_en')}_vi"
    if name in OFTEN_MIXED and in_vietnamese not in found.meanings.values():
        # One column for both: most cells are English, and the others say that they are not.
        name = in_vietnamese if contents.VIETNAMESE.search(text) else name
    if problem:
        row.problems.setdefault(name, [problem])
        return
    if name == "email":
        found_there = addresses.addresses_in(cell.text)
        text = clean(found_there.first, column)[0]
        row.cells.setdefault(FULL_NAME, found_there.name)
        for other in found_there.others:
            _further(row, "cc_email", other, heading, notes)
    elif name == IN_NOTE and text:
        notes.append(f"{heading}: {text}" if heading else text)
        return
    if not text:
        return
    before = row.cells.get(name)
    if not before:
        row.cells[name] = text
    elif name in JOINED:
        if text not in before:  # as the town that stands in the whole address too
            row.cells[name] = JOINED[name].join([before, text])
    elif before.casefold() != text.casefold():
        _further(row, "cc_email" if name == "email" else name, text, heading, notes)


def _name_with_address(row, cell):
    """“Tan Mei <tan@example.org>” in the column of names."""
    found = addresses.addresses_in(cell.text)
    rest = cell.text.replace(found.first, " ").strip(" <>()[];,-")
    row.cells.setdefault(FULL_NAME, found.name or " ".join(rest.split()))
    row.cells.setdefault("email", found.first)


def _further(row, name, text, heading, notes):
    """A second address becomes the copy's; everything else is kept in the note."""
    if name == "cc_email" and not row.cells.get(name):
        row.cells[name] = text
    elif row.cells.get(name) != text:
        notes.append(f"{heading}: {text}" if heading else text)


def _country(row, choices):
    """The code of the country whose customs a name in one cell follows, as far as the row or the
    whole list says."""
    with suppress(CountryNotReadError):
        if text := row.cells.get("country"):
            return read_country(text)
    if choices.country:
        return choices.country
    is_at_home = row.cells.get("email", "").lower().endswith(".vn") or choices.language == "vi"
    is_at_home = is_at_home or dividing.is_vietnamese(row.cells.get(FULL_NAME, ""))
    return "VN" if is_at_home else ""


def _telephone(row, cells, found, country, notes):
    for position, name in found.meanings.items():
        if name != "phone" or position > len(cells) or "phone" not in row.cells:
            continue
        cell = cells[position - 1]
        text, problem = addresses.telephone(
            row.cells["phone"], is_number=cell.is_number, country=country
        )
        row.cells["phone"], others = addresses.numbers_that_fit(text)
        if others:
            _further(row, "phone", others, found.texts.get(position, ""), notes)
        if problem:
            del row.cells["phone"]
            row.problems["phone"] = [problem]
        return


def _name(row, choices, country):
    whole, middle = row.cells.pop(FULL_NAME, ""), row.cells.pop(MIDDLE_NAME, "")
    problem = row.problems.pop(FULL_NAME, None)
    before = row.cells.pop(FAMILY_AND_MIDDLE, "")
    if before and "family_name" not in row.cells:
        whole = " ".join(filter(None, [before, row.cells.pop("given_name", "")]))
        country = country or "VN"
    given = row.cells.get("given_name", "")
    if middle and middle not in given:
        in_order = [middle, given] if country == "VN" else [given, middle]
        row.cells["given_name"] = " ".join(filter(None, in_order))
    if row.cells.keys() & {"family_name", "given_name"}:
        _other_part(row, whole)
        return
    if problem:
        row.problems["family_name"] = problem
    elif whole:
        _divide(row, whole, choices, country)


def _other_part(row, whole):
    """What a column called only “Name” holds beside one of the parts: the other part, or all."""
    parts = {"family_name", "given_name"}
    missing = parts - row.cells.keys()
    if not whole or not missing:
        return
    known = row.cells[(parts - missing).pop()].casefold().split()
    rest = [word for word in whole.split() if word.casefold() not in known]
    if rest:
        row.cells[missing.pop()] = " ".join(rest)


def _divide(row, whole, choices, country):
    row.whole = whole
    divided = dividing.divide(whole, country, choices.order)
    family, given = choices.names.get(str(row.number), [divided.family, divided.given])
    row.cells |= {k: v for k, v in [("family_name", family), ("given_name", given)] if v}
    if divided.form and not row.cells.keys() & {"form_of_address_en", "form_of_address_vi"}:
        english, vietnamese = forms_of_address.by_language(divided.form)
        name = "form_of_address_en" if english else "form_of_address_vi"
        row.cells[name] = english or vietnamese


def clean(text: str, column: Column) -> tuple[str, str]:
    """(text, problem): the text as it is stored, in NFC and without spare blanks, and why it cannot
    be stored, or ""."""
    text = unicodedata.normalize("NFC", unescape_formula(text))
    lines = [" ".join(line.split()) for line in text.splitlines()]
    text = ("\n" if column.is_long else " ").join(lines).strip()
    if column.is_name:
        text = text.strip(" ,;")
        if text and not any(map(str.isalpha, text)):
            return text, _("This is not a name: it has no letters.")
    try:
        refuse = validate_plain_text if column.is_name else refuse_invisible
        refuse(text.replace("\n", " "))
    except ValidationError as error:
        return text, error.messages[0]
    return text, ""
