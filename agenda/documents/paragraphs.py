"""Lines of text → paragraphs: characters cleaned, hard wraps rejoined.

This module knows neither files nor the database. `readers` uses it to turn bytes into blocks,
`block_kinds` then says which block is text, heading, caption or page furniture.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, mode
from typing import NamedTuple

from agenda.documents import hyphens, openings
from agenda.documents.sentences import ends_sentence
from agenda.models import Paragraph


@dataclass
class Block:
    """One paragraph as it was read from a file.

    `kind` is a Paragraph.Kind where the file itself says what the block is (an HTML heading, a
    Word caption), None where its form must decide. `near_picture`: a picture is right above it.
    """

    text: str
    kind: str | None = None
    near_picture: bool = False


@dataclass(frozen=True)
class Wrap:
    """How a text's lines were broken by its layout.

    `full` is the number of characters that a line and the first word of the next line must have
    together for the break to be the layout's and not the author's; `gap` is the number of blank
    lines between two lines of one paragraph.
    """

    full: float
    gap: int


class _Characters(dict):
    """A table for str.translate: white space becomes a space, control and zero-width characters go.

    Category Cf holds the zero-width space and joiners, the byte order mark, the soft hyphen and
    the marks of writing direction; Cs, halves of characters, cannot be stored at all.
    """

    def __missing__(self, code):
        char = chr(code)
        is_invisible = unicodedata.category(char) in {"Cc", "Cf", "Cs"}
        self[code] = " " if char.isspace() else None if is_invisible else code
        return self[code]


_CHARACTERS = _Characters()
_PICTURE_NAME = re.compile(
    r"(?:[^.]|\.(?!\s)){1,80}\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?|heic)", re.IGNORECASE
)
# No author breaks so large a share of lines in mid-sentence on purpose, but every layout does.
_WRAPPED_SHARE = 0.25
# A line of a proportional font holds more characters or fewer, by about a tenth.
_FULL_SHARE = 0.9
_PAGE_NUMBER = re.compile(r"[-–—\s]*\d{1,3}[-–—\s]*")
_MARKED_HEADING = re.compile(r"#{1,6}\s+(?=[\w“\"])")  # as Markdown has it
# Where the layout shows that nothing new begins, a line may be that much shorter: it is ragged.
_FLUSH_SHARE = 0.6


def clean(text: str) -> str:
    """`text` in Unicode NFC on one line, with single spaces and without invisible characters."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_CHARACTERS)).split())


def split_at_breaks(text: str) -> list[str]:
    """The cleaned, non-empty pieces of `text`, which is divided at its empty lines."""
    return [piece for part in re.split(r"\n\s*\n", text) if (piece := clean(part))]


def is_picture_name(text: str) -> bool:
    """Whether a line is only the name of a picture file; copied web pages contain such lines."""
    return bool(_PICTURE_NAME.fullmatch(text))


class Line(NamedTuple):
    """A cleaned line of a layout.

    `gap` is the number of blank lines before it, or 1 for one in other letters; `closes` and
    `opens` say that the layout shows that it is the last or the first of its paragraph; `is_flush`,
    that it stands under the line before without any sign of a new one; `is_row`, that it is a row
    of a table.
    """

    text: str
    gap: int = 0
    closes: bool = False
    opens: bool = False
    is_flush: bool = False
    is_row: bool = False


def join_lines(text: str) -> list[Block]:
    """The paragraphs of plain text.

    Three layouts are distinguished by the text itself: a line for each paragraph; wrapped lines
    with blank lines between paragraphs; and pages copied from a layout program, where a blank line
    follows every printed line. A break in mid-sentence (no full stop before it, a lower-case letter
    after it) is always the layout's, one before the number of an article or an item the author's
    (see openings). Line lengths decide about the other breaks, see Wrap.
    """
    return join(lines_of(text))


def join(lines: Sequence[Line]) -> list[Block]:
    """The paragraphs that lines make up."""
    groups = _groups(lines)
    vocabulary = hyphens.vocabulary_of("\n".join(line.text for line in lines))
    captions = _captions_touch_pictures(lines)
    blocks = []
    for before, group in pairwise([[], *groups]):
        named = bool(before) and is_picture_name(before[-1].text)
        is_caption = named and captions and group[0].gap == 0
        kind = Paragraph.Kind.CAPTION if is_caption else None
        if group[0].is_row:
            kind = Paragraph.Kind.TEXT
        text = _join([line.text for line in group], vocabulary)
        if mark := _MARKED_HEADING.match(text):
            text, kind = text[mark.end() :], Paragraph.Kind.HEADING
        blocks.append(Block(text, kind, near_picture=named and not captions))
    return blocks


