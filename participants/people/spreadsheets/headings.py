"""The row of headings in a sheet: below titles, in two rows where groups of columns have a heading
of their own, and repeated or numbered below."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass

from participants.people.spreadsheets import contents
from participants.people.spreadsheets.columns import FULL_NAME
from participants.people.spreadsheets.grid import Cell, Grid
from participants.people.spreadsheets.meanings import NOTHING, meaning_of

HEADINGS_WITHIN = 30  # rows: above the headings there may be a title, a seal, a cover letter
# Enough to take a row for headings although no other of its texts is known.
TELLING = {FULL_NAME, "family_name", "given_name", "email"}
SAMPLE = 200  # rows below


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
    return best


def _none(grid):
    widest = max((len(cells) for cells in grid.rows.values()), default=0)
    headings = Headings(0, 0, {}, dict.fromkeys(range(1, widest + 1), ""), 0)
    headings.meanings = dict(_by_content(grid, headings))
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
    score = len(set(meanings.values()) - {"", NOTHING})
    return Headings(first, last, texts, meanings, score)


def _by_content(grid, headings):
    """The meanings again, with what the cells below say."""
    below = [cells for number, cells in grid.rows.items() if number > headings.last][:SAMPLE]
    widest = max(map(len, below), default=0)
    for position in sorted({*headings.meanings, *range(1, widest + 1)}):
        texts = [cells[position - 1].text.strip() for cells in below if position <= len(cells)]
        meaning = headings.meanings.get(position, "")
        yield position, contents.meaning_by_content(meaning, texts)


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
