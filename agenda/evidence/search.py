"""Looking for words in documents, passages, topics and sessions, in both languages at once.

Paragraphs have their folded text in a column of its own (Paragraph.folded), which LIKE searches on
SQLite and PostgreSQL alike. Measured on SQLite with 200 documents of 300 paragraphs: a search takes
0.2 to 0.5 s, folding all 60,000 paragraphs in memory 3.2 s; so it is stored. It is written together
with the text (agenda.documents.importing). There are a few hundred topics, sessions and passages:
they are folded as they are read, so that no second copy of them can be out of date.
"""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Case, F, IntegerField, Q, Value, When
from django.db.models.functions import Length, Replace
from django.utils.translation import gettext as _

from agenda.evidence import anchors, folding
from agenda.models import Paragraph, Passage, Session, SourceDocument, Topic

LIMIT = 50
LONGEST_QUERY = 200
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"'))

FURNITURE, TEXT, PASSAGE, TITLE = range(4)  # the later, the higher it ranks


class UnanswerableError(ValueError):
    """There is nothing to look for; the message says what to do, in the reader's language."""


class Part(NamedTuple):
    """A word, or words that must follow one another; "govern*" is a beginning."""

    words: tuple[str, ...]
    is_beginning: bool = False

    @property
    def pattern(self) -> str:
        """What a folded text contains if this part occurs in it."""
        pattern = folding.pattern(self.words)
        return pattern.rstrip() if self.is_beginning else pattern


@dataclass
class Query:
    """What to look for: every part must occur. `is_closed`: each quotation mark has its partner."""

    parts: list[Part]
    is_closed: bool = True

    @property
    def whole(self) -> Part | None:
        """The parts as one phrase; None if there is only one part."""
        if len(self.parts) == 1:
            return None
        words = tuple(word for part in self.parts for word in part.words)
        return Part(words, self.parts[-1].is_beginning)


def parse(typed: str) -> Query:
    """The Query that somebody typed: words, and phrases in quotation marks of any kind.

    Raises UnanswerableError.
    """
    text = unicodedata.normalize("NFC", typed).translate(_QUOTES)
    if not text.strip():
        raise UnanswerableError(_("Type one or more words."))
    if len(text) > LONGEST_QUERY:
        raise UnanswerableError(
            _("This is too long to search for: use at most %(number)d characters.")
            % {"number": LONGEST_QUERY}
        )
    pieces = text.split('"')
    parts: list[Part] = []
    for number, piece in enumerate(pieces):
        parts += [_phrase(piece)] if number % 2 else _single_parts(piece)
    parts = [part for part in parts if part.words]
    letters = sum(len(word) for part in parts for word in part.words)
    if not letters:
        raise UnanswerableError(_("This contains no words. Type letters or numbers."))
    if letters == 1:
        raise UnanswerableError(_("A single letter is found almost everywhere. Type at least two."))
    return Query(list(dict.fromkeys(parts)), is_closed=len(pieces) % 2 == 1)


def _phrase(text):
    """What stands in quotation marks, as one Part."""
    words = tuple(word.folded for word in folding.search_words(text))
    return Part(words, text.rstrip().endswith("*"))


def _single_parts(text):
    """Parts of what stands outside quotation marks: what white space divides, unless it is one word
    all the same."""
    parts: list[Part] = []
    end = 0
    for word in folding.search_words(text):
        is_beginning = bool(re.match(r"\S*\*(?:\s|$)", text[word.end :]))
        if parts and not re.search(r"\s", text[end : word.start]):
            parts[-1] = Part((*parts[-1].words, word.folded), is_beginning)
        else:
            parts.append(Part((word.folded,), is_beginning))
        end = word.end
    return parts


@dataclass
class Hit:
    """A place where the query was found: in `row`, in a `text` of a language, at `spans`."""

    row: models.Model
    text: str
    language: str
    level: int
    spans: list[tuple[int, int]] = field(default_factory=list)
    is_phrase: bool = False
    frequency: int = 0

    @property
    def rank(self) -> tuple[int, bool, int]:
        """What hits are ordered by; the highest comes first."""
        return self.level, self.is_phrase, self.frequency


@dataclass
class Results:
    """The best hits and the number of all."""

    hits: list[Hit]
    number: int

    @property
    def more(self) -> int:
        """How many hits are not in `hits`."""
        return self.number - len(self.hits)


def look_for(query: Query, limit: int = LIMIT, *, without: Collection[int] = ()) -> Results:
    """The hits in order of rank. Six queries, whatever is stored and found. Topics and sessions of
    the dialogues with the keys `without` are left out.

    A title ranks before a passage, a passage before other text, page furniture last; among equals,
    texts with the words as one phrase come first, then those with more of them. Near-duplicates
    are left out.
    """
    hits = [*_in_own_texts(query, without), *_in_document_titles(query), *_in_passages(query)]
    in_passages = {hit.row.paragraph_id for hit in hits if hit.level == PASSAGE}
    paragraphs = _paragraphs(query).exclude(pk__in=in_passages - {None})
    number = len(hits) + paragraphs.count()
    for paragraph in paragraphs.select_related("document")[:limit]:
        is_furniture = paragraph.kind == Paragraph.Kind.FURNITURE
        level = FURNITURE if is_furniture else TEXT
        hit = Hit(paragraph, paragraph.text, paragraph.document.language, level)
        hits.append(match(query, hit) or hit)
    hits.sort(key=lambda hit: hit.rank, reverse=True)
    return Results(hits[:limit], number)


