"""Spreadsheets for tests, made in memory."""

import csv
import io
import unicodedata

from openpyxl import Workbook, load_workbook

from participants.people.spreadsheets.sheets import COLUMNS


def csv_file(*rows, separator=",", encoding="utf-8"):
    """Rows of texts as the bytes of a CSV file."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator).writerows(rows)
    return file.getvalue().encode(encoding)


def windows_1258(*rows, separator=";"):
    """As an old Excel in Viet Nam writes it: tones are marks of their own, after the letter."""
    text = csv_file(*rows, separator=separator).decode()
    pieces = []
    for char in text:
        try:
            pieces.append(char.encode("cp1258"))
        except UnicodeEncodeError:
            *letters, tone = unicodedata.normalize("NFD", char)
            # the tone is the mark that Windows-1258 has; the others belong to the letter
            marks = [*letters, tone]
            tone = next(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
            letter = unicodedata.normalize("NFC", "".join(m for m in marks if m != tone))
            pieces.append((letter + tone).encode("cp1258"))
    return b"".join(pieces)


def xlsx_file(*rows, merge=(), change=None):
    """Rows of values as the bytes of a workbook; `change` may do anything to its sheet."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for cells in merge:
        book.active.merge_cells(cells)
    if change:
        change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def people(*people, language="en"):
    """A workbook of people, each a {column: value}; only the columns that somebody fills."""
    names = [name for name in COLUMNS if any(name in person for person in people)]
    headings = [getattr(COLUMNS[name], language) for name in names]
    return xlsx_file(headings, *[[person.get(name) for name in names] for person in people])


def table(content):
    """The rows of a workbook as lists of values."""
    return [list(row) for row in load_workbook(io.BytesIO(content)).active.values]


def csv_table(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
