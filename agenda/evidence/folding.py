"""Words as they are compared when somebody looks for them: without marks, case or Unicode form.

"quan tri" equals "quản trị", "THOẢ ƯỚC" equals "thỏa ước", đ equals d. Whatever is between words
(full stops, dashes, quotation marks) counts as a space. That is how names and the glossary's terms
are found (`words`). Search also takes a word for all its spellings (`search_words`, see
agenda.evidence.spellings). agenda.evidence.anchors compares more strictly, since an anchor must
name a single place.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from agenda.evidence import spellings
from dialogue.searching.folding import LETTERS, fold_word

_MARKS = "\u0300-\u036f"
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}{_INVISIBLE}])*")
_BETWEEN = re.compile(r"[\W_]+")
_ASCII_BETWEEN = {code: None for code in range(128) if not chr(code).isalnum()}


class Word(NamedTuple):
    """A word of a text: `folded`, and text[start:end] as it is written."""

    folded: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of a text in their order."""
    return [
        Word(folded, match.start(), match.end())
        for match in _WORD.finditer(text)
        if (folded := fold_word(match[0]))
    ]


def search_words(text: str) -> list[Word]:
    """The words of a text in their order, each in the one spelling that stands for all of them:
    "Vietnam" is two words, "co-operation" and "A.I." one, "policies" is "policy"."""
    found: list[Word] = []
    for part in spellings.parts(words(text), text):
        first, last = part[0], part[-1]
        joined = "".join(word.folded for word in part)
        lengths = spellings.compound(joined)
        if len(lengths) == 1 or len(part) > 1:
            found.append(Word(spellings.one_spelling(joined), first.start, last.end))
            continue
        start, at = first.start, 0
        for length in lengths:
            end = last.end if at + length == len(joined) else _reach(text, first, at + length)
            found.append(Word(spellings.one_spelling(joined[at : at + length]), start, end))
            start, at = end, at + length
    return found


def _reach(text, word, letters):
    """Where in the text the first so many folded letters of a word end."""
    for end in range(word.start + 1, word.end):
        if len(fold_word(text[word.start : end])) >= letters:
            return next((at for at in range(end, word.end) if fold_word(text[at])), end)
    return word.end


def fold_for_search(text: str) -> str:
    """The words for search with a space before, between and after them, so that " quan tri " in it
    means these words and not "quang tri"; "" for a text without words."""
    return pattern(word.folded for word in search_words(text))


def fold_words(text: str) -> str:
    """The same with the words as they are spelt: for what is stored, and for the glossary."""
    return pattern(word.folded for word in words(text))


def pattern(folded_words: Iterable[str]) -> str:
    """Folded words as they occur in a folded text: with a space on either side; "" for no words."""
    joined = " ".join(folded_words)
    return f" {joined} " if joined else ""


def places(
    in_text: Sequence[Word], wanted: Sequence[str], *, is_beginning: bool = False
) -> list[tuple[int, int]]:
    """[(first, end)], as indices of `in_text`, where the folded words `wanted` follow one another;
    the end is exclusive.

    With `is_beginning` the last of them may be longer: "govern" is found in "governance".
    """
    length = len(wanted)
    heads, last = wanted[:-1], wanted[-1]
    return [
        (at, at + length)
        for at in range(len(in_text) - length + 1)
        if all(in_text[at + n].folded == head for n, head in enumerate(heads))
        and (
            in_text[at + length - 1].folded.startswith(last)
            if is_beginning
            else in_text[at + length - 1].folded == last
        )
    ]


def run_together(text: str) -> str:
    """The folded words without anything between them, in a fraction of the time that `words` takes:
    for asking whether a text may hold something at all."""
    if text.isascii():  # most English, and much sooner
        return text.lower().translate(_ASCII_BETWEEN)
    in_words = _BETWEEN.sub("", text)  # "™" is in no word, and would become two letters
    plain = unicodedata.normalize("NFKD", in_words).casefold()
    for letter, folded in LETTERS.items():
        plain = plain.replace(chr(letter), chr(folded))  # of long texts sooner than translate
    return _BETWEEN.sub("", plain)
