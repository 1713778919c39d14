"""Tags for what pages are built of: the days as leaves of a calendar, the summary of errors."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import template
from django.utils import translation
from django.utils.dateformat import format as date_in_words
from django.utils.translation import pgettext

from dialogue.calendars import events
from dialogue.models import Dialogue
from dialogue.pages.problems import problems

register = template.Library()

PARAGRAPHS = re.compile(r"\n\s*\n")
# Not after one capital, as in "J. Doe", nor after a short form such as "Dr." or "TS."; but a vowel
# with a sign is a word of its own, as in "Đông Nam Á."
SENTENCE_END = re.compile(
    r"(?:(?<=[\w)”’]{2}[.!?…])|(?<=\s[^\W\d_A-ZĐ][.!?…]))(?<!\b(?:Dr|Mr|Ms|TS|GS)\.)\s+(?=[“‘(]?[^\W_a-z])"
)
MOST_LEAVES = 3  # of more days only the first and the last are shown
LATE_MONTHS = 3  # Vietnam's letters put a 0 before the months 1 and 2, and before days below 10


@dataclass(frozen=True)
class Leaf:
    """One day as a leaf of a calendar shows it. `comes_later`: days between it and the leaf before
    are left out."""

    day: date
    comes_later: bool = False

    @property
    def weekday(self) -> str:
        """ "Wednesday", "Thứ Tư" """
        return date_in_words(self.day, "l")

    @property
    def short_weekday(self) -> str:
        """ "Wed", "Thứ Tư": for a narrow leaf."""
        return date_in_words(self.day, pgettext("format of a weekday on a narrow leaf", "D"))

    @property
    def number(self) -> str:
        """ "2", in Vietnamese "02" """
        return f"{self.day.day:02}" if translation.get_language() == "vi" else str(self.day.day)

    @property
    def month(self) -> str:
        """ "June", "tháng 6" """
        if translation.get_language() == "vi":
            month = self.day.month
            return f"tháng {month:02}" if month < LATE_MONTHS else f"tháng {month}"
        return date_in_words(self.day, "F")

    @property
    def year(self) -> str:
        """ "2027", "năm 2027": what follows the month."""
        year = str(self.day.year)
        return pgettext("after a month", "%(year)s") % {"year": year}


def leaves(first: date, last: date) -> list[Leaf]:
    """One leaf for each day, or the first and the last of many."""
    number = (last - first).days + 1
    if number > MOST_LEAVES:
        return [Leaf(first), Leaf(last, comes_later=True)]
    return [Leaf(first + timedelta(offset)) for offset in range(number)]


@register.inclusion_tag("dialogue/_date_leaves.html")
def date_leaves(dialogue: Dialogue, *, narrow: bool = False) -> dict[str, Any]:
    """The days of the dialogue as an object that is remembered; dashed until it is confirmed,
    struck out where it does not take place."""
    return {
        "is_narrow": narrow,
        "leaves": leaves(dialogue.starts_on, dialogue.ends_on),
        "is_tentative": dialogue.is_tentative,
        "is_off": dialogue.is_off,
    }


@register.filter
def day_number(day: date) -> str:
    """The day as its leaf shows it: "2", in Vietnamese "02"."""
    return Leaf(day).number


register.filter("has_a_position", events.position)


@register.filter
def first_sentence(text: str) -> str:
    """The first sentence of a text: one line where there is room for no more."""
    paragraph = PARAGRAPHS.split(text.strip(), maxsplit=1)[0]
    return SENTENCE_END.split(paragraph, maxsplit=1)[0]


@register.inclusion_tag("dialogue/_error_summary.html")
def error_summary(*forms: Any, refusal: object = "") -> dict[str, Any]:
    """What is wrong in these forms, first on the page and with the focus, each with a link to its
    field, where the view does not say it (`problems` in its context). A form may be missing."""
    return {"problems": problems(*(form for form in forms if form), refusal=refusal)}