def _groups(lines):
    """The lines of each paragraph, in a list each."""
    wrap = _find_wrap(lines)
    groups: list[list[Line]] = []
    number = 0  # of the last numbered item
    for before, line in pairwise([None, *lines]):
        if before and (
            _continues(before, line, wrap, groups[-1][0].text, number) or _is_title(groups, line)
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
            number = openings.item_number(line.text) or number
            if openings.is_head(line.text):
                number = 0
    return groups


def _is_title(groups, line):
    """Whether a line goes on with the title of a chapter whose number stands above: "Chương I", and
    below it lines in capitals."""
    if len(groups) < 2 or not openings.stands_alone(groups[-2][-1].text) or line.gap:
        return False
    before = groups[-1][-1].text
    is_one = before.isupper() and line.text.isupper() and not ends_sentence(before)
    return is_one and not openings.is_numbered(line.text) and not openings.is_numbered(before)


def lines_of(text: str) -> list[Line]:
    """A Line for every line of `text` that is not empty."""
    lines: list[Line] = []
    gap = 0
    # A soft hyphen is visible only at the end of a line: there it divides one word.
    for line in re.sub("\u00ad[ \t]*\r?\n\\s*", "", text).splitlines():
        if cleaned := clean(line):
            # Two spaces after the last full stop are a hard break: Markdown's sign for one, and
            # what copying from a laid-out page leaves at the end of a paragraph.
            closes = ends_sentence(cleaned) and line.endswith("  ")
            lines.append(Line(cleaned, gap, closes))
            gap = 0
        else:
            gap += 1
    return lines


def _in_mid_sentence(line, following):
    """Whether the break between two lines falls within a sentence, beyond doubt."""
    return (
        (following[0].islower() or openings.goes_on(line, following))
        and not ends_sentence(line)
        and not is_picture_name(line)
        and not is_picture_name(following)
        and not _PAGE_NUMBER.fullmatch(line)
        and not openings.is_numbered(following)
    )


def _reach(line, following):
    """Length in characters that `line` would have had with the first word of the next."""
    return len(line) + 1 + len(following.split(maxsplit=1)[0])


def _find_wrap(lines):
    """The Wrap as the breaks in mid-sentence show it, or None for unwrapped text."""
    breaks = list(pairwise(lines))
    broken = [pair for pair in breaks if _in_mid_sentence(pair[0].text, pair[1].text)]
    if not broken or len(broken) < _WRAPPED_SHARE * len(breaks):
        return None
    reaches = [_reach(line.text, following.text) for line, following in broken]
    gaps = [following.gap for _, following in broken]
    return Wrap(full=_FULL_SHARE * median(reaches), gap=mode(gaps))


def _continues(line, following, wrap, first, number):
    """Whether `following` belongs to the paragraph that `line` is part of, which begins with the
    line `first`; `number` is the last item's."""
    if line.is_row or following.is_row:
        return False
    if following.gap > (wrap.gap if wrap else 0):
        return _goes_on_overleaf(line, following, wrap)
    if _MARKED_HEADING.match(line.text) or _MARKED_HEADING.match(following.text):
        return False
    if hyphens.is_divided(line.text, following.text):
        return True
    if following.opens:
        return False
    if _in_mid_sentence(line.text, following.text):
        return True
    if wrap is None or line.closes:
        return False
    if is_picture_name(line.text) or is_picture_name(following.text):
        return False
    if openings.stands_alone(line.text) or openings.begins_paragraph(
        line.text, following.text, first, number
    ):
        return False
    is_heading = openings.is_head(first) and not following.text[0].islower()
    share = _FLUSH_SHARE if _is_under(line, following) and not is_heading else 1
    return _reach(line.text, following.text) >= share * wrap.full


def _goes_on_overleaf(line, following, wrap):
    """Whether a full line and the next go on in small letters over one blank line: the end of a
    page that was copied."""
    is_one = wrap is not None and following.gap == wrap.gap + 1 and not following.opens
    if not is_one or not following.text[0].islower():
        return False
    is_full = _reach(line.text, following.text) >= wrap.full
    return is_full and _in_mid_sentence(line.text, following.text)


def _is_under(line, following):
    """Whether a layout shows that a sentence may go on in the next line, however short this is."""
    is_title = following.text.isupper() and not line.text.isupper()
    return following.is_flush and not ends_sentence(line.text) and not is_title


def _join(lines, vocabulary):
    """The lines of one paragraph as its text; see hyphens for words that are divided."""
    pieces = []
    for line, following in pairwise([*lines, ""]):
        if following:
            pieces += hyphens.joint(line, following, vocabulary)
        else:
            pieces.append(line)
    return "".join(pieces)


def _captions_touch_pictures(lines):
    """Whether a line right under a picture's name is its caption: only where blank lines divide
    the paragraphs, for otherwise every line is right under another."""
    gaps = [line.gap for line in lines[1:]]
    return 2 * sum(gap > 0 for gap in gaps) > len(gaps)
