"""Values as cells of a table that leaves the house: on the active clock, without what XML cannot
hold, and harmless.

Cells that a spreadsheet program would take for a formula are made harmless (CWE-1236). In CSV an
apostrophe goes before = + - @, tab and return; our own import takes it away again. It goes also
within a text where a program that takes semicolons for separators begins a cell. In XLSX cells
carry a type, so every text is written as text; the apostrophe goes before these too, for the file
may be saved as CSV later. Only a telephone number ("+84 24 …") stays as it is in XLSX: marked as
text it remains readable and computes nothing. In CSV it gets the apostrophe, for Excel would drop
the plus sign and show 8.42E+11.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

FORMULA = r"\s*[=+\-@＝＋－＠\t\r]"  # how a text begins that programs take for a formula
LOOKS_LIKE_A_FORMULA, IS_ESCAPED = re.compile(f"^{FORMULA}"), re.compile(f"^'(?={FORMULA})")
BEGINS_A_CELL_ELSEWHERE = re.compile(
    r"[;\t]\s*(?=[=+\-@＝＋－＠])|[\r\n]\s*(?=[=@＝＠]|[+\-＋－]\S)"  # a list's "- " is no formula
)
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # not in XML 1.0
TELEPHONE = re.compile(r"^\+[\d\s()./-]+$")

Rows = Iterable[Iterable[object]]


def escape_formula(text: str) -> str:
    """The text with an apostrophe before what would begin a formula."""
    return f"'{text}" if LOOKS_LIKE_A_FORMULA.match(text) else text


def unescape_formula(text: str) -> str:
    """The text as it was before `escape_formula`."""
    return IS_ESCAPED.sub("", text)


def plain(value: object) -> str | int | float | date | None:
    """Moments on the clock that is active; everything that is no number or day as text."""
    if isinstance(value, str):
        return CONTROL_CHARACTERS.sub("", value)
    if isinstance(value, datetime):
        moment = timezone.localtime(value) if timezone.is_aware(value) else value
        return moment.replace(tzinfo=None, second=0, microsecond=0)
    if value is None or isinstance(value, int | float | date):
        return value
    return CONTROL_CHARACTERS.sub("", str(value))


def csv_cell(value: object) -> object:
    """A value as CSV has it."""
    shown = plain(value)
    if isinstance(shown, str):
        begins = len(shown) - len(shown.lstrip())
        rest = BEGINS_A_CELL_ELSEWHERE.sub(r"\g<0>'", shown[begins:])
        return escape_formula(shown[:begins] + rest)
    return f"{shown:%Y-%m-%d %H:%M}" if isinstance(shown, datetime) else shown


def xlsx_text(text: str) -> str:
    """A text as a workbook has it."""
    return text if TELEPHONE.match(text) else escape_formula(text)
