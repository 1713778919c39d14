"""Workbooks (.xlsx, .xls, .ods) as grids, one for each sheet, by python-calamine.

calamine gives the value that a formula had when the file was saved, and reads three formats alike.
Hidden rows, errors and formulas without a value it does not tell: see `sheet_xml`. An old .xls
keeps them where neither looks, so there a hidden row is read like any other.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any
from xml.etree import ElementTree

from django.utils.translation import gettext as _

from participants.people.spreadsheets import sheet_xml
from participants.people.spreadsheets.grid import (
    FARTHEST_ROW,
    LARGEST_UNPACKED,
    MEGABYTE,
    MOST_COLUMNS,
    Cell,
    Grid,
    UnreadableSheetError,
    add_row,
    letters,
    no_spreadsheet,
    too_far,
)

ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}
OLE = b"\xd0\xcf\x11\xe0"  # the container of .xls, and of what is encrypted


def read_workbook(content: bytes) -> list[Grid]:
    """The sheets of a workbook that hold anything. Raises UnreadableSheetError."""
    if content.startswith(OLE) and "EncryptedPackage".encode("utf-16-le") in content:
        raise UnreadableSheetError(_("The file is protected by a password. Save it without one."))
    try:
        notes = {} if content.startswith(OLE) else _look_inside(content)
        return list(_sheets(content, notes))
    except UnreadableSheetError:
        raise
    except MemoryError as error:
        raise too_far() from error
    except Exception as error:  # whatever the damage leads the reader into
        text = _("The file is damaged or is not a spreadsheet. Save it again as .xlsx or as CSV.")
        raise UnreadableSheetError(text) from error


def error_value(value: str) -> Cell:
    """A cell in which a spreadsheet program says that it could not compute."""
    text = _(
        "This is an error value (%(value)s). Enter the correct value, or leave the cell empty."
    )
    return Cell(value, text % {"value": value})


def _sheets(content: bytes, notes: dict[str, sheet_xml.Notes]) -> Iterator[Grid]:
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError as error:
        raise UnreadableSheetError(
            _("The file is protected by a password. Save it without one.")
        ) from error
    read_as = "XLS" if content.startswith(OLE) else "ODS" if _is_ods(content) else "XLSX"
    with book:
        for one in book.sheets_metadata:
            if one.typ != SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(one.name)
            seen = notes.get(one.name, sheet_xml.Notes())
            merged = [
                (top + 1, left + 1, bottom + 1, right + 1)
                for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
            ]
            rows = _rows(sheet, seen)
            _mark_errors(rows, seen)
            hidden = frozenset(seen.hidden & set(rows))
            is_hidden = one.visible != SheetVisibleEnum.Visible
            if rows:
                yield Grid(rows, read_as, one.name, is_hidden, hidden, merged)


def _rows(sheet, seen):
    rows: dict[int, list[Cell]] = {}
    if sheet.total_height > FARTHEST_ROW:
        raise too_far()
    for number, row in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        add_row(rows, number, [_cell(value) for value in row[:MOST_COLUMNS]])
    for number, column in seen.formulas:
        text = _("This is a formula without its value. Replace it with the value.")
        _put(rows, number, column, Cell(problem=text))
    return dict(sorted(rows.items()))


def _put(rows, number, column, cell):
    if column <= MOST_COLUMNS:
        row = rows.setdefault(number, [])
        row += [Cell() for _missing in range(column - len(row))]
        row[column - 1] = cell


def _mark_errors(rows, seen):
    for (number, column), value in seen.errors.items():
        _put(rows, number, column, error_value(value))


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return error_value(value) if value in ERRORS else Cell(value)
    if isinstance(value, bool):
        return Cell(str(value).upper())
    if isinstance(value, date | time | timedelta):
        problem = _("This is a date or a time. Enter it as text, or leave the cell empty.")
        return Cell(str(value), problem)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return Cell(str(value), is_number=True)


def merged_text(range_: tuple[int, int, int, int]) -> str:
    """Why nothing can be taken from merged cells: their value is in only one of them, and nobody
    can know which rows it is meant for."""
    top, left, bottom, right = range_
    text = _("These cells are merged (%(range)s). Unmerge them and fill in each one separately.")
    return text % {"range": f"{letters(left)}{top}:{letters(right)}{bottom}"}


# Inside


def _is_ods(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "content.xml" in archive.namelist()


def _look_inside(content):
    """{name of a sheet: what `sheet_xml` notes of it}. Refuse a file that is no workbook, or that
    would unpack to more than memory should hold (`zipfile` reads no entry beyond the size that it
    declares) or to more cells than are read in seconds."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        names = {entry.filename for entry in entries}
        if not names & {"xl/workbook.xml", "content.xml"}:
            raise no_spreadsheet()
        if sum(entry.file_size for entry in entries) > LARGEST_UNPACKED * MEGABYTE:
            text = _(
                "Once unpacked, the file is larger than %(limit)s MB. Copy only the "
                "list into a new file."
            )
            raise UnreadableSheetError(text % {"limit": LARGEST_UNPACKED})
        for entry in entries:
            sheet_xml.count_elements(archive.read(entry))
        if "content.xml" in names:
            return _notes_of_ods(archive.read("content.xml"))
        paths = _paths_of_sheets(archive)
        return {
            name: sheet_xml.excel_notes(archive.read(path))
            for name, path in paths.items()
            if path in names
        }


def _notes_of_ods(xml):
    names = [
        value
        for element in ElementTree.fromstring(xml).iter()  # noqa: S314  (expat bounds entities)
        if element.tag.endswith("}table")
        for key, value in element.attrib.items()
        if key.endswith("}name")
    ]
    return dict(zip(names, sheet_xml.open_document_notes(xml), strict=False))


def _paths_of_sheets(archive):
    """{name of a sheet: its file inside the workbook}"""
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
    try:
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    except KeyError:
        return {}
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    paths = {}
    for element in book.iter():
        if element.tag.endswith("}sheet"):
            ids = [value for key, value in element.attrib.items() if key.endswith("}id")]
            target = targets.get(ids[0] if ids else "", "")
            paths[element.get("name", "")] = posixpath.normpath(
                posixpath.join("xl", target)
            ).lstrip("/")
    return paths
