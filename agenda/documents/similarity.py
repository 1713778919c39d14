"""Words of an earlier text → the most similar words of the new one, and how alike they are."""

import re
from collections import Counter
from difflib import SequenceMatcher

from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from agenda.evidence.anchors import Place
from agenda.evidence.phrases import whole_words

# Shares of equal characters, as rapidfuzz.fuzz.ratio gives them (0 to 100).
SIMILAR_FROM = 70
NEARLY_SAME_FROM = 90
# Only in the paragraphs that share most words with the passage is it looked for letter by letter.
PARAGRAPHS_TRIED = 5
WORDS_MOVED = 12  # by how many words an end may be moved to fit better


def in_words(old, new):
    """How alike two texts are, as people say it."""
    ratio = fuzz.ratio(old, new)
    if ratio >= NEARLY_SAME_FROM:
        return _("nearly the same")
    return _("similar") if ratio >= SIMILAR_FROM else _("very different")


def are_similar(old, new):
    """Whether one text may be the other, reworded."""
    return fuzz.ratio(old, new) >= SIMILAR_FROM


def most_similar(words, paragraphs):
    """The Place in `paragraphs` whose words are most like `words`, or None if none are."""
    wanted = Counter(_words(words))
    shared = [(sum((wanted & Counter(_words(p.text))).values()), p) for p in paragraphs]
    shared.sort(key=lambda item: item[0], reverse=True)
    best, best_ratio = None, SIMILAR_FROM
    for number_shared, paragraph in shared[:PARAGRAPHS_TRIED]:
        span = _best_span(words, paragraph.text) if number_shared else None
        if span and (ratio := fuzz.ratio(words, paragraph.text[slice(*span)])) >= best_ratio:
            best, best_ratio = Place(paragraph, *span), ratio + 0.01  # of equals, the first
    return best


def _words(text):
    return re.findall(r"\w+", text.casefold())


def _best_span(words, text):
    """The offsets of the stretch of `text` most like `words`: an alignment of the same length,
    whose ends are then moved, word by word, as long as that makes it more alike."""
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


def _fitting(places, at, how_alike):
    """Of the places up to WORDS_MOVED around `at`, that which fits best."""
    nearest = min(range(len(places)), key=lambda number: abs(places[number] - at))
    around = places[max(nearest - WORDS_MOVED, 0) : nearest + WORDS_MOVED + 1]
    return max([at, *around], key=how_alike)


def compare(old, new):
    """([(words, is gone)] of the old, [(words, is new)] of the new text), to stand side by side."""
    one, other = old.split(), new.split()
    before, after = [], []
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if a < b:
            before.append((" ".join(one[a:b]), kind != "equal"))
        if c < d:
            after.append((" ".join(other[c:d]), kind != "equal"))
    return before, after
