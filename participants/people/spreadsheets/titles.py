"""The language of an office in a list that has one column for all: “Chức vụ” over “Chuyên viên” and
“Director-General”. No database."""

import re

from participants.people.spreadsheets.contents import VIETNAMESE
from participants.people.spreadsheets.headings import Headings

COLUMNS = {"title_en", "title_vi"}
NAMES_THE_LANGUAGE = re.compile(r"việt|viet", re.IGNORECASE)


def sort_by_language(cells: dict[str, str], found: Headings, country: str) -> None:
    """Move a title to the column of its language: by its letters, and where few of them tell, by
    the country of its holder."""
    places = {name: at for at, name in found.meanings.items() if name in COLUMNS}
    held = COLUMNS & cells.keys()
    if len(places) != 1 or len(held) != 1:
        return
    (column,), before = places, held.pop()
    text = cells[before]
    if VIETNAMESE.search(text) or (country == "VN" and not text.isascii()):
        after = "title_vi"
    elif column == "title_vi" and country not in {"", "VN"} and text.isascii():
        is_said = NAMES_THE_LANGUAGE.search(found.texts.get(places[column], ""))
        after = before if is_said else "title_en"
    else:
        after = before
    cells[after] = cells.pop(before)