def match(query: Query, hit: Hit) -> Hit | None:
    """The Hit with its spans, frequency and whether it has the words as one phrase; None if the
    query does not match its text.

    Where the words form one phrase, only the phrase is marked and counted.
    """
    folded = folding.fold_for_search(hit.text)
    if not all(part.pattern in folded for part in query.parts):
        return None
    hit.is_phrase = query.whole is None or query.whole.pattern in folded
    words = folding.search_words(hit.text)
    places = [
        place
        for part in ([query.whole] if query.whole and hit.is_phrase else query.parts)
        for place in folding.places(words, part.words, is_beginning=part.is_beginning)
    ]
    hit.spans = sorted((words[first].start, words[end - 1].end) for first, end in places)
    hit.frequency = len(places)
    return hit


def _in_own_texts(query, without):
    """Topics and sessions, each once: in the language and place where it ranks highest."""
    for rows, title, body in [
        (Topic.objects.select_related("dialogue"), "title", ["summary"]),
        (Session.objects.select_related("dialogue"), "title", ["description", "questions"]),
    ]:
        for row in rows.exclude(dialogue__in=without):
            tries = []
            for language, _name in settings.LANGUAGES:
                texts = [getattr(row, f"{name}_{language}") or "" for name in [title, *body]]
                tries.append(match(query, Hit(row, texts[0], language, TITLE)))
                tries.append(match(query, Hit(row, "\n".join(texts), language, TEXT)))
            yield from _best(tries)


def _in_document_titles(query):
    for document in SourceDocument.objects.filter(duplicate_of=None):
        titles = [(code, getattr(document, f"title_{code}")) for code, _name in settings.LANGUAGES]
        yield from _best(
            match(query, Hit(document, text or "", code, TITLE)) for code, text in titles
        )


def _best(tries):
    """Of several tries the Hit that ranks highest, in a list; [] if none is a hit."""
    matching = [hit for hit in tries if hit]
    return [max(matching, key=lambda hit: hit.rank)] if matching else []


def _in_passages(query):
    """Passages that topics cite, by their words or their gist, each paragraph once; for a lost one,
    its anchor is searched."""
    seen = set()
    passages = Passage.objects.select_related("document", "paragraph").distinct()
    for passage in passages.filter(topics__isnull=False, document__duplicate_of=None):
        text = f"{passage.start} … {passage.end}".removesuffix(" … ")
        if passage.is_found:
            text = passage.paragraph.text[passage.start_at : passage.end_at]
        tries = [match(query, Hit(passage, text, passage.document.language, PASSAGE))]
        for language, _name in settings.LANGUAGES:
            gist = getattr(passage, f"gist_{language}") or ""
            tries.append(match(query, Hit(passage, gist, language, PASSAGE)))
        hits = _best(tries)
        if passage.paragraph_id not in seen:
            seen |= {passage.paragraph_id for _hit in hits} - {None}
            yield from hits


def _paragraphs(query):
    """Paragraphs with every part, the best first, as far as the database can rank them."""
    rows = Paragraph.objects.filter(document__duplicate_of=None)
    frequency = Value(0, IntegerField())
    for part in query.parts:
        rows = rows.filter(folded__contains=part.pattern)
        without = Length(Replace("folded", Value(part.pattern), Value("")))
        frequency += (Length("folded") - without) / Value(len(part.pattern))
    phrase = query.whole.pattern if query.whole else " "
    is_furniture = Q(kind=Paragraph.Kind.FURNITURE)
    return rows.annotate(
        is_text=Case(When(is_furniture, then=0), default=1),
        is_phrase=Case(When(folded__contains=phrase, then=1), default=0),
        frequency=frequency,
    ).order_by(
        "-is_text",
        "-is_phrase",
        "-frequency",
        F("document__published_on").desc(nulls_last=True),
        "document__key",
        "number",
    )


def snippet(hit: Hit, around: int = 320) -> list[tuple[str, bool]]:
    """[(text, is marked)] of a hit: about `around` characters, beginning a little before the first
    mark and cut between words."""
    text, spans = hit.text, hit.spans
    first = spans[0][0] if spans else 0
    start = max(0, first - around // 3)
    end = min(len(text), max(start + around, spans[0][1] if spans else 0))
    if start:
        start += next(re.finditer(r"\s|$", text[start:first])).end()
    if end < len(text):
        end = max(text.rfind(" ", start, end), spans[0][1] if spans else 0)
    cut = anchors.highlight(text[start:end], [(a - start, b - start) for a, b in spans])
    before = [("… ", False)] if start else []
    return before + cut + ([(" …", False)] if end < len(text) else [])
