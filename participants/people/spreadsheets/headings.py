"""The row of headings in a sheet: below titles, in two rows where groups of columns have a heading
of their own, and repeated or numbered below."""

import itertools
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from participants.people.spreadsheets import contents
from participants.people.spreadsheets.columns import (
    FAMILY_AND_MIDDLE,
    FULL_NAME,
    IN_NOTE,
    MIDDLE_NAME,
)
from participants.people.spreadsheets.grid import Cell, Grid
from participants.people.spreadsheets.meanings import NOTHING, meaning_of

HEADINGS_WITHIN = 30  # rows: above the headings there may be a title, a seal, a cover letter
# Enough to take a row for headings although no other of its texts is known.
TELLING = {FULL_NAME, "family_name", "given_name", "email"}
SAMPLE = 200  # rows below
PARTS_OF_A_NAME = {FULL_NAME, FAMILY_AND_MIDDLE, MIDDLE_NAME, "family_name", "given_name"}
# What a column of categories may be taken for, by its heading.
MAY_BE_CATEGORIES = {"", IN_NOTE, "title_en", "title_vi", "institution_kind", "note"}
PREFIX = re.compile(r"[\w ]{2,20}?[-_:./]\s*")  # "MAE-FULL NAME", "reg_email"


@dataclass
class Headings:
    """`first` and `last` are the numbers of their rows, 0 where there are none; `texts` is
    {position: heading}, `meanings` {position: column, NOTHING, or "" for what is not known}, both
    with positions from 1; `score` is how many different columns are known."""

    first: int
    last: int
    texts: dict[int, str]
    meanings: dict[int, str]
    score: int


def count_known(texts: list[str]) -> int:
    """How many different columns these headings name."""
    return len({meaning_of(text) for text in texts} - {"", NOTHING})


def find(grid: Grid, remembered: Mapping[str, str], row: int | None = None) -> Headings:
    """The headings of a sheet; those in `row` if an organiser said so, 0 for none. Without any, the
    columns are told by what is in them."""
    best = _none(grid)
    if row == 0:
        return best
    for headings in _candidates(grid, remembered, row):
        if headings.score > best.score or (row and best.last == 0):
            best = headings
    if row is None and best.score == 1 and not TELLING & set(best.meanings.values()):
        best = _none(grid)
    best.meanings = dict(_by_content(grid, best))
    _whole_names(grid, best)
    _countries(grid, best)
    return best


def _whole_names(grid, headings):
    """A column for one part of the name that is the only one, and holds all of them."""
    known = {p: name for p, name in headings.meanings.items() if name in PARTS_OF_A_NAME}
    texts = dict(_columns(grid, headings))
    for position, name in known.items():
        is_part = name in {"family_name", "given_name"}
        if is_part and len(known) == 1 and contents.holds_whole_names(texts.get(position, [])):
            headings.meanings[position] = FULL_NAME


def _countries(grid, headings):
    """Institutions that are countries, in a list that has no other column of countries; and such a
    column without a heading."""
    if "country" in headings.meanings.values():
        return
    for position, texts in _columns(grid, headings):
        name = headings.meanings.get(position, "")
        is_open = name.startswith("institution_") if headings.texts.get(position) else not name
        if is_open and name != "institution_kind" and contents.holds_countries(texts):
            headings.meanings[position] = "country"
            return


def _none(grid):
    widest = max((len(cells) for cells in grid.rows.values()), default=0)
    headings = Headings(0, 0, {}, dict.fromkeys(range(1, widest + 1), ""), 0)
    headings.meanings = dict(_by_content(grid, headings))
    for position, texts in _columns(grid, headings):
        known = headings.meanings.values()
        if headings.meanings[position]:
            continue
        if FULL_NAME not in known and contents.holds_names(texts):
            headings.meanings[position] = FULL_NAME
        elif "phone" not in known and contents.holds_telephones(texts):
            headings.meanings[position] = "phone"
    return headings


def _candidates(grid, remembered, row):
    numbers = list(itertools.islice(grid.rows, HEADINGS_WITHIN))
    for number, following in itertools.zip_longest(numbers, numbers[1:]):
        if row and number != row:
            continue
        texts = _texts(grid, number)
        if _looks_like_data(texts):
            continue
        yield _headings(number, number, texts, remembered)
        below = _texts(grid, following) if following == number + 1 else {}
        if below and not _looks_like_data(below):
            both = {
                position: _both(texts.get(position, ""), below.get(position, ""), remembered)
                for position in sorted({*texts, *below})
            }
            two = _headings(number, following, both, remembered)
            one, other = count_known(list(texts.values())), count_known(list(below.values()))
            # Only if the second row names columns too: a row of data may hold "Delegate" once.
            if two.score > max(one, other) and other:
                yield two


