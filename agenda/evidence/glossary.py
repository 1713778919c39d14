"""The glossary at work: where documents use which rendering, and where our own texts use another
than the preferred one.

Renderings are compared as folded words (agenda.evidence.folding), so "Thoả ước" is "Thỏa ước".
Where several fit, the longest counts, and only that: "UN Global Digital Compact" is not also
"Global Digital Compact".
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from agenda.evidence import folding
from agenda.models import Paragraph, SourceDocument, Term

OWN_FIELDS = {
    "dialogue": ["title", "summary"],
    "topic": ["title", "summary"],
    "session": ["title", "description", "questions"],
}


class Rendering(NamedTuple):
    """One way to say a term in one language."""

    term: Term
    language: str
    text: str
    is_preferred: bool = False
    is_accepted: bool = False

    @property
    def is_in_order(self):
        return self.is_preferred or self.is_accepted

    @property
    def preferred(self):
        """What to write in its place."""
        return getattr(self.term, f"preferred_{self.language}")


def renderings(term) -> list[Rendering]:
    """The preferred rendering of each language, then the others."""
    preferred = [
        Rendering(term, language, text, is_preferred=True)
        for language, _name in settings.LANGUAGES
        if (text := getattr(term, f"preferred_{language}"))
    ]
    return preferred + [
        Rendering(term, one.language, one.text, is_accepted=one.is_accepted)
        for one in term.variants.all()
    ]


class Finder:
    """Finds the renderings of `terms` in texts; of one language, if it is given."""

    def __init__(self, terms, language=None):
        known = defaultdict(list)  # a rendering may be written alike in both languages
        for term in terms:
            for one in renderings(term):
                words = tuple(word.folded for word in folding.words(one.text))
                if words and language in {None, one.language}:
                    known[words].append(one)
        self._by_first_word = defaultdict(list)
        for words in sorted(known, key=len, reverse=True):
            self._by_first_word[words[0]].append((words, known[words]))

    def find(self, words):
        """[([Rendering], first word, end)] in folded words; what is found does not overlap."""
        found, at = [], 0
        while at < len(words):
            for wanted, alike in self._by_first_word.get(words[at], ()):
                if tuple(words[at : at + len(wanted)]) == wanted:
                    found.append((alike, at, at + len(wanted)))
                    at += len(wanted) - 1
                    break
            at += 1
        return found


@dataclass
class Occurrences:
    """How often documents use a rendering, and where: {document: [paragraph numbers]}."""

    rendering: Rendering
    number: int = 0
    places: dict[SourceDocument, list[int]] = field(default_factory=dict)


def occurrences(terms) -> dict[Term, list[Occurrences]]:
    """For each term its renderings with where they occur. Two queries, besides that of `terms`.

    Near-duplicates of documents are left out. A rendering that is written alike in both languages
    ("ADM 2030") is counted for the document's language.
    """
    terms = list(terms)
    found = {
        term: {(one.language, one.text): Occurrences(one) for one in renderings(term)}
        for term in terms
    }
    documents = {
        document.pk: document for document in SourceDocument.objects.filter(duplicate_of=None)
    }
    finder = Finder(terms)
    rows = Paragraph.objects.filter(document__duplicate_of=None).order_by("document", "number")
    for pk, number, folded in rows.values_list("document", "number", "folded").iterator():
        for alike, _first, _end in finder.find(folded.split()):
            document = documents[pk]
            one = next((one for one in alike if one.language == document.language), alike[0])
            entry = found[one.term][one.language, one.text]
            entry.number += 1
            numbers = entry.places.setdefault(document, [])
            if number not in numbers:
                numbers.append(number)
    return {term: list(entries.values()) for term, entries in found.items()}


class Deviation(NamedTuple):
    """A place in our own texts that uses another rendering than the preferred one."""

    row: models.Model
    field: str  # as the reader knows it
    language: str
    text: str  # as it is written there
    rendering: Rendering


def deviations(rows, terms) -> list[Deviation]:
    """What is not the preferred rendering in dialogues, topics and sessions; no query."""
    finders = {code: Finder(terms, code) for code, _name in settings.LANGUAGES}
    found = []
    for row in rows:
        for name in OWN_FIELDS[row._meta.model_name]:
            for code, finder in finders.items():
                text = getattr(row, f"{name}_{code}") or ""
                label = str(row._meta.get_field(name).verbose_name)
                found += [Deviation(row, label, code, *hit) for hit in _not_in_order(text, finder)]
    return found


def _not_in_order(text, finder):
    """[(as it is written, Rendering)], each once."""
    words = folding.words(text)
    hits = finder.find([word.folded for word in words])
    return dict.fromkeys(
        (text[words[first].start : words[end - 1].end], alike[0])
        for alike, first, end in hits
        if not any(one.is_in_order for one in alike)
    )


def deviations_of(dialogue) -> list[Deviation]:
    """In the dialogue's own texts, its topics and its sessions. Four queries."""
    rows = [dialogue, *dialogue.topics.all(), *dialogue.sessions.taking_place()]
    return deviations(rows, list(Term.objects.of(dialogue)))


def sheet(dialogue, language) -> list[tuple]:
    """For interpreters from `language` into the other, in the order of the alphabet without regard
    to marks: [(preferred, [others met], preferred in the other, [others met], definition)]."""
    target = next(code for code, _name in settings.LANGUAGES if code != language)
    rows = []
    for term in Term.objects.of(dialogue):
        others = {code: [] for code, _name in settings.LANGUAGES}
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
    return sorted(rows, key=lambda row: folding.fold_for_search(row[0]))


def headings(language):
    """What stands over the columns of `sheet`."""
    name = {"en": _("English"), "vi": _("Vietnamese")}
    target = next(code for code in name if code != language)
    return [name[language], _("Variants"), name[target], _("Variants"), _("Definition")]
