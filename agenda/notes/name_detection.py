"""Finds the names in a text: of the people at a dialogue and of their institutions.

Names are compared as folded words (agenda.evidence.folding), so "Tran" is "Trần", and only whole
words count. A person is found by the full name in either order, by the display name, and by form of
address and the name by which people are addressed ("Dr Lim", "Dr Nghĩa"); never by that name alone,
since "Long" and "An" are everyday words. An institution is found by its name in either language,
also without the part after a comma or in brackets, and by an abbreviation in brackets. One or two
words in lower case count as everyday words: "grab", "meta". Where a term of the glossary contains
a name, as "United Nations Convention against Cybercrime" does, the text names the term and not the
institution.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.conf import settings
from django.db.models import Q

from agenda.evidence import folding, glossary
from agenda.models import Term
from dialogue.models import Dialogue
from participants.models import Invitation, Organisation, Person
from participants.names import customs
from participants.names.forms_of_address import form_in

IN_BRACKETS = re.compile(r"\(([^()]*)\)")
WORDS_BEFORE_A_COMMA = 3  # "Ministry of Technology, Lao PDR"; fewer are too general
MAY_BE_EVERYDAY = 2  # words
AROUND = 3  # words on either side


class Mention(NamedTuple):
    """A name: as it is written in a text (`words`), and with the words around it (`where`)."""

    words: str
    where: str


class Names:
    """Finds `names` in texts; `terms` are not names, though they may contain one."""

    def __init__(self, names: Iterable[str], terms: Iterable[str] = ()) -> None:
        # {folded words: whether they are a name}
        known = {_folded(term): False for term in terms}
        known |= {_folded(name): True for name in names}
        known.pop((), None)
        self._by_first_word: dict[str, list[tuple[tuple[str, ...], bool]]] = defaultdict(list)
        for words in sorted(known, key=len, reverse=True):
            self._by_first_word[words[0]].append((words, known[words]))

    def find(self, text: str) -> list[Mention]:
        """The names in the order of the text; where names overlap, only the first and longest."""
        words, mentions, at = folding.words(text), [], 0
        while at < len(words):
            length, is_name = self._at(text, words, at)
            if is_name:
                mentions.append(_mention(text, words, at, at + length))
            at += length or 1
        return mentions

    def _at(self, text, words, at):
        """(how many words, whether they are a name) for what begins at this word; or (0, False)."""
        for wanted, is_name in self._by_first_word.get(words[at].folded, ()):
            end = at + len(wanted)
            if tuple(word.folded for word in words[at:end]) == wanted:
                written = text[words[at].start : words[end - 1].end]
                if len(wanted) > MAY_BE_EVERYDAY or written != written.lower():
                    return len(wanted), is_name
        return 0, False


def of_dialogue(dialogue: Dialogue) -> Names:
    """The names of everybody who has an invitation to a dialogue or a role in its programme (a
    speaker in one session may sit in the others), and of their institutions. Four queries."""
    active = Invitation.objects.filter(dialogue=dialogue).active()
    people = Person.objects.filter(
        Q(pk__in=active.values("person")) | Q(roles__session__dialogue=dialogue)
    ).distinct()
    institutions = Organisation.objects.filter(
        Q(pk__in=people.values("organisation"))
        | Q(pk__in=active.values("delegation__organisation"))
    )
    names = [name for person in people for name in _names_of(person)]
    names += [name for each in institutions for name in _names_of_institution(each)]
    terms = [
        rendering.text
        for term in Term.objects.of(dialogue)
        for rendering in glossary.renderings(term)
    ]
    return Names(names, terms)


def _names_of(person):
    family, given = person.family_name, person.given_name
    yield f"{given} {family}"
    yield f"{family} {given}"
    yield person.native_name
    forms = [person.form_of_address_en or "", person.form_of_address_vi or ""]
    called = {family, customs.addressed(person.full_name)} - {""}
    for code, _name in settings.LANGUAGES:
        yield getattr(person, f"display_name_{code}") or ""
        own = getattr(person, f"form_of_address_{code}") or ""
        for form in {own, form_in(code, *forms)} - {""}:
            yield from (f"{form} {name}" for name in called)


def _names_of_institution(institution):
    for code, _name in settings.LANGUAGES:
        name = getattr(institution, f"name_{code}") or ""
        plain = IN_BRACKETS.sub(" ", name)
        before_comma = plain.partition(",")[0]
        yield name
        yield plain
        if len(folding.words(before_comma)) >= WORDS_BEFORE_A_COMMA:
            yield before_comma
        for inside in IN_BRACKETS.findall(name):
            if sum(letter.isupper() for letter in inside) > 1:
                yield inside


def _folded(text):
    return tuple(word.folded for word in folding.words(text))


def _mention(text, words, first, end):
    begin, stop = max(0, first - AROUND), min(len(words), end + AROUND)
    around = " ".join(text[words[begin].start : words[stop - 1].end].split())
    before, after = "… " if begin else "", " …" if stop < len(words) else ""
    return Mention(text[words[first].start : words[end - 1].end], f"{before}{around}{after}")
