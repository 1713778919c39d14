"""The glossary in use: where documents use which rendering, and where our own texts use another
than the preferred one.

Renderings are compared as folded words (agenda.evidence.folding), so "Thoả ước" is "Thỏa ước".
Where several match, only the longest counts: "UN Global Digital Compact" is not also "Global
Digital Compact".
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from agenda.evidence import folding
from agenda.models import Paragraph, Session, SourceDocument, Term, Topic
from dialogue.models import Dialogue

ROWS_AT_ONCE = 200

# The texts that we write ourselves.
OWN_FIELDS: dict[type[models.Model], list[str]] = {
    Dialogue: ["title", "summary"],
    Topic: ["title", "summary"],
    Session: ["title", "description", "questions"],
}


class Rendering(NamedTuple):
    """One way to say a term in one language."""

    term: Term
    language: str
    text: str
    is_preferred: bool = False
    is_accepted: bool = False

    @property
    def is_in_order(self) -> bool:
        """Whether our own texts may use it."""
        return self.is_preferred or self.is_accepted

    @property
    def preferred(self) -> str:
        """What to write instead of it."""
        return getattr(self.term, f"preferred_{self.language}")


def renderings(term: Term) -> list[Rendering]:
    """The preferred rendering of each language, then the others."""
    preferred = [
        Rendering(term, language, text, is_preferred=True)
        for language, _name in settings.LANGUAGES
        if (text := getattr(term, f"preferred_{language}"))
    ]
    return preferred + [
        Rendering(term, variant.language, variant.text, is_accepted=variant.is_accepted)
        for variant in term.variants.all()
    ]


class Finder:
    """Finds the renderings of `terms` in texts: those in `language`, or in every language."""

    def __init__(self, terms: Iterable[Term], language: str | None = None) -> None:
        # {folded words: [Rendering]}; the same words may be a rendering in both languages
        known: dict[tuple[str, ...], list[Rendering]] = defaultdict(list)
        self._unwanted: set[str] = set()
        for term in terms:
            for rendering in renderings(term):
                words = tuple(word.folded for word in folding.words(rendering.text))
                if words and language in {None, rendering.language}:
                    known[words].append(rendering)
                    if not rendering.is_in_order:
                        self._unwanted.add("".join(words))
        self._known = dict(known)
        self._lengths: dict[str, list[int]] = {}  # by the first word, the longest first
        for words in known:
            lengths = {len(words), *self._lengths.get(words[0], [])}
            self._lengths[words[0]] = sorted(lengths, reverse=True)

    def find(self, words: Sequence[str]) -> list[tuple[list[Rendering], int, int]]:
        """[([Rendering], first, end)]: the renderings in folded `words`, with the index of their
        first word and of the word after the last; they do not overlap."""
        hits = []
        at = 0
        while at < len(words):
            for length in self._lengths.get(words[at], ()):
                alike = self._known.get(tuple(words[at : at + length]))
                if alike:
                    hits.append((alike, at, at + length))
                    at += length - 1
                    break
            at += 1
        return hits

    def may_find_unwanted(self, text: str) -> bool:
        """False where a text surely holds no rendering that our own texts may not use; that is
        known much sooner than which it holds."""
        run_together = folding.run_together(text)
        return any(words in run_together for words in self._unwanted)


@dataclass
class Occurrences:
    """How often documents use a rendering, and where: {document: [paragraph numbers]}."""

    rendering: Rendering
    number: int = 0
    places: dict[SourceDocument, list[int]] = field(default_factory=dict)


def occurrences(terms: Iterable[Term]) -> dict[Term, list[Occurrences]]:
    """For each term its renderings with where they occur. Two queries, besides that of `terms`.

    Near-duplicates of documents are left out. A rendering that is the same in both languages
    ("ADM 2030") is counted for the document's language.
    """
    terms = list(terms)
    counted = {
        term: {
            (rendering.language, rendering.text): Occurrences(rendering)
            for rendering in renderings(term)
        }
        for term in terms
    }
    documents = {
        document.pk: document for document in SourceDocument.objects.filter(duplicate_of=None)
    }
    finder = Finder(terms)
    rows = Paragraph.objects.filter(document__duplicate_of=None).order_by("document", "number")
    patterns = {
        folding.fold_for_search(rendering.text) for term in terms for rendering in renderings(term)
    } - {""}
    values = rows.values_list("document", "number", "folded", "text")
    for pk, number, folded, text in values.iterator():
        # In the stored words all spellings are one; which of them it is, the text itself says.
        if not any(pattern in folded for pattern in patterns):
            continue
        for alike, _first, _end in finder.find(folding.fold_words(text).split()):
            document = documents[pk]
            rendering = _in_language(alike, document.language)
            entry = counted[rendering.term][rendering.language, rendering.text]
            entry.number += 1
            numbers = entry.places.setdefault(document, [])
            if number not in numbers:
                numbers.append(number)
    return {term: list(entries.values()) for term, entries in counted.items()}


def _in_language(alike, language):
    """Of renderings that are written alike, the one in `language`; if there is none, the first."""
    return next((each for each in alike if each.language == language), alike[0])


class Deviation(NamedTuple):
    """A place in our own texts that uses another rendering than the preferred one."""

    row: models.Model
    field: str  # its label in the admin site
    language: str
    text: str  # as it is written there
    rendering: Rendering


def deviations(rows: Iterable[models.Model], terms: Iterable[Term]) -> list[Deviation]:
    """Where `rows` (dialogues, topics, sessions) do not use the preferred rendering of `terms`.

    No query, if the variants of the terms were prefetched.
    """
    terms = list(terms)
    finders = {code: Finder(terms, code) for code, _name in settings.LANGUAGES}
    deviating: list[Deviation] = []
    rows = list(rows)
    for start in range(0, len(rows), ROWS_AT_ONCE):
        deviating += _deviations(rows[start : start + ROWS_AT_ONCE], finders)
    return deviating


def _deviations(rows, finders):
    """Most texts hold none, and that is known of one field of many rows at once much sooner than of
    each."""
    texts = [
        (row, name, code, getattr(row, f"{name}_{code}") or "")
        for row in rows
        for name in OWN_FIELDS[row._meta.model]
        for code in finders
    ]
    of_fields = defaultdict(list)
    for _row, name, code, text in texts:
        of_fields[name, code].append(text)
    suspect = {
        (name, code)
        for (name, code), alike in of_fields.items()
        if finders[code].may_find_unwanted("\n".join(alike))
    }
    return [
        Deviation(row, _label(row, name), code, *hit)
        for row, name, code, text in texts
        if (name, code) in suspect and finders[code].may_find_unwanted(text)
        for hit in _not_in_order(text, finders[code])
    ]


def _label(row, name):
    return str(row._meta.get_field(name).verbose_name)


def _not_in_order(text, finder):
    """[(as it is written, Rendering)], each once."""
    words = folding.words(text)
    hits = finder.find([word.folded for word in words])
    return dict.fromkeys(
        (text[words[first].start : words[end - 1].end], alike[0])
        for alike, first, end in hits
        if not any(rendering.is_in_order for rendering in alike)
    )


def deviations_of(dialogue: Dialogue, sessions: Iterable[Session] | None = None) -> list[Deviation]:
    """The deviations in a dialogue's own texts, its topics and its sessions that take place.
    `sessions`, if they are read already. Four queries."""
    sessions = dialogue.sessions.all() if sessions is None else sessions
    taking_place = [session for session in sessions if not session.is_cancelled]
    rows = [dialogue, *dialogue.topics.all(), *taking_place]
    return deviations(rows, list(Term.objects.of(dialogue)))


def sheet(
    dialogue: Dialogue, language: str
) -> list[tuple[str, list[str], str, list[str], str | None]]:
    """For interpreters from `language` into the other language, in alphabetical order without
    regard to diacritics: [(preferred rendering, [variants], preferred rendering in the other
    language, [variants], definition in the other language)]."""
    target = next(code for code, _name in settings.LANGUAGES if code != language)
    rows = []
    for term in Term.objects.of(dialogue):
        others: dict[str, list[str]] = {code: [] for code, _name in settings.LANGUAGES}
        for variant in term.variants.all():
            others[variant.language].append(variant.text)
        rows.append(
            (
                getattr(term, f"preferred_{language}"),
                others[language],
                getattr(term, f"preferred_{target}"),
                others[target],
                getattr(term, f"definition_{target}"),
            )
        )
    return sorted(rows, key=lambda row: folding.fold_words(row[0]))


def headings(language: str) -> list[str]:
    """The headings of the columns of `sheet`."""
    name = {"en": _("English"), "vi": _("Vietnamese")}
    target = next(code for code in name if code != language)
    return [name[language], _("Variants"), name[target], _("Variants"), _("Definition")]
