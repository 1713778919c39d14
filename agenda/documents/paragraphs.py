"""Lines of text → paragraphs: characters cleaned, hard wraps rejoined.

This module knows neither files nor the database. `readers` uses it to turn bytes into blocks,
`block_kinds` then says which block is text, heading, caption or page furniture.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, mode
from typing import NamedTuple

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
_BULLET = re.compile(r"[-–—•·▪*+]\s")
_NUMBERED = re.compile(r"(?:\d{1,3}|[a-zđ]|[IVX]+)[.)]\s")
_SENTENCE_ENDS = (".", "!", "?", "…", ":", ";")
_CLOSING = "”’»\"')]"
# No author breaks so large a share of lines in mid-sentence on purpose, but every layout does.
_WRAPPED_SHARE = 0.25
# A line of a proportional font holds more characters or fewer, by about a tenth.
_FULL_SHARE = 0.9


def clean(text: str) -> str:
    """`text` in Unicode NFC on one line, with single spaces and without invisible characters."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_CHARACTERS)).split())


def split_at_breaks(text: str) -> list[str]:
    """The cleaned, non-empty pieces of `text`, which is divided at its empty lines."""
    return [piece for part in re.split(r"\n\s*\n", text) if (piece := clean(part))]


def is_picture_name(text: str) -> bool:
    """Whether a line is only the name of a picture file; copied web pages contain such lines."""
    return bool(_PICTURE_NAME.fullmatch(text))


def ends_sentence(text: str) -> bool:
    """Whether `text` ends with a full stop or the like, quotation marks and brackets ignored."""
    return text.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)


def join_lines(text: str) -> list[Block]:
    """The paragraphs of plain text.

    Three layouts are distinguished by the text itself: a line for each paragraph; wrapped lines
    with blank lines between paragraphs; and pages copied from a layout program, where a blank line
    follows every printed line. A break in mid-sentence (no full stop before it, a lower-case letter
    after it) is always the layout's. Line lengths decide about the other breaks, see Wrap.
    """
    lines = _lines(text)
    wrap = _find_wrap(lines)
    groups: list[list[_Line]] = []
    for before, line in pairwise([None, *lines]):
        if before and _continues(before, line, wrap):
            groups[-1].append(line)
        else:
            groups.append([line])
    words = set(re.findall(r"\w+", text.casefold()))
    captions = _captions_touch_pictures(lines)
    blocks = []
    for before, group in pairwise([[], *groups]):
        named = bool(before) and is_picture_name(before[-1].text)
        is_caption = named and captions and group[0].gap == 0
        kind = Paragraph.Kind.CAPTION if is_caption else None
        blocks.append(Block(_join(group, words), kind, near_picture=named and not captions))
    return blocks


class _Line(NamedTuple):
    """A cleaned line; the number of blank lines before it; whether it closes its paragraph."""

    text: str
    gap: int
    closes: bool


def _lines(text):
    """A _Line for every line of `text` that is not empty."""
    lines, gap = [], 0
    # A soft hyphen is visible only at the end of a line: there it divides one word.
    for line in re.sub("\u00ad[ \t]*\r?\n\\s*", "", text).splitlines():
        if cleaned := clean(line):
            # Two spaces after the last full stop are a hard break: Markdown's sign for one, and
            # what copying from a laid-out page leaves at the end of a paragraph.
            closes = ends_sentence(cleaned) and line.endswith("  ")
            lines.append(_Line(cleaned, gap, closes))
            gap = 0
        else:
            gap += 1
    return lines


def _in_mid_sentence(line, following):
    """Whether the break between two lines falls within a sentence, beyond doubt."""
    return (
        following[0].islower()
        and not ends_sentence(line)
        and not is_picture_name(line)
        and not is_picture_name(following)
        and not _NUMBERED.match(following)
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


def _continues(line, following, wrap):
    """Whether `following` belongs to the paragraph that `line` is part of."""
    if following.gap > (wrap.gap if wrap else 0):
        return False
    if _in_mid_sentence(line.text, following.text):
        return True
    if wrap is None or line.closes:
        return False
    if is_picture_name(line.text) or is_picture_name(following.text):
        return False
    if _begins_item(line.text, following.text):
        return False
    return _reach(line.text, following.text) >= wrap.full


def _begins_item(line, following):
    """Whether `following` is an item of a list, and not a sentence whose dash or number happens to
    be at the beginning of a line."""
    if _BULLET.match(following):
        return ends_sentence(line) or following[2:3].isupper()
    return ends_sentence(line) and bool(_NUMBERED.match(following))


def _join(group, words):
    """The lines of one paragraph as its text. A hyphen at the end of a line is removed if the
    undivided word occurs in the document (`words`, case-folded); else it may belong to the word.
    """
    pieces = [group[0].text]
    for line, following in pairwise(line.text for line in group):
        divided = re.search(r"(\w+)-$", line) if line.endswith("-") else None
        if not divided or not following[0].isalnum():
            pieces.append(" ")
        elif (divided[1] + re.match(r"\w+", following)[0]).casefold() in words:
            pieces[-1] = pieces[-1][:-1]
        pieces.append(following)
    return "".join(pieces)


def _captions_touch_pictures(lines):
    """Whether a line right under a picture's name is its caption: only where blank lines divide
    the paragraphs, for otherwise every line is right under another."""
    gaps = [line.gap for line in lines[1:]]
    return 2 * sum(gap > 0 for gap in gaps) > len(gaps)
