"""What a document says of itself: its title, date and language. Guesses, which an organiser can
correct."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from pathlib import PurePath

from agenda.documents import block_kinds
from agenda.documents.hyphens import is_vietnamese
from agenda.documents.sentences import ends_sentence
from agenda.models import Paragraph

TITLE_WORDS = 12
LONGEST_SUBJECT = 60  # words of what a law or decree is about
PLACE_AND_DATE_WORDS = 16  # "Số: 13/2023/NĐ-CP | Hà Nội, ngày 17 tháng 4 năm 2023"

_DAY_FIRST = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_.]?)(\d{2})\2(\d{2})(?!\d)")
_IN_WORDS = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_MONTHS = [
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
]
_IN_ENGLISH = re.compile(rf"\b(\d{{1,2}})\s+({'|'.join(_MONTHS)})\s+(\d{{4}})", re.IGNORECASE)
# What the documents of Vietnamese authorities are called; the line after it says what about.
_VIETNAMESE_TYPES = {
    *("luật", "bộ luật", "nghị định", "nghị quyết", "quyết định", "thông tư", "chỉ thị"),
    *("thông tư liên tịch", "pháp lệnh", "lệnh", "kế hoạch", "thông báo", "báo cáo"),
}


def guess_title(own_title: str, paragraphs: Sequence[tuple[str, str]]) -> str:
    """The first heading of [(text, kind)], the file's own title, or the first words."""
    if title := _title_of_law(paragraphs):
        return title
    headings = [text for text, kind in paragraphs if kind == Paragraph.Kind.HEADING]
    if headings or own_title:
        return [*headings, own_title][0]
    texts = [text for text, kind in paragraphs if kind == Paragraph.Kind.TEXT]
    words = (texts or [paragraphs[0][0]])[0].split()
    return " ".join(words[:TITLE_WORDS]) + ("…" if len(words) > TITLE_WORDS else "")


def _title_of_law(paragraphs):
    """The kind of a Vietnamese law, decree or the like and what it is about; "" for others."""
    head = [text for text, _kind in paragraphs[: 2 * block_kinds.HEAD_BLOCKS]]
    for kind, subject in pairwise(head):
        name = kind.rstrip(" :*").lower()
        if name in _VIETNAMESE_TYPES and len(subject.split()) <= LONGEST_SUBJECT:
            if subject.isupper():
                subject = subject.lower().replace("việt nam", "Việt Nam")
            begins = subject[:1].lower() if name not in {"luật", "bộ luật"} else subject[:1].upper()
            return f"{name.capitalize()} {begins}{subject[1:]}"
    return ""


def guess_date(name: str, paragraphs: Sequence[tuple[str, str]]) -> date | None:
    """The day of publication: from a dateline near the top, or from the file's name; or None.

    Figures with slashes are read day first, as in Viet Nam and at the United Nations.
    """
    head = paragraphs[: block_kinds.HEAD_BLOCKS]
    datelines = [text for text, kind in head if kind == Paragraph.Kind.FURNITURE]
    if day := _date_in_words([text for text, _kind in head]):
        return day
    for text in [*datelines, PurePath(name).stem]:
        dates = [(y, m, d) for y, _sign, m, d in _YEAR_FIRST.findall(text)]
        dates += [(y, m, d) for d, m, y in _DAY_FIRST.findall(text)]
        for figures in dates:
            try:
                return date(*map(int, figures))
            except ValueError:
                continue
    return None


def _date_in_words(texts):
    """The day in a short line such as "Hà Nội, ngày 17 tháng 4 năm 2023", or None."""
    for text in texts:
        if len(text.split()) > PLACE_AND_DATE_WORDS or ends_sentence(text):
            continue
        for pattern in [_IN_WORDS, _IN_ENGLISH]:
            if match := pattern.search(text):
                day, month, year = match.groups()
                number = _month(month)
                try:
                    return date(int(year), number, int(day))
                except ValueError:
                    continue
    return None


def _month(written):
    """The number of a month, in figures or an English word."""
    named = written.lower()
    return _MONTHS.index(named) + 1 if named in _MONTHS else int(written)


def guess_language(text: str) -> str:
    """ "vi" if letters that only Vietnamese has are frequent, else "en": documents have one of the
    two."""
    return "vi" if is_vietnamese(text) else "en"
