"""What python-calamine does not tell of a sheet: rows that are hidden, errors, and formulas whose
value nobody stored. And whether it is small enough to be read at all: calamine keeps a sheet as a
rectangle, and one cell in a far corner makes that a large one.
"""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Self
from xml.parsers import expat

from participants.people.spreadsheets.grid import (
    FARTHEST_ROW,
    MOST_COLUMNS,
    MOST_ELEMENTS,
    position_of,
    too_far,
)

MOST_CELLS = FARTHEST_ROW * MOST_COLUMNS
REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")
NUMBER = re.compile("[0-9]{1,9}")
MOST_REPEATED = 1_048_576  # rows of the largest sheet: programs fill it with empty ones


@dataclass
class Notes:
    """Of one sheet: numbers of hidden rows; {(row, column): what an error cell says}; cells with a
    formula and no value. All from 1."""

    hidden: set[int] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: set[tuple[int, int]] = field(default_factory=set)


def _local(name):
    return name.rpartition(":")[2]


class _Counting:
    """Counts elements; where the XML ends or is broken, programs stop reading too."""

    def __init__(self):
        self.left = MOST_ELEMENTS

    def parse(self, xml: bytes) -> Self:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.text
        with suppress(expat.ExpatError):
            parser.Parse(xml, True)
        return self

    def _start(self, name, attributes):
        self.left -= 1
        if self.left < 0:
            raise too_far()
        self.start(_local(name), attributes)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins; without its namespace."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """What is between tags."""


class _Excel(_Counting):
    def __init__(self):
        super().__init__()
        self.notes = Notes()
        self.row = self.column = self.widest = 0
        self.kind = self.said = ""
        self.is_value = self.has_formula = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            self._row(attributes)
        elif name == "c":
            self._cell(attributes)
        elif name == "f":
            self.has_formula = True
        self.is_value = name in {"v", "t"}

    def _row(self, attributes):
        number = NUMBER.fullmatch(attributes.get("r", ""))
        self.row = int(number[0]) if number else self.row + 1
        self.column = 0
        if attributes.get("hidden") in {"1", "true"}:
            self.notes.hidden.add(self.row)
        if self.row > FARTHEST_ROW:
            raise too_far()

    def _cell(self, attributes):
        place = REFERENCE.fullmatch(attributes.get("r", ""))
        self.column = position_of(place[1]) if place else self.column + 1
        self.widest = max(self.widest, self.column)
        if self.row * self.widest > MOST_CELLS:
            raise too_far()
        self.kind, self.said, self.has_formula = attributes.get("t", ""), "", False

    def text(self, data: str) -> None:
        if self.is_value:
            self.said += data

    def end(self, name: str) -> None:
        self.is_value = False
        if _local(name) != "c":
            return
        if self.kind == "e":
            self.notes.errors[self.row, self.column] = self.said
        elif self.has_formula and not self.said and self.kind != "str":
            self.notes.formulas.add((self.row, self.column))


class _OpenDocument(_Counting):
    """An .ods has all of its sheets in one file."""

    def __init__(self):
        super().__init__()
        self.sheets = []
        self.row = self.times = 0
        self.cells = self.widest = self.column = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        named = {_local(key): value for key, value in attributes.items()}
        if name == "table":
            self.sheets.append(Notes())
            self.row = self.widest = 0
        elif name == "table-row" and self.sheets:
            self.times = _times(named.get("number-rows-repeated"))
            self.column = 0
            if named.get("visibility") in {"filter", "collapse"} and self.row < FARTHEST_ROW:
                last = min(self.row + self.times, FARTHEST_ROW)
                self.sheets[-1].hidden |= set(range(self.row + 1, last + 1))
            self.row += self.times
        elif name in {"table-cell", "covered-table-cell"} and self.sheets:
            self.column += _times(named.get("number-columns-repeated"))
            if "value-type" in named:
                self.widest = max(self.widest, self.column)
                if self.row > FARTHEST_ROW or self.row * self.widest > MOST_CELLS:
                    raise too_far()


def _times(text):
    return min(int(text), MOST_REPEATED) if text and NUMBER.fullmatch(text) else 1


def count_elements(xml: bytes) -> None:
    """Refuse XML with too many elements. Raises UnreadableSheetError."""
    _Counting().parse(xml)


def excel_notes(xml: bytes) -> Notes:
    """Of a sheet of an .xlsx workbook. Raises UnreadableSheetError if it is too large."""
    return _Excel().parse(xml).notes


def open_document_notes(xml: bytes) -> list[Notes]:
    """Of each sheet of an .ods workbook. Raises UnreadableSheetError if one is too large."""
    return _OpenDocument().parse(xml).sheets
