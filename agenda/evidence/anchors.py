"""Anchors → passages: finding the place in a document that a start and an end phrase name.

The idea is a URL's text fragment (WICG, Scroll to Text Fragment): a few words where a passage
begins and a few where it ends. Phrases are compared without regard to
- white space, Unicode form (NFC or NFD) and invisible characters;
- upper and lower case, as browsers do for text fragments: a phrase at the beginning of a
  sentence may be written as within one;
- the variants of quotation marks, apostrophes, dashes and the ellipsis.
A phrase matches whole words only: "quản trị" is not found in "quản trịnh". Letters of scripts
without capital letters (Thai, Lao, Khmer, Burmese) are exempt, since these are written without
spaces between words.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from agenda.models import Paragraph, Passage, SourceDocument

_COMBINING = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_DASHES = "-‐‑‒–—―−"
_CLUSTER = re.compile(rf"\s+|[{_DASHES}]+|.[{_COMBINING}]*", re.DOTALL)
_VARIANTS = str.maketrans(
    dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛‹›′`´", "'") | {"…": "..."}
)


class Place(NamedTuple):
    """Where a passage is: text[start_at:end_at] of a paragraph, the end exclusive."""

    paragraph: Paragraph
    start_at: int
    end_at: int

    @property
    def text(self) -> str:
        """The words of the passage."""
        return self.paragraph.text[self.start_at : self.end_at]


class NormalisedText(NamedTuple):
    """A text with its variants normalised into one form, and the way back to the text itself.

    `starts` and `ends` map an offset in `text` at which a character of the original begins or
    ends to the offset in the original. What begins or ends elsewhere cuts a character in two.
    """

    text: str
    starts: dict[int, int]
    ends: dict[int, int]


def normalise_for_anchor(text: str) -> NormalisedText:
    """`text` as a NormalisedText."""
    pieces, starts, ends = [], {}, {}
    at = 0
    for match in _CLUSTER.finditer(text):
        piece = _normalise_cluster(match[0])
        if not piece:
            continue
        starts[at] = match.start()
        at += len(piece)
        ends[at] = match.end()
        pieces.append(piece)
    return NormalisedText("".join(pieces), starts, ends)


def _normalise_cluster(cluster):
    if cluster.isspace():
        return " "
    if cluster[0] in _DASHES:
        return "-"
    if unicodedata.category(cluster[0]) in {"Cc", "Cf"}:
        return ""
    return unicodedata.normalize("NFC", cluster).casefold().translate(_VARIANTS)


def normalise_phrase(phrase: str) -> str:
    """A start or end phrase in the form in which NormalisedText.text is searched for it."""
    return normalise_for_anchor(unicodedata.normalize("NFC", phrase)).text.strip()


def find(
    start: str, end: str, paragraphs: Iterable[Paragraph], paragraph_number: int | None = None
) -> Place | None:
    """The Place that an anchor names in `paragraphs` (of one document), or None.

    The passage begins with the phrase `start` and ends with the next phrase `end` after it, in
    the same paragraph; without an end phrase it is the start phrase alone. Paragraph number
    `paragraph_number` is tried first, then the text, then headings, captions and page furniture,
    for a caption often repeats what the text says.
    """
    normalised = [(paragraph, normalise_for_anchor(paragraph.text)) for paragraph in paragraphs]
    return find_normalised(
        normalise_phrase(start), normalise_phrase(end), normalised, paragraph_number
    )


def find_normalised(
    start: str,
    end: str,
    normalised_paragraphs: Iterable[tuple[Paragraph, NormalisedText]],
    paragraph_number: int | None,
) -> Place | None:
    """As `find`, for phrases and paragraphs that are normalised already."""

    def rank(item):
        paragraph, _ = item
        return (
            paragraph.number != paragraph_number,
            paragraph.kind != Paragraph.Kind.TEXT,
            paragraph.number,
        )

    for paragraph, normalised in sorted(normalised_paragraphs, key=rank):
        if span := find_span(start, end, normalised):
            return Place(paragraph, *span)
    return None


def find_span(start: str, end: str, normalised: NormalisedText) -> tuple[int, int] | None:
    """Offsets (in the original text) from the first `start` to the first `end` after it, or None.

    `start` and `end` are normalised phrases.
    Where no end phrase comes after the start phrase, it may overlap it: "the Global Digital
    Compact" starts with "the Global Digital" and ends with "Digital Compact".
    """
    first = next(occurrences(start, normalised), None)
    if first is None:
        return None
    if not end:
        return normalised.starts[first], normalised.ends[first + len(start)]
    finishes = [at + len(end) for at in occurrences(end, normalised, first)]
    after = [finish for finish in finishes if finish >= first + len(start) + len(end)]
    overlapping = [finish for finish in finishes if finish >= first + len(start)]
    if not overlapping:
        return None
    return normalised.starts[first], normalised.ends[(after or overlapping)[0]]


def occurrences(phrase: str, normalised: NormalisedText, begin: int = 0) -> Iterator[int]:
    """The offsets, from `begin` on, at which `phrase` occurs in normalised text as whole words."""
    at = normalised.text.find(phrase, begin) if phrase else -1
    while at >= 0:
        finish = at + len(phrase)
        cuts_a_character = at not in normalised.starts or finish not in normalised.ends
        if not (
            cuts_a_character or in_word(normalised.text, at) or in_word(normalised.text, finish)
        ):
            yield at
        at = normalised.text.find(phrase, at + 1)


def in_word(text: str, at: int) -> bool:
    """Whether offset `at` lies between two letters of one word or two figures of one number.

    Between a letter and a figure it does not, since the number of a footnote often follows a word
    without a space.
    """
    before, after = text[at - 1 : at], text[at : at + 1]
    if before.isdigit() and after.isdigit():
        return True
    return all(char.upper() != char for char in [before, after])


def locate(passages: Iterable[Passage]) -> list[tuple[Passage, Place | None]]:
    """[(passage, Place or None)], computed again from the documents' paragraphs. One query,
    besides that of `passages`; nothing is written."""
    passages = list(passages)
    normalised = defaultdict(list)
    documents = {passage.document_id for passage in passages}
    for paragraph in Paragraph.objects.filter(document__in=documents).order_by("number"):
        normalised[paragraph.document_id].append((paragraph, normalise_for_anchor(paragraph.text)))
    return [
        (
            passage,
            find_normalised(
                normalise_phrase(passage.start),
                normalise_phrase(passage.end),
                normalised[passage.document_id],
                passage.paragraph_number,
            ),
        )
        for passage in passages
    ]


def is_stored(passage: Passage, place: Place | None) -> bool:
    """Whether the passage's row names the same place as `place`."""
    stored = (passage.paragraph_id, passage.start_at, passage.end_at)
    return stored == _as_fields(place)


