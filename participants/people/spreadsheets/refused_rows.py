"""The rows that were not imported, as a workbook with the reason beside each: mended, it is
uploaded like any other list, and is understood without asking."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from dialogue.exports import spreadsheets
from participants.people.spreadsheets.columns import heading
from participants.people.spreadsheets.meanings import NOTHING, meaning_of
from participants.people.spreadsheets.outcomes import Plan
from participants.people.spreadsheets.sheets import Sheet

# What holds for everybody, and is said for each in a workbook of its own.
FOR_ALL = ["country", "language", "category"]


def workbook(plan: Plan) -> bytes:
    """The rows that the plan refuses, in the language on screen."""
    reasons = {
        outcome.row.number: reason(
            outcome.row.number,
            outcome.problems,
            outcome.shares,
            outcome.looks_like,
            outcome.erased_on,
        )
        for outcome in plan.refused
    }
    return of(plan.sheet, reasons)


def of(sheet: Sheet, reasons: dict[int, str]) -> bytes:
    """The rows of the sheet that have a reason, {number: reason}, as they were in the file."""
    positions = sorted({*sheet.meanings, *sheet.texts})
    for_all = [
        (name, value)
        for name in FOR_ALL
        if (value := getattr(sheet.choices, name)) and name not in sheet.places
    ]
    headings = [_("Why it was not imported"), *(heading(name) for name, _value in for_all)]
    headings += [_heading(sheet, position) for position in positions]
    raw = {row.number: row.raw for row in sheet.rows}
    rows = [
        [reason, *(value for _name, value in for_all), *_cells(raw[number], positions)]
        for number, reason in reasons.items()
        if number in raw
    ]
    return spreadsheets.write_xlsx(headings, rows, _("Rows that were not imported"))


def _heading(sheet, position):
    """That of the file if it is understood by itself, else ours."""
    own, name = sheet.texts.get(position, ""), sheet.meanings.get(position, "")
    if not name:
        return own or "–"
    meaning = meaning_of(own)
    is_understood = bool(own) and meaning not in {"", NOTHING} and name.startswith(meaning)
    return own if is_understood else heading(name)


def _cells(raw, positions):
    return [raw[position - 1] if position <= len(raw) else "" for position in positions]


def reason(
    number: int,
    problems: Sequence[tuple[str, str]],
    shares: str = "",
    looks_like: str = "",
    erased_on: str = "",
) -> str:
    """Why the row of this number is refused: its faults, (where, what), or else the doubt."""
    sentences = [f"{where}: {text}" for where, text in problems]
    if not sentences and shares:
        sentences = [_("%(who)s has the same address.") % {"who": shares}]
    elif not sentences and looks_like:
        sentences = [_("Looks like %(who)s.") % {"who": looks_like}]
    if erased_on and not problems:
        text = _("The data of the person with this address were erased on %(day)s, as was asked.")
        sentences.append(text % {"day": erased_on})
    return "\n".join([_("Row %(number)d") % {"number": number}, *sentences])
