"""Places → anchors: choosing the phrases by which a stretch of a paragraph can be found again.

The reverse of `anchors`, which finds the place for the phrases. An anchor should be short, yet name
this place and no other: the phrases grow word by word until they do.
"""

from typing import NamedTuple

from agenda.evidence.anchors import (
    find_span,
    in_word,
    normalise_for_anchor,
    normalise_phrase,
    occurrences,
)
from agenda.models import Passage

LONGEST = Passage._meta.get_field("start").max_length
# Shorter phrases occur in too many places to survive a new version of the document.
LEAST_WORDS = 3
LEAST_CHARACTERS = 20  # for scripts without spaces between words
# A passage of at most so many words is quoted in full, without an end phrase.
WHOLE_UP_TO = 7


class Anchor(NamedTuple):
    """The phrases, and the offsets text[start_at:end_at] of what they name."""

    start: str
    end: str
    start_at: int
    end_at: int


class AmbiguousError(ValueError):
    """The same words occur earlier in the paragraph, so that no phrase can name these."""


def whole_words(text: str, start_at: int, end_at: int) -> tuple[int, int] | None:
    """(start_at, end_at) without white space at the ends, and extended so that no word is cut; None
    if nothing is left."""
    span = _widen(normalise_for_anchor(text), start_at, end_at)
    return span and span[1]


def anchor(text: str, start_at: int, end_at: int, elsewhere: str = "") -> Anchor | None:
    """The Anchor of text[start_at:end_at], extended to whole words; None if there are no words.

    `elsewhere` is the rest of the document: phrases that do not occur there are preferred. Raises
    AmbiguousError.
    """
    normalised = normalise_for_anchor(text)
    widened = _widen(normalised, start_at, end_at)
    if widened is None:
        return None
    (at, finish), span = widened
    words = text[slice(*span)]
    if _is_quoted_in_full(words):
        if find_span(normalised.text[at:finish], "", normalised) != span:
            raise AmbiguousError
        return Anchor(words, "", *span)
    start = _start(text, normalised, at, finish, elsewhere.casefold())
    return Anchor(start, _end(text, normalised, start, at, finish), *span)


def _widen(normalised, start_at, end_at):
    """((start, end) in the normalised text, (start, end) in the text itself), or None."""
    at = max((at for at, own in normalised.starts.items() if own <= start_at), default=0)
    finish = min((at for at, own in normalised.ends.items() if own >= end_at), default=None)
    finish = len(normalised.text) if finish is None else finish
    while at < finish and normalised.text[at] == " ":
        at += 1
    while at < finish and normalised.text[finish - 1] == " ":
        finish -= 1
    if at >= finish or start_at >= end_at:
        return None
    while at not in normalised.starts or in_word(normalised.text, at):
        at -= 1
    while finish not in normalised.ends or in_word(normalised.text, finish):
        finish += 1
    return (at, finish), (normalised.starts[at], normalised.ends[finish])


def _start(text, normalised, at, finish, elsewhere):
    """The shortest start phrase that occurs nowhere else in the document, or at least nowhere
    earlier in the paragraph."""
    fallback = ""
    for to in range(at + 1, finish + 1):
        if to not in normalised.ends or in_word(normalised.text, to):
            continue
        phrase = text[normalised.starts[at] : normalised.ends[to]]
        if len(phrase) > LONGEST:
            break
        if (
            not _is_long_enough(phrase)
            or next(occurrences(normalise_phrase(phrase), normalised), None) != at
        ):
            continue
        if phrase.casefold() not in elsewhere:
            return phrase
        fallback = fallback or phrase
    if not fallback:
        raise AmbiguousError
    return fallback


def _end(text, normalised, start, at, finish):
    """The shortest end phrase that does not occur before the end."""
    span = normalised.starts[at], normalised.ends[finish]
    for begin in range(finish - 1, at - 1, -1):
        if begin not in normalised.starts or in_word(normalised.text, begin):
            continue
        phrase = text[normalised.starts[begin] : span[1]]
        if len(phrase) > LONGEST:
            break
        if (
            _is_long_enough(phrase)
            and find_span(normalise_phrase(start), normalise_phrase(phrase), normalised) == span
        ):
            return phrase
    raise AmbiguousError


def _is_quoted_in_full(words):
    return len(words.split()) <= WHOLE_UP_TO and len(words) <= LONGEST // 2


def _is_long_enough(phrase):
    if phrase[:1].isspace() or phrase[-1:].isspace():
        return False
    return len(phrase.split()) >= LEAST_WORDS or len(phrase) >= LEAST_CHARACTERS
