"""The bytes of a spreadsheet file, XLSX or CSV, as rows of cells. No database, no knowledge of what
the columns mean.

What is wrong with the file as a whole raises UnreadableSheetError; what is wrong with one cell is
kept in the cell, so that all problems can be shown at once. openpyxl is imported where it is used:
a worker that reads no workbook does without its 15 MB.
"""

import codecs
import csv
import io
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time, timedelta
from xml.parsers import expat

from django.utils.translation import gettext as _

LARGEST = 5  # MB
LARGEST_UNPACKED = 25  # MB; a workbook of the greatest length unpacks to less than half
MOST_ROWS = 10_000
MOST_COLUMNS = 100
FARTHEST_ROW = 2 * MOST_ROWS  # of a workbook; a list may have gaps
MOST_ELEMENTS = 1_000_000  # of XML, in one file inside a workbook; the longest list: half of it
SEPARATORS = ",;\t"
MEGABYTE = 1024 * 1024


class UnreadableSheetError(Exception):
    """The file cannot be read. The message is one sentence that says what to do about it."""


@dataclass
class Cell:
    """The text of a cell as it is in the file, or why it cannot be imported."""

    text: str = ""
    problem: str = ""


@dataclass
class Grid:
    """The rows that are not empty, as {number in the file, from 1: cells}, and the format (for CSV
    with encoding and separator) that the file was read as."""

    rows: dict[int, list[Cell]]
    read_as: str


def read_grid(content: bytes, count_headings: Callable[[list[str]], int]) -> Grid:
    """The first sheet of an XLSX file, or the lines of a CSV file.

    `count_headings` says how many of a row's texts are known headings: the right separator of a CSV
    file is the one with which it finds the most. Raises UnreadableSheetError.
    """
    if not content:
        raise UnreadableSheetError(_("The file is empty. Choose the file that contains the list."))
    if len(content) > LARGEST * MEGABYTE:
        text = _("The file is larger than %(limit)s MB. Divide the list into several files.")
        raise UnreadableSheetError(text % {"limit": LARGEST})
    if content.startswith(b"\xd0\xcf\x11\xe0"):  # the container of .xls, and of what is encrypted
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise UnreadableSheetError(
                _("The file is protected by a password. Save it without one.")
            )
        raise UnreadableSheetError(
            _("This is an old Excel file (.xls). Save it as .xlsx or as CSV.")
        )
    grid = _xlsx(content) if content.startswith(b"PK") else _csv(content, count_headings)
    if not grid.rows:
        raise UnreadableSheetError(
            _("The file contains no rows. Choose the file that contains the list.")
        )
    return grid


def _add(rows, number, cells):
    """Add a row unless it is empty. Raises UnreadableSheetError if there are too many rows."""
    if any(cell.text or cell.problem for cell in cells):
        rows[number] = cells
    if len(rows) > MOST_ROWS + 1:
        text = _("The file has more than %(limit)s rows. Split the list into several files.")
        raise UnreadableSheetError(text % {"limit": MOST_ROWS})


# XLSX


