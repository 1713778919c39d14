"""Words of an earlier text → the most similar words of the new one, and how similar they are."""

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from agenda.evidence.anchors import Place
from agenda.evidence.phrases import whole_words
from agenda.models import Paragraph

# Shares of equal characters, as rapidfuzz.fuzz.ratio gives them (0 to 100).
SIMILAR_FROM = 70
NEARLY_SAME_FROM = 90
# A passage is compared letter by letter only with the paragraphs that share most words with it.
PARAGRAPHS_TRIED = 5
WORDS_MOVED = 12  # by how many words an end may be moved to fit better


def in_words(old: str, new: str) -> str:
    """How similar two texts are, in words for the organiser."""
    ratio = fuzz.ratio(old, new)
    if ratio >= NEARLY_SAME_FROM:
        return _("nearly the same")
    return _("similar") if ratio >= SIMILAR_FROM else _("very different")


def are_similar(old: str, new: str) -> bool:
    """Whether one text may be the other one, reworded."""
    return fuzz.ratio(old, new) >= SIMILAR_FROM


def most_similar(words: str, paragraphs: Iterable[Paragraph]) -> Place | None:
    """The Place in `paragraphs` whose words are most similar to `words`, or None if none are."""
    wanted = Counter(_words(words))
    shared = [(sum((wanted & Counter(_words(p.text))).values()), p) for p in paragraphs]
    shared.sort(key=lambda item: item[0], reverse=True)
    best, best_ratio = None, float(SIMILAR_FROM)
    for shared_words, paragraph in shared[:PARAGRAPHS_TRIED]:
        span = _best_span(words, paragraph.text) if shared_words else None
        if span and (ratio := fuzz.ratio(words, paragraph.text[slice(*span)])) >= best_ratio:
            best, best_ratio = Place(paragraph, *span), ratio + 0.01  # of equals, the first
    return best


def _words(text):
    return re.findall(r"\w+", text.casefold())


def _best_span(words, text):
    """The offsets of the stretch of `text` most similar to `words`: an alignment of the same
    length, whose ends are then moved, word by word, to where it is most similar."""
    if len(text) <= len(words):
        start, end = 0, len(text)
    else:
        aligned = fuzz.partial_ratio_alignment(words, text)
        start, end = aligned.dest_start, aligned.dest_end
    span = whole_words(text, start, end)
    if span is None:
        return None
    starts = [match.start() for match in re.finditer(r"\S+", text)]
    ends = [match.end() for match in re.finditer(r"\S+", text)]
    start = _fitting(starts, span[0], lambda at: fuzz.ratio(words, text[at : span[1]]))
    end = _fitting(ends, span[1], lambda at: fuzz.ratio(words, text[start:at]))
    return (start, end) if start < end else span


def _fitting(places, at, similarity):
    """Of the offsets up to WORDS_MOVED words around `at`, the one that fits best."""
    nearest = min(range(len(places)), key=lambda number: abs(places[number] - at))
    around = places[max(nearest - WORDS_MOVED, 0) : nearest + WORDS_MOVED + 1]
    return max([at, *around], key=similarity)


def compare(old: str, new: str) -> tuple[list[tuple[str, bool]], list[tuple[str, bool]]]:
    """([(words, is gone)] of the old, [(words, is new)] of the new text), to show side by side."""
    old_words, new_words = old.split(), new.split()
    before, after = [], []
    matcher = SequenceMatcher(None, old_words, new_words, autojunk=False)
    for kind, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if old_start < old_end:
            before.append((" ".join(old_words[old_start:old_end]), kind != "equal"))
        if new_start < new_end:
            after.append((" ".join(new_words[new_start:new_end]), kind != "equal"))
    return before, after
