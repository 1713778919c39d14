"""What the places of lines on pages mean: paragraphs, table rows, footnotes, margins.

Measures are points, from the lower left corner of a page. Lines are in the order in which they are
drawn, so what follows above or far to the right is in another column.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from agenda.documents import openings
from agenda.documents.line_numbers import without_line_numbers
from agenda.documents.paragraphs import Block, Line, clean, join
from agenda.documents.sentences import ends_sentence

INDENTED = 0.8  # an indent is at least so many times the size of the letters
WIDE_GAP = 1.35  # so many times the usual distance of lines divides paragraphs
SMALL = 0.92  # letters of so many times the usual size are those of footnotes
LEAST_INDENTS = 3  # before an indent is the document's way to begin a paragraph
LETTER = 0.62  # the width of a letter, generously; a cell begins further away than that
CELL_GAP = 1.2


class Piece(NamedTuple):
    """Text that is drawn at a place, with letters of a size."""

    text: str
    x: float
    y: float
    size: float


class Printed(NamedTuple):
    """A line of a page: where it begins, and its pieces."""

    text: str
    x: float = 0
    y: float = 0
    size: float = 0
    pieces: Sequence[Piece] = ()


Page = list[Printed]


def blocks(pages: Sequence[Page]) -> tuple[list[Block], list[str]]:
    """(the blocks of all pages run together, then their footnotes; [the distinct lines that are
    not of the text: those that recur at the edges of pages, and numbers of lines])."""
    numbered = [without_line_numbers(page) for page in pages]
    pages = [page for page, _numbers in numbered]
    pages, furniture = split_pages(pages)
    furniture += [numbers for _page, numbers in numbered if numbers]
    body_size = _usual([line.size for page in pages for line in page for _ in line.text])
    pages, notes = _without_footnotes(pages, body_size)
    indents = _indents(pages)
    lines = [line for page in pages for line in _as_lines(page, indents)]
    return join(lines) + join(notes), list(dict.fromkeys(furniture))


def split_pages(pages: Sequence[Page]) -> tuple[list[Page], list[str]]:
    """(the pages without the lines that recur at their edges, [these lines]).

    Page numbers, running headers and footers are in the first or last two lines of at least half
    of the pages, as these are drawn or as they stand on the page, and differ only in their figures
    and, on left and right pages, in the order of their words. They would divide paragraphs that
    continue on the next page, so they come after the text.
    """
    recurring: Counter[str] = Counter()
    for page in pages:
        recurring.update({_without_figures(page[number].text) for number in _edges(page)})
    least = max(2, len(pages) / 2)
    bodies, furniture = [], []
    for page in pages:
        body, edges = [], _edges(page)
        for number, line in enumerate(page):
            if number in edges and recurring[_without_figures(line.text)] >= least:
                furniture.append(clean(line.text))
            else:
                body.append(line)
        bodies.append(body)
    return bodies, furniture


def _edges(page):
    """The numbers of the lines that are first or last on a page, or nearly so: a footer may be
    drawn before the footnotes above it."""
    heights = sorted({round(line.y) for line in page if line.size})
    outer = {*heights[:2], *heights[-2:]}
    return {
        number
        for number, line in enumerate(page)
        if number < 2 or number >= len(page) - 2 or (line.size and round(line.y) in outer)
    }


def _without_figures(line):
    words = re.sub(r"\d+", "#", clean(line)).split()
    return " ".join(sorted(word for word in words if word.strip("#/.|–-")))


def _usual(measures):
    """The most frequent of some measures, to half a point; 0 for none."""
    counted = Counter(round(measure * 2) / 2 for measure in measures)
    return counted.most_common(1)[0][0] if counted else 0


def _without_footnotes(pages, body_size):
    """(pages without the small letters at their feet, the Lines of these). A note may go on at the
    foot of the next page, where it begins without its number."""
    bodies: list[Page] = []
    notes: list[Line] = []
    is_open = False  # whether the page before ends within a note
    for page in pages:
        end = len(page)
        while end and 0 < page[end - 1].size < SMALL * body_size:
            end -= 1
        foot = page[end:]
        is_note = foot and re.match(r"\s*(?:\d{1,3}|[*†‡]|[\[(]\d{1,3}[\])])", foot[0].text)
        if not foot or not end or not (is_note or is_open):
            bodies.append(page)
            is_open = False
            continue
        is_open = not ends_sentence(clean(foot[-1].text))
        bodies.append(page[:end])
        notes += [
            Line(
                clean(line.text),
                opens=bool(re.match(r"\s*(?:\d{1,3}\s|[*†‡[]|\(\d{1,3}\))", line.text)),
            )
            for line in foot
        ]
    return bodies, notes


def _indents(pages):
    """The places at which this document begins its paragraphs: indents from a margin to which the
    next line returns."""
    found: Counter[int] = Counter()
    margins: Counter[int] = Counter()
    for page in pages:
        for before, line, after in zip(page, page[1:], page[2:], strict=False):
            margins[round(line.x)] += 1
            hangs = openings.is_numbered(clean(before.text))  # its number stands before its words
            if (
                not hangs
                and line.x - before.x > INDENTED * line.size > 0
                and abs(after.x - before.x) < 2
                and before.y > line.y > after.y
            ):
                found[round(line.x)] += 1
    return {x for x, times in found.items() if times >= LEAST_INDENTS and 2 * times > margins[x]}


def _as_lines(page, indents):
    """The Lines of a page."""
    distance = _usual([a.y - b.y for a, b in pairwise(page) if 0 < a.y - b.y < 4 * a.size])
    rows = _rows(page)
    lines = []
    for number, line in enumerate(page):
        cells = rows.get(number)
        if cells:
            lines.append(Line(" | ".join(cells), is_row=True))
            continue
        before = page[number - 1] if number else None
        gap = before.y - line.y if before else 0
        opens = distance and WIDE_GAP * distance < gap < 8 * distance and before.size > 0
        opens = bool(opens or (line.size > 0 and round(line.x) in indents))
        is_flush = (
            distance > 0
            and 0 < gap <= WIDE_GAP * distance
            and -2 < before.x - line.x < 4 * line.size
        )
        in_other_letters = bool(before) and abs(before.size - line.size) > 0.15 * line.size
        if text := clean(line.text):
            lines.append(Line(text, int(in_other_letters), opens=opens, is_flush=is_flush))
    return lines


def _rows(page):
    """{number of the line: [cell]} for the lines of tables: at least two lines in a row have cells,
    and a cell of one begins where a cell of the other does."""
    cells = [_cells(line) for line in page]
    rows = {}
    for number, (above, below) in enumerate(pairwise(cells)):
        if len(above) < 2 or len(below) < 2:
            continue
        if any(abs(a.x - b.x) < 3 for a in above[1:] for b in below[1:]):
            rows[number] = [clean(cell.text) for cell in above]
            rows[number + 1] = [clean(cell.text) for cell in below]
    return rows


def _cells(line):
    """The pieces of a line, joined where they are next to each other."""
    cells: list[Piece] = []
    for piece in line.pieces:
        if cells:
            last = cells[-1]
            reach = last.x + LETTER * last.size * len(last.text.strip())
            if piece.x - reach < CELL_GAP * piece.size or piece.size == 0:
                cells[-1] = last._replace(text=last.text + piece.text)
                continue
        cells.append(piece)
    return cells
