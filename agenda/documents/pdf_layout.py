"""What the places of lines on pages mean: paragraphs, table rows, footnotes, margins.

Measures are points, from the lower left corner of a page. Lines are in the order in which they are
drawn, so what follows above or far to the right is in another column.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from agenda.documents import openings, pdf_grids, pdf_tables, syllables
from agenda.documents.line_numbers import without_line_numbers
from agenda.documents.page_edges import split_pages
from agenda.documents.paragraphs import Block, Line, clean, join
from agenda.documents.pdf_letters import Page, Rule
from agenda.documents.sentences import ends_sentence

INDENTED = 0.8  # an indent is at least so many times the size of the letters
WIDE_GAP = 1.35  # so many times the usual distance of lines divides paragraphs
SMALL = 0.92  # letters of so many times the usual size are those of footnotes
LEAST_INDENTS = 3  # before an indent is the document's way to begin a paragraph


def blocks(pages: Sequence[Page], rules: Sequence[Sequence[Rule]]) -> tuple[list[Block], list[str]]:
    """(the blocks of all pages run together, then their footnotes; [the distinct lines that are
    not of the text: those that recur at the edges of pages, and numbers of lines]).

    `rules` are the ruled lines of each page."""
    numbered = [without_line_numbers(page) for page in pages]
    pages = [page for page, _numbers in numbered]
    grids = [pdf_grids.grids(ruled) for ruled in rules]
    pages, furniture = split_pages(pages, grids)
    furniture += [numbers for _page, numbers in numbered if numbers]
    body_size = _usual([line.size for page in pages for line in page for _letter in line.text])
    pages, notes = _without_footnotes(pages, body_size)
    pages = [pdf_tables.with_rows(*page) for page in zip(pages, rules, grids, strict=True)]
    indents = _indents(pages)
    lines = [line for page in pages for line in _as_lines(page, indents)]
    return join(lines) + join(notes), list(dict.fromkeys(furniture))


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
    width = max((line.end - line.x for line in page), default=0)
    lines = []
    for number, line in enumerate(page):
        if line.is_row:
            lines.append(Line(clean(line.text), is_row=True))
            continue
        before = page[number - 1] if number else None
        gap = before.y - line.y if before else 0
        opens = distance and WIDE_GAP * distance < gap < 8 * distance and before.size > 0
        opens = bool(opens or (line.size > 0 and round(line.x) in indents))
        is_flush = (
            distance > 0
            and 0 < gap <= WIDE_GAP * distance
            and (-2 < before.x - line.x < 4 * line.size or _is_centred(before, line, width))
        )
        in_other_letters = bool(before) and abs(before.size - line.size) > 0.15 * line.size
        if text := clean(syllables.mended(line.text)):
            lines.append(Line(text, int(in_other_letters), opens=opens, is_flush=is_flush))
    return lines


def _is_centred(before, line, width):
    """Whether a line stands under the middle of a long one, as those of a title do."""
    is_long = before.end - before.x > width / 2
    is_inset = abs(before.x - line.x) > 2
    return is_long and is_inset and abs(before.x + before.end - line.x - line.end) < 6