def _both(above, below, remembered):
    """The lower heading where it says enough, as "Email" below "Contact"; else both."""
    if not below or not above or above == below:
        return below or above
    return below if meaning_of(below, remembered) else f"{above} / {below}"


def _texts(grid, number):
    """{position: text}, a merged heading over each of its columns."""
    cells = grid.rows[number]
    texts = {at: " ".join(cell.text.split()) for at, cell in enumerate(cells, 1)}
    for top, left, bottom, right in grid.merged:
        if top == number and bottom == number and right - left < 8:
            for position in range(left, right + 1):
                texts[position] = texts.get(left, "")
    return {position: text for position, text in texts.items() if text}


def _looks_like_data(texts):
    return any(contents.ADDRESS.search(text) for text in texts.values())


def _headings(first, last, texts, remembered):
    meanings = {position: meaning_of(text, remembered) for position, text in texts.items()}
    if prefix := _common_prefix(texts.values()):
        for position, text in texts.items():
            if not meanings[position] and text.startswith(prefix):
                meanings[position] = meaning_of(text[len(prefix) :], remembered)
    known = set(meanings.values())
    if "given_name" in known and not known & {"family_name", FULL_NAME}:  # "Second name" is it
        meanings = {p: "family_name" if m == MIDDLE_NAME else m for p, m in meanings.items()}
    score = len(set(meanings.values()) - {"", NOTHING})
    return Headings(first, last, texts, meanings, score)


def _common_prefix(texts):
    """What a program writes before most of its headings; "" for nothing."""
    texts = list(texts)
    prefixes = Counter(found[0] for text in texts if (found := PREFIX.match(text)))
    prefix, number = prefixes.most_common(1)[0] if prefixes else ("", 0)
    return prefix if number > 2 and number * 2 > len(texts) else ""


def _by_content(grid, headings):
    """The meanings again, with what the cells below say."""
    has_address = "email" in headings.meanings.values()  # then other addresses are others'
    for position, texts in _columns(grid, headings):
        meaning = headings.meanings.get(position, "")
        is_open = meaning or not has_address
        yield position, contents.meaning_by_content(meaning, texts) if is_open else ""


def find_categories(grid: Grid, headings: Headings, categories: Collection[str]) -> None:
    """Where no column is called so, take the one whose cells are mostly names of the dialogue's
    categories for theirs: “Group”, “Role”. One that is called so and holds nothing like them is of
    another classification, which the note keeps."""
    if not categories:
        return
    for position, texts in _columns(grid, headings):
        is_called_so = headings.meanings.get(position) == "category"
        if is_called_so and any(texts) and not contents.are_like(texts, categories):
            headings.meanings[position] = IN_NOTE
    if "category" in headings.meanings.values():
        return
    for position, texts in _columns(grid, headings):
        is_open = headings.meanings.get(position, "") in MAY_BE_CATEGORIES
        if is_open and contents.are_among(texts, categories):
            headings.meanings[position] = "category"
            return


def _columns(grid, headings):
    """(position, the texts below the headings) of each column."""
    below = [cells for number, cells in grid.rows.items() if number > headings.last][:SAMPLE]
    widest = max(map(len, below), default=0)
    for position in sorted({*headings.meanings, *range(1, widest + 1)}):
        yield (
            position,
            [cells[position - 1].text.strip() for cells in below if position <= len(cells)],
        )


def repeats(cells: list[Cell], headings: Headings) -> bool:
    """Whether a row below is the headings again, as on each page of a printed list, or numbers the
    columns: (1) (2) (3)."""
    texts = {at: " ".join(cell.text.split()) for at, cell in enumerate(cells, 1) if cell.text}
    if len(texts) < 2:
        return False
    if all(headings.texts.get(position) == text for position, text in texts.items()):
        return True
    numbers = [text.strip("()[] .") for text in texts.values()]
    return len(numbers) > 2 and numbers == [str(n) for n in range(1, len(numbers) + 1)]
