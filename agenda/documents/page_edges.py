"""Heads and feet of printed pages: running titles, page numbers. They are no text, and they would
divide sentences that go on overleaf."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from agenda.documents.paragraphs import clean
from agenda.documents.pdf_grids import Grid
from agenda.documents.pdf_letters import Page, Printed

LEAST = 3  # pages with the same words at one height, where they are not on half of the pages
LEVEL = 2  # points: heads of pages stand as near to one height
APART = 1.4  # so many times the usual distance of lines is between a head and the text
OTHER_SIZE = 0.06  # by so much a head's letters are smaller or larger than those of the text
LARGE = 1.2  # letters of so many times the usual size are those of a title
LONGEST = 120  # characters of a head


def split_pages(
    pages: Sequence[Page], grids: Sequence[Sequence[Grid]] = ()
) -> tuple[list[Page], list[str]]:
    """(the pages without the lines that recur at their edges, [these lines]).

    Page numbers, running headers and footers are in the first or last two lines of at least half
    of the pages, as these are drawn or as they stand on the page, and differ only in their figures
    and, on left and right pages, in the order of their words. Others name the chapter: these stand
    apart from the text, outermost on the page, at the same height on one page and the next. The
    rows of a table recur too; `grids` are the ruled tables of each page.
    """
    recurring: Counter[str] = Counter()
    for page in pages:
        recurring.update({_without_figures(page[number].text) for number in _edges(page)})
    least = max(2, len(pages) / 2)
    named = _named(pages)
    in_tables = {
        id(line)
        for page, tables in zip(pages, grids, strict=False)
        for line in page
        if any(table.holds(line) for table in tables)
    }
    bodies, furniture = [], []
    for page in pages:
        body, edges = [], _edges(page)
        for number, line in enumerate(page):
            recurs = number in edges and recurring[_without_figures(line.text)] >= least
            if (recurs or id(line) in named) and id(line) not in in_tables:
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


def _named(pages):
    """The ids of the lines that are heads or feet because of where they stand.

    The same words at one height on three pages are; so is whatever stands at a height at which
    half of the pages have such words.
    """
    size = _usual_size(pages)
    outermost = [line for page in pages for line in _apart(page)]
    alike: dict[tuple[str, int], list[Printed]] = defaultdict(list)
    for line in outermost:
        for level in _levels(line):
            alike[_without_figures(line.text), level].append(line)
    found: set[int] = set()
    heights: Counter[int] = Counter()
    for (_words, level), lines in alike.items():
        if len(lines) >= LEAST:
            found |= {id(line) for line in lines}
            heights[level] += len(lines)
    common = {level for level, times in heights.items() if times >= max(LEAST, len(pages) / 2)}
    found |= {
        id(line)
        for line in outermost
        if common & set(_levels(line)) and line.size < LARGE * size and len(line.text) < LONGEST
    }
    return found


def _usual_size(pages):
    """The size of most letters, 0 where none is known."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0


def _levels(line):
    """Two numbers for the height of a line, one of which it shares with every line nearby."""
    return int(line.y // (2 * LEVEL)), -1 - int((line.y + LEVEL) // (2 * LEVEL))


def _apart(page):
    """The lines at the greatest and at the least height of a page, where these stand apart from
    their neighbour or are in other letters."""
    sizes = {round(line.y): line.size for line in page if line.size}
    heights = sorted(sizes, reverse=True)
    if len(heights) < 4:
        return []
    distance = median(above - below for above, below in pairwise(heights))
    apart = {
        height
        for height, neighbour in (heights[:2], heights[:-3:-1])
        if abs(height - neighbour) > APART * distance
        or abs(sizes[height] - sizes[neighbour]) > OTHER_SIZE * sizes[neighbour]
    }
    return [line for line in page if line.size and round(line.y) in apart]
