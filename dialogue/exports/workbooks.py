"""Workbooks (XLSX) of any length: rows are written as they come, and none is kept.

openpyxl makes what is difficult, the workbook with its styles, widths and headings, and an empty
sheet; the rows are written into that sheet here (ECMA-376 part 1, 18.3.1). openpyxl's own way makes
an object with styles for each cell: 30,000 invitations took it 25 seconds, and take this 3.

openpyxl is loaded for the first workbook that is wanted: a worker that writes none does without its
15 MB.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain, islice
from typing import IO, NamedTuple
from xml.sax.saxutils import escape

from dialogue.exports.cells import Rows, plain, xlsx_text

WIDEST, NARROWEST = 60, 10  # characters
MEASURED = 1000  # rows at the top by which columns get their width
AT_ONCE = 200  # rows that are compressed together
FASTEST_THAT_HELPS = 2  # zlib's level: a third of the time of the usual 6, a tenth more bytes
LONGEST_NAME = 31  # characters, of a sheet
A4 = 9  # ECMA-376 part 1, 18.3.1.63
SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
END_OF_ROWS = b"</sheetData>"

Cell = str | int | float | date | None
Table = tuple[str, Sequence[str], Rows]  # name, headings, rows
Start = tuple[str, Sequence[str], list[list[Cell]]]  # and those rows by which it is measured


class Styles(NamedTuple):
    """Numbers of styles in the workbook, as its cells name them."""

    text: int
    wrapped: int
    telephone: int
    day: int
    moment: int


def save_xlsx(sheets: Iterable[Table]) -> bytes:
    """A workbook of [(name, headings, rows)]: see `stream_xlsx`."""
    file = io.BytesIO()
    stream_xlsx(sheets, file)
    return file.getvalue()


def stream_xlsx(sheets: Iterable[Table], file: IO[bytes]) -> None:
    """Write a workbook of [(name, headings, rows)] into a file: the headings are bold and stay in
    sight, moments are on the active clock, columns are as wide as the first thousand rows ask for.
    Raises ValueError where a row is not as long as its headings."""
    tables = []
    for name, headings, rows in sheets:
        cells = ([plain(value) for value in row] for row in rows)
        tables.append((name, headings, list(islice(cells, MEASURED)), cells))
    empty, styles = _empty_book([(name, headings, first) for name, headings, first, _r in tables])
    with (
        zipfile.ZipFile(empty) as source,
        zipfile.ZipFile(
            file, "w", zipfile.ZIP_DEFLATED, compresslevel=FASTEST_THAT_HELPS
        ) as target,
    ):
        for part in source.namelist():
            with target.open(part, "w", force_zip64=True) as written:
                content = source.read(part)
                if not (sheet := SHEET.fullmatch(part)):
                    written.write(content)
                    continue
                _name, headings, first, rest = tables[int(sheet[1]) - 1]
                before, end, after = content.partition(END_OF_ROWS)
                written.write(before)
                rows = _rows_as_xml(chain(first, rest), len(headings), styles)
                while some := "".join(islice(rows, AT_ONCE)):
                    written.write(some.encode())
                written.write(end + after)


def _empty_book(tables: Sequence[Start]) -> tuple[IO[bytes], Styles]:
    """(a workbook with headings and no rows, the styles for its cells)"""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for table in tables:
        _add_empty_sheet(book, *table)
    styles = _styles(book.worksheets[0] if book.worksheets else book.create_sheet())
    file = io.BytesIO()
    book.save(file)
    return file, styles


def _add_empty_sheet(book, name, headings, rows):
    """A sheet with bold headings, its columns wide enough for these rows."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    short = name if len(name) <= LONGEST_NAME else name.split(" – ")[0]
    sheet = book.create_sheet(re.sub(r"[\\*?:/\[\]]", " ", short)[:LONGEST_NAME] or None)
    sheet.freeze_panes = "A2"
    _set_up_print(sheet, name)
    for position, values in enumerate(zip(headings, *rows, strict=True), start=1):
        length = max(len(str(value)) for value in values if value is not None)
        width = min(max(length + 2, NARROWEST), WIDEST)
        sheet.column_dimensions[get_column_letter(position)].width = width
    line = [WriteOnlyCell(sheet, xlsx_text(text)) for text in headings]
    for cell in line:
        cell.data_type, cell.font = "s", Font(bold=True)
        cell.alignment = Alignment(vertical="top", wrap_text=len(str(cell.value)) > WIDEST)
    sheet.append(line)


def _set_up_print(sheet, name):
    """A4 across, as wide as one page, the headings on each, its name above and numbers below."""
    sheet.page_setup.paperSize, sheet.page_setup.orientation = A4, "landscape"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.print_title_rows = "1:1"
    if name:
        sheet.HeaderFooter.oddHeader.left.text = name.replace("&", "&&")
    sheet.HeaderFooter.oddFooter.right.text = "&P / &N"


def _styles(sheet):
    """The styles that cells can have, which the sheet's workbook then has."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    def style(value, *, is_telephone=False, is_wrapped=False):
        cell = WriteOnlyCell(sheet, value)
        if isinstance(value, str):
            cell.alignment = Alignment(vertical="top", wrap_text=is_wrapped)
        cell.quotePrefix = is_telephone
        return cell.style_id

    return Styles(
        text=style(""),
        wrapped=style("", is_wrapped=True),
        telephone=style("", is_telephone=True),
        day=style(date(2000, 1, 1)),
        moment=style(datetime(2000, 1, 1)),  # noqa: DTZ001 - workbooks know no zones
    )


def _rows_as_xml(rows: Iterable[list[Cell]], length: int, styles: Styles) -> Iterator[str]:
    """Each row as its element, the second row of the sheet first."""
    from openpyxl.utils import get_column_letter
    from openpyxl.utils.datetime import to_excel

    columns = [get_column_letter(position) for position in range(1, length + 1)]
    for number, row in enumerate(rows, start=2):
        cells = [f'<row r="{number}">']
        for column, value in zip(columns, row, strict=True):
            place = f'<c r="{column}{number}"'
            if value is None or value == "":
                continue
            if isinstance(value, str):
                cells.append(f"{place}{_text(value, styles)}</c>")
            elif isinstance(value, bool):
                cells.append(f'{place} t="b"><v>{value:d}</v></c>')
            elif isinstance(value, date):
                style = styles.moment if isinstance(value, datetime) else styles.day
                cells.append(f'{place} s="{style}"><v>{to_excel(value)}</v></c>')
            else:
                cells.append(f"{place}><v>{value}</v></c>")
        cells.append("</row>")
        yield "".join(cells)


def _text(value, styles):
    """The rest of a cell that is text, whatever it looks like."""
    text, style = xlsx_text(value), styles.text
    if text[0] == "+":
        style = styles.telephone
    elif len(text) > WIDEST or "\n" in text:
        style = styles.wrapped
    # A return would be read as a new line (XML 1.0, 2.11), and space at the ends not at all.
    space = ' xml:space="preserve"' if text != text.strip() else ""
    inside = escape(text).replace("\r", "&#13;")
    return f' s="{style}" t="inlineStr"><is><t{space}>{inside}</t></is>'
