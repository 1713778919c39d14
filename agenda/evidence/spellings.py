"""One word for its spellings: what search takes for the same.

Everything here is about folded words (agenda.evidence.folding) and is done to texts and to what is
looked for alike, so a rule that changes a word which it is not meant for does no harm. Endings are
those of the plural only: a stemmer (Snowball) makes "governance", "government" and "govern" one
word, which would be of no use to a dialogue on governance. "govern*" finds them all.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeVar

# "quản lý" and "quản lí", "kỹ thuật" and "kĩ thuật": y after these letters is i as well.
_Y_OR_I = re.compile(r"(?:h|k|l|m|s|t|v|qu)y")
# Written as one word or as two; how many letters the first has.
_COMPOUNDS = [
    (re.compile(r"vietnam"), 4),
    (re.compile(r"cyber\w{4,}"), 5),
    (re.compile(r"(?:policy)(?:maker|makers|making)"), 6),
    (re.compile(r"(?:data)(?:set|sets|base|bases)"), 4),
]
# Parts of a word that a hyphen may follow: "co-operation", "non-governmental", "e-government".
_BEFORE_HYPHEN = {
    *("co", "non", "pre", "re", "multi", "inter", "anti", "sub", "post", "e", "bi", "micro"),
    *("semi", "un", "de", "over", "under"),
}
_HYPHENS = {"-", "\u2010", "\u2011"}
_SIBILANT = re.compile(r"(?:x|ch|sh|ss)es$")


Folded = TypeVar("Folded", bound=Any)  # a word with its `folded` letters, `start` and `end`


def parts(words: Sequence[Folded], text: str) -> Iterator[list[Folded]]:
    """The words of a text, those together that are one: "co-operation", "A.I."."""
    at = 0
    while at < len(words):
        end = at + 1
        while end < len(words) and _are_initials(words, end, text):
            end += 1
        if end == at + 1 and end < len(words) and words[at].folded in _BEFORE_HYPHEN:
            end += _between(words, end, text) in _HYPHENS
        yield list(words[at:end])
        at = end


def _are_initials(words, at, text):
    """Whether a word and the one before it are letters of an abbreviation."""
    lengths = {len(word.folded) for word in words[at - 1 : at + 1]}
    return lengths == {1} and _between(words, at, text) == "."


def _between(words, at, text):
    return text[words[at - 1].end : words[at].start]


def compound(word: str) -> list[int]:
    """The lengths of the words that a word is made of, if it is written as two as well."""
    for pattern, first in _COMPOUNDS:
        if pattern.fullmatch(word):
            return [first, len(word) - first]
    return [len(word)]


@lru_cache(maxsize=65536)
def one_spelling(word: str) -> str:
    """The spelling that stands for all spellings of a folded word."""
    if _Y_OR_I.fullmatch(word):
        return word[:-1] + "i"
    if len(word) < 4 or not word.isascii():
        return word
    word = _singular(word)
    word = re.sub(r"is(?=(?:e|ed|er|ing|ation|ational)$)", "iz", word)
    if len(word) > 4:
        word = re.sub(r"our$", "or", word)
    return {"programme": "program", "centre": "center", "defence": "defense"}.get(word, word)


def _singular(word):
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if _SIBILANT.search(word):
        return word[:-2]
    return word[:-1] if word.endswith("s") and word[-2] not in "suis" else word
