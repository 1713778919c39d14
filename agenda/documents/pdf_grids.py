"""Tables that are ruled: which words of a PDF page are in which cell."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from agenda.documents.pdf_letters import Page, Piece, Printed, Rule, line_of

NEAR = 3  # points: rules that are as near meet
SHORT = 6  # a rule must be longer
MOST_CELLS = 3_000
LONG_CELL = 10  # lines: such a table lays out text, it has no rows
SEPARATOR = " | "


class Grid(NamedTuple):
    """The upright and level rules that make up a table, and where its columns and rows begin: from
    the left, from the top."""

    upright: Sequence[Rule]
    level: Sequence[Rule]
    columns: Sequence[float]
    rows: Sequence[float]

    def holds(self, line: Printed) -> bool:
        """Whether a line begins within it."""
        is_beside = self.columns[0] <= line.x + 1 < self.columns[-1]
        return is_beside and self.rows[-1] < line.y <= self.rows[0]


def grids(rules: Sequence[Rule]) -> list[Grid]:
    """The tables that rules make up: those that touch each other, with two columns at least."""
    level = _merged([rule for rule in rules if _is_level(rule)])
    turned = [Rule(r.y, r.x, r.top, r.end) for r in rules if not _is_level(r)]
    upright = [Rule(r.y, r.x, r.top, r.end) for r in _merged(turned)]
    found = []
    for group in _touching(level + upright):
        levels = [rule for rule in group if _is_level(rule)]
        uprights = [rule for rule in group if not _is_level(rule)]
        columns = _places([r.x for r in uprights] + [x for r in levels for x in (r.x, r.end)])
        rows = _places([r.y for r in levels] + [y for r in uprights for y in (r.y, r.top)])[::-1]
        is_table = bool(uprights) and len(columns) > 2 and len(rows) > 1
        if is_table and len(columns) * len(rows) < MOST_CELLS:
            found.append(Grid(uprights, levels, columns, rows))
    return found


def _is_level(rule):
    return rule.end - rule.x >= rule.top - rule.y


def _merged(rules):
    """Level rules, those that go on in each other in one."""
    merged: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.y / NEAR), rule.x)):
        last = merged[-1] if merged else None
        if last and abs(last.y - rule.y) <= NEAR and rule.x <= last.end + NEAR:
            merged[-1] = last._replace(end=max(last.end, rule.end))
        else:
            merged.append(rule)
    return [rule for rule in merged if rule.end - rule.x > SHORT]


def _touching(rules):
    """The rules in groups that touch each other."""
    groups: list[list[Rule]] = []
    for rule in rules:
        touched, apart = [rule], []
        for group in groups:
            if any(_touch(rule, other) for other in group):
                touched += group
            else:
                apart.append(group)
        groups = [*apart, touched]
    return groups


def _touch(one, other):
    return (
        one.x <= other.end + NEAR
        and other.x <= one.end + NEAR
        and one.y <= other.top + NEAR
        and other.y <= one.top + NEAR
    )


def _places(measures):
    """Measures in their order, one for those that are near each other."""
    places: list[float] = []
    for measure in sorted(measures):
        if not places or measure - places[-1] > 2 * NEAR:
            places.append(measure)
    return places


def with_grid(page: Page, grid: Grid) -> Page:
    """The lines of a page with those within a grid as rows."""
    cells: dict[tuple[int, int], list[Printed]] = {}
    home = _homes(grid)
    kept: list[Printed] = []
    at = None
    for line in page:
        inside: dict[tuple[int, int], list[Piece]] = {}
        outside = []
        for piece in line.pieces:
            place = None if line.is_row else _cell_at(grid, piece)
            if place is None:
                outside.append(piece)
            else:
                inside.setdefault(home[place], []).append(piece)
        for place, pieces in inside.items():
            cells.setdefault(place, []).append(line_of(pieces))
            at = len(kept) if at is None else at
        if not inside:
            kept.append(line)
        elif outside:
            kept.append(line_of(outside))
    if at is None or len({column for _row, column in cells}) < 2:
        return page
    return [*kept[:at], *_rows_of(cells), *kept[at:]]


def _rows_of(cells):
    """The lines of a table, from {(row, column): the lines of the cell}."""
    rows: list[Printed] = []
    for number in sorted({row for row, _column in cells}):
        row = [cells[place] for place in sorted(cells) if place[0] == number]
        if max(map(len, row)) > LONG_CELL:
            rows += [line for cell in row for line in cell]
            continue
        texts = [" ".join(line.text for line in cell) for cell in row]
        rows.append(row_of(texts, row[0][0]))
    return rows


def row_of(cells: Sequence[str], line: Printed) -> Printed:
    """The line for a row of a table, in the place of another line."""
    return Printed(SEPARATOR.join(filter(None, cells)), line.x, line.y, is_row=True)


def _cell_at(grid, piece):
    """(row, column) in which a word begins, or None outside of the grid."""
    x, y = min(piece.x + 1, (piece.x + piece.end) / 2), piece.y + piece.size / 4
    if not (grid.columns[0] <= x < grid.columns[-1] and grid.rows[-1] < y <= grid.rows[0]):
        return None
    row = max(number for number, top in enumerate(grid.rows) if y <= top)
    column = max(number for number, left in enumerate(grid.columns) if left <= x)
    return row, column


def _homes(grid):
    """{(row, column): that of the cell to which it belongs}: a cell may go over several columns or
    rows, where no rule divides these."""
    home: dict[tuple[int, int], tuple[int, int]] = {}
    for row, (top, bottom) in enumerate(pairwise(grid.rows)):
        for column, (left, right) in enumerate(pairwise(grid.columns)):
            x, y = (left + right) / 2, (top + bottom) / 2
            home[row, column] = row, column
            if column and not any(
                abs(r.x - left) <= 2 * NEAR and r.y <= y <= r.top for r in grid.upright
            ):
                home[row, column] = home[row, column - 1]
            elif row and not any(
                abs(r.y - top) <= 2 * NEAR and r.x <= x <= r.end for r in grid.level
            ):
                home[row, column] = home[row - 1, column]
    return home