def _as_fields(place):
    return (place.paragraph.pk, place.start_at, place.end_at) if place else (None, None, None)


def resolve(passages: Iterable[Passage]) -> list[Passage]:
    """Store in each of `passages` where it was found, or that it is lost; return the lost ones.

    Two queries, whatever the number of passages, and one more for each 500 that moved.
    """
    located = locate(passages)
    moved = []
    for passage, place in located:
        if not is_stored(passage, place):
            passage.paragraph_id, passage.start_at, passage.end_at = _as_fields(place)
            moved.append(passage)
    Passage.objects.bulk_update(moved, ["paragraph", "start_at", "end_at"], batch_size=500)
    return [passage for passage, place in located if place is None]


def resolve_document(document: SourceDocument) -> list[Passage]:
    """Resolve every passage of one document; return the lost ones."""
    return resolve(Passage.objects.filter(document=document))


def highlight(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[str, bool]]:
    """`text` in segments [(text, is marked)], marked where `spans` [(start, end)] cover it.

    Spans may overlap, touch, be in any order or reach beyond the text; no segment is empty.
    """
    segments: list[tuple[str, bool]] = []
    at = 0
    for start, end in _merge(spans):
        start, end = max(start, 0), min(end, len(text))
        if start >= end:
            continue
        segments += [(text[at:start], False), (text[start:end], True)]
        at = end
    segments.append((text[at:], False))
    return [segment for segment in segments if segment[0]]


def _merge(spans):
    """`spans` in order; those that overlap or touch become one."""
    merged = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
