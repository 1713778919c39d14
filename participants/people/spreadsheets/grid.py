"""Tables of cells as they are in a file, whatever its format, and what makes a file unreadable. No
knowledge of what the columns mean.

What is wrong with the file as a whole raises UnreadableSheetError; what is wrong with one cell is
kept in the cell, so that all problems can be shown at once.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

LARGEST = 5  # MB
LARGEST_UNPACKED = 25  # MB; a workbook of the greatest length unpacks to less than half
MOST_ROWS = 10_000
MOST_COLUMNS = 100
FARTHEST_ROW = 2 * MOST_ROWS  # of a workbook; a list may have gaps
MOST_ELEMENTS = 1_000_000  # of XML, in one file inside a workbook; the longest list: half of it
MEGABYTE = 1024 * 1024


class UnreadableSheetError(Exception):
    """The file cannot be read. The message is one sentence that says what to do about it."""


@dataclass
class Cell:
    """The text of a cell as it is in the file, and why it cannot be imported, if it cannot.
    `is_number`: the program that wrote the file kept it as a number."""

    text: str = ""
    problem: str = ""
    is_number: bool = False


@dataclass
class Grid:
    """One sheet: its rows that are not empty, as {number in the file, from 1: cells}, and the
    format (for CSV with encoding and separator) that the file was read as.

    `hidden_rows` are the numbers of rows that a filter or their author hides; `merged` are
    (first row, first column, last row, last column), from 1.
    """

    rows: dict[int, list[Cell]]
    read_as: str
    name: str = ""
    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def add_row(rows: dict[int, list[Cell]], number: int, cells: list[Cell]) -> None:
    """Add a row unless it is empty. Raises UnreadableSheetError if there are too many rows."""
    if any(cell.text or cell.problem for cell in cells):
        rows[number] = cells
    if len(rows) > 2 * MOST_ROWS:
        raise too_many_rows()


def too_many_rows() -> UnreadableSheetError:
    """The list is longer than what is imported at once."""
    text = _("The file has more than %(limit)s rows. Split the list into several files.")
    return UnreadableSheetError(text % {"limit": MOST_ROWS})


def too_far() -> UnreadableSheetError:
    """The sheet is larger than what memory should hold."""
    text = _(
        "The sheet extends below row %(limit)s, or has too many cells, even if they are empty. "
        "Copy only the list into a new file."
    )
    return UnreadableSheetError(text % {"limit": FARTHEST_ROW})


def no_spreadsheet() -> UnreadableSheetError:
    """It is another kind of file."""
    return UnreadableSheetError(
        _("The file is not a spreadsheet. Save the list as .xlsx or as CSV.")
    )


def letters(position: int) -> str:
    """The letters that spreadsheet programs show for a column; `position` counts from 1."""
    name = ""
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(65 + rest) + name
    return name


def position_of(letters: str) -> int:
    """The position, from 1, of the column with these letters."""
    position = 0
    for letter in letters:
        position = position * 26 + ord(letter) - 64
    return position
