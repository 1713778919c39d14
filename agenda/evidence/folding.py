"""Words as they are compared when somebody looks for them: without marks, case or Unicode form.

"quan tri" is "quản trị", "THOẢ ƯỚC" is "thỏa ước", đ is d. What stands between words (stops,
dashes, quotation marks) counts as a space. agenda.evidence.anchors compares more strictly, for an
anchor must name one place.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_MARKS = "\u0300-\u036f"
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}{_INVISIBLE}])*")
_LETTERS = str.maketrans("đø", "do")  # letters of their own, which no decomposition takes apart


class Word(NamedTuple):
    """A word: `folded`, and text[start:end] where it stands."""

    folded: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of a text in their order."""
    return [
        Word(folded, match.start(), match.end())
        for match in _WORD.finditer(text)
        if (folded := _fold_word(match[0]))
    ]


def fold_for_search(text: str) -> str:
    """The folded words with a space before, between and after them, so that " quan tri " in it
    means these words and not "quang tri"; "" for a text without words."""
    return pattern(word.folded for word in words(text))


def pattern(folded_words) -> str:
    """Folded words as they stand in a folded text."""
    joined = " ".join(folded_words)
    return f" {joined} " if joined else ""


def places(found: list[Word], wanted: tuple, *, is_beginning=False) -> list[tuple[int, int]]:
    """[(first, end)] of the words that are `wanted`, in a text's `found` words; the end exclusive.

    With `is_beginning` the last of them may go on: "govern" is found in "governance".
    """
    length = len(wanted)
    heads, last = wanted[:-1], wanted[-1]
    return [
        (at, at + length)
        for at in range(len(found) - length + 1)
        if all(found[at + n].folded == head for n, head in enumerate(heads))
        and (
            found[at + length - 1].folded.startswith(last)
            if is_beginning
            else found[at + length - 1].folded == last
        )
    ]


@lru_cache(maxsize=65536)
def _fold_word(word):
    plain = unicodedata.normalize("NFKD", word).casefold().translate(_LETTERS)
    return "".join(char for char in plain if char.isalnum())
