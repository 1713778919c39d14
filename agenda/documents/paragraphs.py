"""Lines of text → paragraphs: characters cleaned, hard wraps rejoined.

Nothing here knows files or the database. `readers` turns bytes into blocks with it, `marking`
then says which block is text, heading, caption or page furniture.
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
    """One paragraph as a reader found it.

    `kind` is a Paragraph.Kind where the file itself says what the block is (an HTML heading, a
    Word caption), None where its looks must tell. `near_picture`: a picture stands right above.
    """

    text: str
    kind: str | None = None
    near_picture: bool = False


@dataclass(frozen=True)
class Wrap:
    """How a text's lines were broken by its layout.

    `full` is the number of characters that a line and the next line's first word must come to
    for the break to be the layout's and not the author's; `gap` the number of blank lines that
    stand between two lines of one paragraph.
    """

    full: float
    gap: int


class _Characters(dict):
    """A table for str.translate: white space to a space, control and zero-width characters out.

    Category Cf holds the zero-width space and joiners, the byte order mark, the soft hyphen and
    the marks of writing direction; Cs, halves of characters, cannot be stored at all.
    """

    def __missing__(self, code):
        char = chr(code)
        unseen = unicodedata.category(char) in {"Cc", "Cf", "Cs"}
        self[code] = " " if char.isspace() else None if unseen else code
        return self[code]


_CHARACTERS = _Characters()
_PICTURE_NAME = re.compile(
    r"(?:[^.]|\.(?!\s)){1,80}\.(?:jpe?g|png|gif|webp|svg|bmp|tiff?|heic)", re.IGNORECASE
)
_BULLET = re.compile(r"[-–—•·▪*+]\s")
_NUMBERED = re.compile(r"(?:\d{1,3}|[a-zđ]|[IVX]+)[.)]\s")
_SENTENCE_ENDS = (".", "!", "?", "…", ":", ";")
_CLOSING = "”’»\"')]"
# A share of line breaks in mid-sentence that no author makes on purpose, but every layout does.
_WRAPPED_SHARE = 0.25
# A line of a proportional font holds more characters or fewer, by about a tenth.
_FULL_SHARE = 0.9


def clean(text):
    """`text` in Unicode NFC on one line, with single spaces and without unseen characters."""
    return " ".join(unicodedata.normalize("NFC", text.translate(_CHARACTERS)).split())


def split_at_breaks(text):
    """Cleaned, non-empty pieces of `text`, which is divided where it has an empty line."""
    return [piece for part in re.split(r"\n\s*\n", text) if (piece := clean(part))]


def is_picture_name(text):
    """Whether a line is nothing but the name of a picture file, as copied web pages hold them."""
    return bool(_PICTURE_NAME.fullmatch(text))


def ends_sentence(text):
    """Whether `text` ends with a stop, closing quotes and brackets after it not counted."""
    return text.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)


def join_lines(text):
    """The paragraphs of plain text as a list of Blocks.

    Three layouts are told apart by the text itself: a line for each paragraph; wrapped lines with
    blank lines between paragraphs; and pages copied from a layout program, where a blank line
    follows every visual line. A break in mid-sentence (no stop before it, a small letter after)
    is always the layout's. Lengths decide about the rest, see Wrap.
    """
    lines = _lines(text)
    wrap = _find_wrap(lines)
    groups = []
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
    """A _Line for every line of `text` that holds something."""
    found, gap = [], 0
    # A soft hyphen shows only at the end of a line: there it divides one word.
    for line in re.sub("\u00ad[ \t]*\r?\n\\s*", "", text).splitlines():
        if cleaned := clean(line):
            # Two spaces after the last stop are a hard break: Markdown's sign for one, and what
            # copying from a laid-out page leaves at the end of a paragraph.
            closes = ends_sentence(cleaned) and line.endswith("  ")
            found.append(_Line(cleaned, gap, closes))
            gap = 0
        else:
            gap += 1
    return found


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
    """The Wrap that the breaks in mid-sentence give away, or None for unwrapped text."""
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
    """Whether `following` is an item of a list, and not a sentence's dash or number that came to
    stand at the beginning of a line."""
    if _BULLET.match(following):
        return ends_sentence(line) or following[2:3].isupper()
    return ends_sentence(line) and bool(_NUMBERED.match(following))


def _join(group, words):
    """The lines of one paragraph as its text. A hyphen at a line's end goes if the undivided word
    stands elsewhere in the document (`words`, in small letters); else it may belong to the word.
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
    the paragraphs, for otherwise every line stands right under another."""
    gaps = [line.gap for line in lines[1:]]
    return 2 * sum(gap > 0 for gap in gaps) > len(gaps)
