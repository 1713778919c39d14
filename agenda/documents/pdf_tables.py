"""Tables of a PDF page: their rows become lines of their own, with " | " between the cells.

Ruled lines make a grid, which says what belongs to a cell however many lines that has (see
`pdf_grids`). Where only level lines are ruled, or none, the white space between columns does.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from agenda.documents import openings, pdf_grids
from agenda.documents.pdf_letters import Page, Piece, Printed, Rule

NEAR = 3  # points: cells begin or end below each other
CELL_GAP = 1.2  # so many times the size of a letter, and a cell begins
COLUMN_GAP = 0.6  # the same, between columns that are white from row to row
LOOSE = 0.45  # of a justified line the words are so many times the size apart, and more
EVEN = 2.5  # its gaps differ less than so many times
WIDE = 3  # and they are not wider than so many times the size
NOTES = {"*", "**", "†", "‡"}
LEAST = 3  # lines with cells below each other, before they are a table
CROSSING = 0.12  # of the lines of a table, from 0 to 1, go over several columns
PROSE = 24  # characters: cells of that length, line after line, are columns of text
MOST_PROSE = 12  # lines


def with_rows(page: Page, rules: Sequence[Rule], grids: Sequence[pdf_grids.Grid]) -> Page:
    """The lines of a page, with a line for each row of a table; `grids` are the ruled ones."""
    for grid in grids:
        page = pdf_grids.with_grid(page, grid)
    for find in (_between_rules, _runs):
        for region in find(page, rules):
            page = _with_region(page, region)
    return page


def _between_rules(page, rules):
    """[the lines of a table between level rules of one length]: three of these, at least."""
    level = sorted(
        (rule for rule in rules if rule.end - rule.x > rule.top - rule.y), key=lambda rule: -rule.y
    )
    regions = []
    while level:
        first, *others = level
        alike = [
            rule
            for rule in others
            if abs(rule.x - first.x) < NEAR and abs(rule.end - first.end) < NEAR
        ]
        level = [rule for rule in others if rule not in alike]
        if len(alike) > 1:
            last = alike[-1].y
            regions.append([
                line
                for line in page
                if not line.is_row
                and last < line.y < first.y
                and first.x - NEAR < line.x
                and line.end < first.end + NEAR
            ])  # fmt: skip
    return regions


def _runs(page, _rules):
    """[lines, one below the other, that have cells below each other]."""
    runs: list[list[Printed]] = []
    run: list[Printed] = []
    cells: list[Piece] = []
    for line in page:
        following = [] if line.is_row else cells_of(line)
        if len(following) > 1 and run and line.y < run[-1].y and _below(cells, following):
            run.append(line)
        elif len(run) and line.y < run[-1].y and _goes_on(cells, following):
            run.append(line)  # of a cell with several lines
            continue
        else:
            runs.append(run)
            run = [line] if len(following) > 1 else []
        cells = following
    return [run for run in [*runs, run] if len(run) >= LEAST]


def _below(above, below):
    """Whether a cell, other than the first, begins or ends where one of the line above does."""
    return any(
        abs(a.x - b.x) < NEAR or abs(a.end - b.end) < NEAR for a in above[1:] for b in below[1:]
    )


def _goes_on(cells, following):
    """Whether a line is the next one of a cell other than the first."""
    return len(following) == 1 and any(abs(following[0].x - cell.x) < NEAR for cell in cells[1:])


def cells_of(line: Printed) -> list[Piece]:
    """The words of a line, joined where they are next to each other: a justified line has wide
    gaps too, but many of them."""
    gaps = [after.x - before.end for before, after in pairwise(line.pieces)]
    usual = median(gaps) / line.size if len(gaps) > 2 and line.size else 0
    gap = CELL_GAP if usual < LOOSE else max(CELL_GAP, min(EVEN * usual, WIDE))
    return _joined(line.pieces, gap)


def _joined(pieces, gap):
    """Words, joined where less than so many times their size is between them."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and piece.x - joined[-1].end < gap * piece.size:
            text = f"{joined[-1].text} {piece.text}"
            joined[-1] = joined[-1]._replace(text=text, end=max(joined[-1].end, piece.end))
        else:
            joined.append(piece)
    return joined


def _with_region(page, region):
    """The page with the rows of a table in the place of its lines, if they are one."""
    lines = _by_height([piece for line in region for piece in line.pieces])
    columns = _columns(lines)
    whole = {id(line) for line in region} & {id(line) for line in page}
    if len(lines) < LEAST or not columns or len(whole) < len(region):
        return page
    rows: list[list[str]] = []
    step = min(above[0].y - below[0].y for above, below in pairwise(lines))
    for number, line in enumerate(lines):
        cells = _in_columns(line, columns)
        gap = lines[number - 1][0].y - line[0].y if number else 0
        if rows and gap < 1.5 * max(step, line[0].size) and _is_rest(cells):
            rows[-1] = [f"{one} {two}".strip() for one, two in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    if 2 * sum(len(list(filter(None, row))) > 1 for row in rows) <= len(rows):
        return page
    at = min(number for number, line in enumerate(page) if id(line) in whole)
    made = [pdf_grids.row_of(row, region[0]) for row in rows]
    left = [line for line in page if id(line) not in whole]
    return [*left[:at], *made, *left[at:]]


def _by_height(pieces):
    """Words in lines, however they are drawn: from the top, each from the left."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.y, piece.x)):
        if lines and lines[-1][0].y - piece.y < piece.size / 2:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return [sorted(line, key=lambda piece: piece.x) for line in lines]


def _columns(lines):
    """Where the columns of a table after the first begin; [] if the lines are none."""
    if len(lines) < LEAST:
        return []
    size = median(line[0].size for line in lines)
    parts = [_joined(line, COLUMN_GAP) for line in lines]
    left = min(part.x for line in parts for part in line)
    right = max(part.end for line in parts for part in line)
    covered = [0] * (int(right - left) + 2)
    for line in parts:
        for part in line:
            for place in range(int(part.x - left), int(part.end - left) + 1):
                covered[place] += 1
    most = int(CROSSING * len(lines))
    columns, white = [], 0
    for place, times in enumerate(covered):
        if times > most:
            if white >= COLUMN_GAP * size and place > white:
                columns.append(left + place - white / 2)
            white = 0
        else:
            white += 1
    rows = [_in_columns(line, columns) for line in lines]
    return [] if _is_prose(rows) or _is_list(rows) else columns


def _is_prose(rows):
    """Whether columns hold a text each, and not the cells of a table."""
    lengths = [len(cell) for row in rows for cell in row if cell]
    return len(rows) > MOST_PROSE and sum(lengths) > PROSE * len(lengths)


def _is_list(rows):
    """Whether there are only the numbers of items, or the signs of notes, before their words."""
    firsts = [row[0] for row in rows if row[0]]
    marks = [cell for cell in firsts if openings.is_mark(cell) or cell.strip("()[]") in NOTES]
    return len(rows[0]) == 2 and 2 * len(marks) > len(firsts)


def _in_columns(line, columns):
    """The texts of a line in each of the columns."""
    texts: list[list[str]] = [[] for _column in range(len(columns) + 1)]
    parts = _joined(line, COLUMN_GAP) if len(columns) else []
    for part in parts:
        place = sum(column < part.x + NEAR for column in columns)
        texts[place].append(part.text)
    return [" ".join(words) for words in texts]


def _is_rest(cells):
    """Whether cells go on with those of the row above: the first is empty, or all but one are and
    that one begins in small letters."""
    filled = [cell for cell in cells if cell]
    return not cells[0] or (len(filled) == 1 and filled[0][0].islower())