def _xlsx(content):
    try:
        _look_inside(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles that it does not know
            rows = _first_sheet(content)
    except UnreadableSheetError:
        raise
    except Exception as error:  # whatever the damage leads openpyxl into
        text = _("The file is damaged or is not a spreadsheet. Save it again as .xlsx or as CSV.")
        raise UnreadableSheetError(text) from error
    return Grid(rows, "XLSX")


def _look_inside(content):
    """Refuse a file that is no workbook, or that would unpack to more than memory should hold
    (`zipfile` reads no entry beyond the size that it declares) or to more cells than openpyxl reads
    in seconds."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        if "xl/workbook.xml" not in {entry.filename for entry in entries}:
            raise UnreadableSheetError(
                _("The file is not a spreadsheet. Save the list as .xlsx or as CSV.")
            )
        if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED * MEGABYTE:
            text = _(
                "Once unpacked, the file is larger than %(limit)s MB. Copy only the "
                "list into a new file."
            )
            raise UnreadableSheetError(text % {"limit": LARGEST_UNPACKED})
        for entry in entries:
            _count_elements(archive.read(entry))


def _count_elements(xml):
    """Refuse XML with too many elements. Where the XML ends or is broken, openpyxl stops reading
    too."""
    left = MOST_ELEMENTS

    def start(_name, _attributes):
        nonlocal left
        left -= 1
        if left < 0:
            raise _too_far()

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    with suppress(expat.ExpatError):
        parser.Parse(xml, True)


def _too_far():
    text = _(
        "The sheet extends below row %(limit)s, or has too many cells, even if they are empty. "
        "Copy only the list into a new file."
    )
    return UnreadableSheetError(text % {"limit": FARTHEST_ROW})


def _first_sheet(content):
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # some programs write wrong ones
        rows = {}
        read = sheet.iter_rows(max_row=FARTHEST_ROW + 1, max_col=MOST_COLUMNS)
        for number, row in enumerate(read, start=1):
            if number > FARTHEST_ROW:
                raise _too_far()
            _add(rows, number, [_xlsx_cell(cell) for cell in row])
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            source = archive.read(sheet._worksheet_path)
    finally:
        book.close()
    _mark_merged(rows, source)
    return rows


def _xlsx_cell(cell):
    value = cell.value
    if value is None:
        return Cell()
    if cell.data_type == "f":
        return Cell(problem=_("This is a formula. Replace it with its value."))
    if cell.data_type == "e":
        text = _(
            "This is an error value (%(value)s). Enter the correct value, or leave the cell empty."
        )
        return Cell(problem=text % {"value": value})
    if isinstance(value, date | time | timedelta):
        return Cell(
            problem=_("This is a date or a time. Enter it as text, or leave the cell empty.")
        )
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return Cell(str(value))


def letters(position: int) -> str:
    """The letters that spreadsheet programs show for a column; `position` counts from 1."""
    from openpyxl.utils import get_column_letter

    return get_column_letter(position)


def _mark_merged(rows, source):
    """Note a problem in merged cells: their value is in only one of them, and nobody can know which
    rows it is meant for. openpyxl knows merged cells only if it loads the whole workbook."""
    from openpyxl.utils import range_boundaries

    text = _("These cells are merged (%(range)s). Unmerge them and fill in each one separately.")
    for reference in re.findall(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z0-9:]+)"', source):
        name = reference.decode()
        first_column, first, last_column, last = range_boundaries(name)
        for number in [n for n in rows if first <= n <= last]:
            for place in range(first_column - 1, min(last_column, len(rows[number]))):
                rows[number][place] = Cell(problem=text % {"range": name})


# CSV


def _csv(content, count_headings):
    text, encoding = _decode(content)
    if any(ord(char) < 32 and char not in "\t\r\n" for char in text):
        raise UnreadableSheetError(
            _("The file is not a spreadsheet. Save the list as .xlsx or as CSV.")
        )
    head = text[:20_000]

    def known(separator):
        return max((count_headings(row) for row in _some_rows(head, separator)), default=0)

    separator = max(SEPARATORS, key=known)
    rows = {}
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        for number, row in enumerate(lines, start=1):
            _add(rows, number, [Cell(value) for value in row[:MOST_COLUMNS]])
    except csv.Error as error:
        problem = _("Row %(row)s cannot be read. A quotation mark may not be closed there.")
        raise UnreadableSheetError(problem % {"row": number + 1 if rows else 1}) from error
    names = {",": _("comma"), ";": _("semicolon"), "\t": _("tab")}
    return Grid(rows, f"CSV, {encoding}, {names[separator]}")


def _some_rows(head, separator):
    try:
        for number, row in enumerate(
            csv.reader(io.StringIO(head, newline=""), delimiter=separator)
        ):
            if number == 10:
                return
            yield row
    except csv.Error:
        return


def _decode(content):
    """(text in NFC, name of the encoding).

    What is neither UTF-8 nor UTF-16 comes from an old Excel in Viet Nam: Windows-1258, which
    writes tones as combining marks. Marks that combine with no letter show that it was
    Windows-1252. Both read nearly any bytes, so guessing further would not help: the page shows
    which encoding a file was read as.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif b"\0" in content[:1000]:
        encodings = ["utf-16-le" if content[1:2] == b"\0" else "utf-16-be"]
    else:
        encodings = ["utf-8-sig", "cp1258", "cp1252"]
    for encoding in encodings:
        try:
            text = unicodedata.normalize("NFC", content.decode(encoding))
        except UnicodeDecodeError:
            continue
        if encoding == "cp1258" and any(unicodedata.combining(char) for char in text):
            continue
        return text, NAMES[encoding]
    raise UnreadableSheetError(
        _("The characters of the file cannot be read. Save it as CSV in UTF-8.")
    )


NAMES = {
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1258": "Windows-1258",
    "cp1252": "Windows-1252",
}
