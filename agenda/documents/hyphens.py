"""Words that a layout has divided at the end of a line.

A hyphen there divides a word ("gover- / nance") or belongs to it ("well- / known"). The document
itself decides if it has the word elsewhere; then a list of English words. Vietnamese syllables are
not divided at all.
"""

import re
from functools import cache
from typing import NamedTuple

# Written with a hyphen more often than not; the list of words has both spellings of many.
_KEEPS_HYPHEN = {"co", "non", "self", "anti", "post", "pre", "multi", "semi", "ex", "e", "cross"}
_DIVIDED = re.compile(r"([^\W\d_]+)-$")
_DASH = re.compile(r"\w[–—‑-]$")


class Vocabulary(NamedTuple):
    """The words of a document, case-folded, those with a hyphen within a line too; whether it is in
    Vietnamese, whose syllables no layout divides."""

    words: set[str]
    is_vietnamese: bool


def vocabulary_of(text: str) -> Vocabulary:
    """The Vocabulary of a text."""
    folded = text.casefold()
    words = set(re.findall(r"\w+", folded)) | set(re.findall(r"\w+-\w+", folded))
    return Vocabulary(words, is_vietnamese(folded))


def is_vietnamese(text: str) -> bool:
    """Whether letters that only Vietnamese has are frequent in a text."""
    letters = [char for char in text.lower() if char.isalpha()]
    vietnamese = sum(char in "ăđơư" or "ạ" <= char <= "ỹ" for char in letters)
    return vietnamese > len(letters) / 20


def is_divided(line: str, following: str) -> bool:
    """Whether a word or a pair of numbers ("737– / 9") is divided between two lines."""
    return bool(_DASH.search(line)) and following[:1].isalnum()


def joint(line: str, following: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """(`line` as it is written before `following`, what stands between the two: " " or "")."""
    if not is_divided(line, following):
        return line, " "
    divided = _DIVIDED.search(line)
    rest = re.match(r"[^\W\d_]+", following)
    if divided and rest and _is_one_word(divided[1], rest[0], vocabulary):
        return line[:-1], ""
    return line, ""


def _is_one_word(head, tail, vocabulary):
    joined, hyphenated = (head + tail).casefold(), f"{head}-{tail}".casefold()
    if joined in vocabulary.words:
        return True
    if hyphenated in vocabulary.words or vocabulary.is_vietnamese:
        return False
    if not tail.islower() or (len(head) > 1 and head.isupper()):
        return False
    if head.casefold() in _KEEPS_HYPHEN:
        return False
    english = _english_words()
    if joined in english:
        return True
    # "data-driven" is no word of the list, but both of its parts are.
    return tail not in english


@cache
def _english_words():
    """A list of English words, which is read with the first word that needs it (half a second)."""
    from spellchecker import SpellChecker

    return frozenset(SpellChecker(language="en").word_frequency.words())
