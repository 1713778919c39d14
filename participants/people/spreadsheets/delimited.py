"""Lines of text (CSV, TSV and the like) as a grid, in whatever encoding and with whatever
separator."""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Callable

from django.utils.translation import gettext as _

from participants.people.spreadsheets.grid import (
    MOST_COLUMNS,
    Cell,
    Grid,
    UnreadableSheetError,
    add_row,
    no_spreadsheet,
)
from participants.people.spreadsheets.workbooks import ERRORS, error_value

SEPARATORS = ",;\t|"
LOOKED_AT = 20_000  # characters, to find out the separator
SAID = re.compile(r"\ufeff?sep=(.)\r?\n")  # Excel's own first line
# What whole texts in another script are written in, if not in Unicode.
OF_OTHER_SCRIPTS = {"gb18030", "big5", "cp949", "cp932", "euc_jp", "cp1251", "koi8_r", "tis_620"}
NAMES = {
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1258": "Windows-1258",
    "cp1252": "Windows-1252",
}


def read_lines(content: bytes, count_headings: Callable[[list[str]], int]) -> Grid:
    """The lines of a text file. Raises UnreadableSheetError.

    `count_headings` says how many of a row's texts are known headings: the right separator is the
    one with which it finds the most, or else the one that makes the most cells.
    """
    text, encoding = _decode(content)
    if any(ord(char) < 32 and char not in "\t\r\n\v\f" for char in text):
        raise no_spreadsheet()
    said = SAID.match(text)
    separator = said[1] if said else _separator(text[:LOOKED_AT], count_headings)
    rows: dict[int, list[Cell]] = {}
    number = 0
    try:
        lines = _rows_of(text, separator)
        for number, row in enumerate(lines, start=1):
            if not (said and number == 1):
                add_row(rows, number, [_cell(value) for value in row[:MOST_COLUMNS]])
    except csv.Error as error:
        problem = _("Row %(row)s cannot be read. A quotation mark may not be closed there.")
        raise UnreadableSheetError(problem % {"row": number + 1}) from error
    names = {",": _("comma"), ";": _("semicolon"), "\t": _("tab")}
    return Grid(rows, f"CSV, {encoding}, {names.get(separator, separator)}")


def _rows_of(text, separator):
    is_blank = separator.isspace()  # then a blank after it may be an empty cell
    return csv.reader(
        io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=not is_blank
    )


def _cell(value):
    bare = value.strip()
    if len(bare) > 2 and bare[0] == bare[-1] == '"' and '"' not in bare[1:-1]:
        value = bare[1:-1]  # quoted twice: by the program, and by the spreadsheet after it
    return error_value(value) if value in ERRORS else Cell(value)


def _separator(head, count_headings):
    def worth(separator):
        rows = list(_some_rows(head, separator))
        known = max((count_headings(row) for row in rows), default=0)
        return known, sorted(len(row) for row in rows)[len(rows) // 2] if rows else 0

    return max(SEPARATORS, key=worth)


def _some_rows(head, separator):
    try:
        for number, row in enumerate(_rows_of(head, separator)):
            if number == 10:
                return
            yield row
    except csv.Error:
        return


def _decode(content):
    """(text in NFC, name of the encoding).

    What is neither UTF-8 nor UTF-16 comes from an old Excel: in Viet Nam in Windows-1258, which
    writes tones as combining marks. Where none combines with a letter, or one combines with none,
    it was Windows-1252, in which "ã" and "õ" of Portuguese are the bytes of "ă" and "ơ". Both read
    nearly any bytes, so guessing further would not help: the page shows which encoding a file was
    read as. Only where most letters are of another script is it asked which one.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif b"\0" in content[:1000]:
        encodings = ["utf-16-le" if content[1:2] == b"\0" else "utf-16-be"]
    else:
        encodings = ["utf-8-sig", *_of_another_script(content), "cp1258", "cp1252"]
    for encoding in encodings:
        try:
            read = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        text = unicodedata.normalize("NFC", read)
        if encoding == "cp1258" and not _has_tones(read, text):
            continue
        return text, NAMES.get(encoding, encoding.upper().replace("_", "-"))
    raise UnreadableSheetError(
        _("The characters of the file cannot be read. Save it as CSV in UTF-8.")
    )


def _has_tones(read, composed):
    """Whether there are combining marks, and all of them have a letter to combine with."""
    return any(map(unicodedata.combining, read)) and not any(map(unicodedata.combining, composed))


def _of_another_script(content):
    letters = sum(byte > 127 or chr(byte).isalpha() for byte in content)
    if sum(byte > 127 for byte in content) * 3 < letters or not letters:
        return []
    from charset_normalizer import from_bytes

    best = from_bytes(content[:LOOKED_AT], cp_isolation=sorted(OF_OTHER_SCRIPTS)).best()
    return [best.encoding] if best else []
