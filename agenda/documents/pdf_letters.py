"""The letters of a PDF page → its lines, and the lines that are ruled on it, by PDFium.

A line is what stands at one height, in the order in which it is drawn: what goes back to the left
or to another height begins the next one. Measures are points, from the lower left corner.
"""

from collections.abc import Iterator, Sequence
from ctypes import c_double, c_float, c_int
from itertools import pairwise
from math import hypot
from typing import Any, NamedTuple

SAME_LINE = 0.5  # raised figures stand less than so many times the size of a letter higher
FIGURES = "0123456789"
RAISED = 0.85  # and they are smaller than so many times the size
BACK = 2  # so many times the size to the left begins another line
SPACE = 0.22  # a gap of so many times the size divides words where the file has no space
MOST_RULES = 5_000  # more of them are a drawing or a map
THIN = 3  # a rectangle of so many points is a ruled line
# PDFium marks a hyphen at the end of a line as U+FFFE or U+0002.
_AS_WRITTEN = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
    "\ufffe": "-",
    "\x02": "-",
}


class Piece(NamedTuple):
    """A word at its place, with letters of a size; it ends at `end`."""

    text: str
    x: float
    y: float
    size: float
    end: float = 0


class Printed(NamedTuple):
    """A line of a page: where it begins, and its words. `is_row`: it is a row of a table."""

    text: str
    x: float = 0
    y: float = 0
    size: float = 0
    pieces: Sequence[Piece] = ()
    is_row: bool = False

    @property
    def end(self) -> float:
        """Where its last word ends."""
        return self.pieces[-1].end if self.pieces else self.x


class Rule(NamedTuple):
    """A ruled line from (x, y) to (end, top): one of the two goes on, the other stays."""

    x: float
    y: float
    end: float
    top: float


Page = list[Printed]


class _Letter(NamedTuple):
    char: str
    x: float
    y: float
    end: float
    size: float


_SPACE = _Letter(" ", 0, 0, 0, 0)


def lines_of(textpage: Any) -> Page:
    """The lines of a page, of which PDFium gives the text."""
    lines: Page = []
    words: list[list[_Letter]] = []
    before: _Letter | None = None
    is_apart = False  # whether a space stands before the next letter
    base, size = 0.0, 0.0
    for letter in _letters(textpage):
        if letter.char.isspace():
            is_apart = True
            continue
        if before is not None and (
            abs(letter.y - base) >= SAME_LINE * max(letter.size, size)
            or letter.x < before.end - BACK * max(letter.size, size)
        ):
            lines.append(_line(words, base))
            words, before = [], None
        if before is None or letter.size > size:
            base, size = letter.y, letter.size
        is_far = before is None or letter.x - before.end > SPACE * max(letter.size, size)
        if is_far or is_apart or _is_note(words, letter):
            words.append([])
        words[-1].append(letter)
        before, is_apart = letter, False
    if words:
        lines.append(_line(words, base))
    return lines


def _is_note(words, letter):
    """Whether a word begins right behind the small figure of a footnote."""
    first = words[0] if len(words) == 1 else []
    is_figure = bool(first) and all(one.char in FIGURES for one in first)
    return is_figure and letter.char.isalpha() and first[-1].size < RAISED * letter.size


def _line(words, base):
    """The Printed line of some words, each a list of letters."""
    pieces = [
        Piece(
            _whole("".join(letter.char for letter in word)),
            word[0].x,
            base,
            max(letter.size for letter in word),
            max(letter.end for letter in word),
        )
        for word in words
    ]
    return line_of(pieces)


def _whole(word):
    """A word with its characters in one piece: PDFium gives halves of those beyond U+FFFF."""
    if word.isascii():
        return word
    return word.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")


def line_of(pieces: Sequence[Piece]) -> Printed:
    """The Printed line of some words; its letters are as large as most of them are."""
    longest: dict[float, int] = {}
    for piece in pieces:
        longest[piece.size] = longest.get(piece.size, 0) + len(piece.text)
    size = max(longest, key=lambda size: longest[size])
    text = " ".join(piece.text for piece in pieces)
    return Printed(text, pieces[0].x, pieces[0].y, size, pieces)


def _letters(textpage: Any) -> Iterator[_Letter]:
    """The letters of a page and its spaces, turned so that they run to the right."""
    from pypdfium2 import raw

    page, matrix = textpage.raw, raw.FS_MATRIX()
    x, y, left, right, bottom, top = (c_double() for _number in range(6))
    for number in range(raw.FPDFText_CountChars(page)):
        code = raw.FPDFText_GetUnicode(page, number)
        if code == 0:
            continue
        char = _AS_WRITTEN.get(chr(code)) or chr(code)
        if char in "\r\n":  # PDFium's own, at raised figures too
            continue
        if char.isspace():
            yield _SPACE
            continue
        raw.FPDFText_GetCharOrigin(page, number, x, y)
        raw.FPDFText_GetCharBox(page, number, left, right, bottom, top)
        raw.FPDFText_GetMatrix(page, number, matrix)
        size = raw.FPDFText_GetFontSize(page, number) * hypot(matrix.c, matrix.d)
        if matrix.b == 0 <= matrix.a:
            yield _Letter(char, x.value, y.value, right.value, size)
            continue
        length = hypot(matrix.a, matrix.b)  # wide tables are turned
        along, up = matrix.a / length, matrix.b / length
        corners = [(left.value, bottom.value), (right.value, top.value)]
        yield _Letter(
            char,
            x.value * along + y.value * up,
            y.value * along - x.value * up,
            max(one * along + other * up for one, other in corners),
            size,
        )


def rules_of(page: Any) -> list[Rule]:
    """The ruled lines of a page (pypdfium2's): thin rectangles, and straight lines of others."""
    from pypdfium2 import raw

    rules: list[Rule] = []
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1):
        left, bottom, right, top = drawn.get_bounds()
        if min(right - left, top - bottom) <= THIN:
            rules.append(Rule(left, bottom, right, top))
        else:
            rules += _sides(drawn)
        if len(rules) > MOST_RULES:
            return []
    return [rule for rule in rules if max(rule.end - rule.x, rule.top - rule.y) > THIN]


def _sides(drawn):
    """The upright and level lines of a path that is drawn, and not only filled: words may be
    shaded, each by itself."""
    from pypdfium2 import raw

    x, y, fill, stroke = c_float(), c_float(), c_int(), c_int()
    if not raw.FPDFPath_GetDrawMode(drawn, fill, stroke) or not stroke.value:
        return []
    points: list[tuple[float, float] | None] = []  # None begins a part of the path
    to = drawn.get_matrix()
    for number in range(min(raw.FPDFPath_CountSegments(drawn), MOST_RULES)):
        segment = raw.FPDFPath_GetPathSegment(drawn, number)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind != raw.FPDF_SEGMENT_LINETO:
            points.append(None)
        points.append(to.on_point(x.value, y.value))
    sides = [(a, b) for a, b in pairwise(points) if a and b]
    return [
        Rule(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
        for a, b in sides
        if min(abs(a[0] - b[0]), abs(a[1] - b[1])) <= 1
    ]
