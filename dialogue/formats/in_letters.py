"""Days and moments as letters write them. Pure. The days of a dialogue are in all its letters, so
what was looked up for them in another language is kept."""

from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from django.utils import translation
from django.utils.dateformat import format as date_in_words

MOST_NAMED = 2  # days in a row that are named one by one
LATE_MONTHS = 3  # Vietnam's letters put a 0 before the months 1 and 2, and before days below 10


class Leaf(NamedTuple):
    """One day as a calendar on the wall shows it."""

    weekday: str
    number: str
    month: str


def day(one: date, language: str) -> str:
    """ "2 June 2031", "ngày 02 tháng 6 năm 2031" """
    if language == "vi":
        return f"ngày {one.day:02} {month(one)}"
    return date_in_words(one, "j F Y")


def days(first: date, last: date, language: str) -> str:
    """ "2 and 3 June 2031", "ngày 02 và 03 tháng 6 năm 2031"; of more than two days the first and
    the last."""
    if first == last:
        return day(first, language)
    are_two, same_month = (
        (last - first).days == 1,
        (first.year, first.month)
        == (
            last.year,
            last.month,
        ),
    )
    if language == "vi":
        if same_month:
            between = "và" if are_two else "đến"
            before = "ngày" if are_two else "từ ngày"
            return f"{before} {first.day:02} {between} {last.day:02} {month(last)}"
        return f"từ {day(first, language)} đến {day(last, language)}"
    between = "and" if are_two else "to"
    start = date_in_words(
        first, "j" if same_month else "j F" if first.year == last.year else "j F Y"
    )
    return f"{start} {between} {day(last, language)}"


def when(first: date, last: date, language: str) -> str:
    """The days in a sentence: "on 2 and 3 June 2031", "trong hai ngày 02 và 03 tháng 6 năm 2031";
    of more than two days "from … to …", "từ … đến …"."""
    said, length = days(first, last, language), (last - first).days + 1
    if language == "vi":
        if length == MOST_NAMED and said.startswith("ngày"):
            return f"trong hai {said}"
        return f"vào {said}" if length == 1 else said
    return f"from {said}" if length > MOST_NAMED else f"on {said}"


@lru_cache(maxsize=1024)
def weekdays(first: date, last: date, language: str) -> str:
    """ "Wednesday and Thursday", "thứ Tư và thứ Năm"; of more than two days the first and the
    last."""
    names = [weekday(one, language) for one in (first, last)]
    if first == last:
        return names[0]
    are_two = (last - first).days == 1
    if language == "vi":
        return f"{names[0]} và {names[1]}" if are_two else f"từ {names[0]} đến {names[1]}"
    return f"{names[0]} {'and' if are_two else 'to'} {names[1]}"


def weekday(one: date, language: str) -> str:
    """ "Wednesday", "thứ Tư", within a sentence"""
    with translation.override(language):
        return date_in_words(one, "l").replace("Thứ", "thứ")


@lru_cache(maxsize=1024)
def leaf(one: date, language: str) -> Leaf:
    """A day as a leaf of a calendar: ("Wednesday", "2", "June 2031"), ("Thứ Tư", "02", "tháng 6
    năm 2031")."""
    with translation.override(language):
        if language == "vi":
            return Leaf(date_in_words(one, "l"), f"{one.day:02}", month(one))
        return Leaf(date_in_words(one, "l"), str(one.day), date_in_words(one, "F Y"))


def moment(one: datetime, language: str) -> str:
    """A local moment: "17:00 on 15 May 2031", "17 giờ 00 ngày 15 tháng 5 năm 2031" """
    if language == "vi":
        return f"{one:%H} giờ {one:%M} {day(one.date(), language)}"
    return f"{one:%H:%M} on {day(one.date(), language)}"


def month(one: date) -> str:
    """ "tháng 6 năm 2031" """
    number = f"{one.month:02}" if one.month < LATE_MONTHS else str(one.month)
    return f"tháng {number} năm {one.year}"
