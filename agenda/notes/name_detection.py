"""Who is named in a text: people of a dialogue and the institutions they come from.

Names are compared as folded words (agenda.evidence.folding), so "Tran" is "Trần", and only whole
words count. A person is found by the full name in either order, by the display name, and by form of
address and family name ("Dr Lim"); never by a family name alone, for "Long" and "An" are everyday
words. An institution is found by its name in either language, also without what stands behind a
comma or in brackets, and by an abbreviation in brackets. What is one or two words long and written
in small letters is taken for everyday words: "grab", "meta". Where a term of the glossary holds a
name, as "United Nations Convention against Cybercrime" does, that is the term and not the name.
"""

import re
from collections import defaultdict
from typing import NamedTuple

from django.conf import settings
from django.db.models import Q

from agenda.evidence import folding, glossary
from agenda.models import Term
from participants.models import Invitation, Organisation, Person

IN_BRACKETS = re.compile(r"\(([^()]*)\)")
WORDS_BEFORE_A_COMMA = 3  # "Ministry of Technology, Lao PDR"; fewer are too general
MAY_BE_EVERYDAY = 2  # words
AROUND = 3  # words on either side


class Found(NamedTuple):
    """A name as it is written in a text, and with the words around it."""

    words: str
    where: str


class Names:
    """Looks for some names in texts; `terms` are no names, though they may hold one."""

    def __init__(self, names, terms=()):
        known = {_folded(one): False for one in terms} | {_folded(one): True for one in names}
        known.pop((), None)
        self._by_first_word = defaultdict(list)
        for words in sorted(known, key=len, reverse=True):
            self._by_first_word[words[0]].append((words, known[words]))

    def find(self, text: str) -> list[Found]:
        """What is named, in the order of the text; where names overlap, the first and longest."""
        words, found, at = folding.words(text), [], 0
        while at < len(words):
            length, is_name = self._at(text, words, at)
            if is_name:
                found.append(_found(text, words, at, at + length))
            at += length or 1
        return found

    def _at(self, text, words, at):
        """(how many words, whether they are a name) of what begins at this word; (0, False)."""
        for wanted, is_name in self._by_first_word.get(words[at].folded, ()):
            end = at + len(wanted)
            if tuple(word.folded for word in words[at:end]) == wanted:
                written = text[words[at].start : words[end - 1].end]
                if len(wanted) > MAY_BE_EVERYDAY or written != written.lower():
                    return len(wanted), is_name
        return 0, False


def of_dialogue(dialogue) -> Names:
    """Of everybody who has an invitation to a dialogue or a role in its programme (whoever speaks
    in one session sits in the others), and of their institutions. Four queries."""
    active = Invitation.objects.filter(dialogue=dialogue).active()
    people = Person.objects.filter(
        Q(pk__in=active.values("person")) | Q(roles__session__dialogue=dialogue)
    ).distinct()
    institutions = Organisation.objects.filter(
        Q(pk__in=people.values("organisation"))
        | Q(pk__in=active.values("delegation__organisation"))
    )
    names = [name for person in people for name in _names_of(person)]
    names += [name for one in institutions for name in _names_of_institution(one)]
    terms = [one.text for term in Term.objects.of(dialogue) for one in glossary.renderings(term)]
    return Names(names, terms)


def _names_of(person):
    family, given = person.family_name, person.given_name
    yield f"{given} {family}"
    yield f"{family} {given}"
    for code, _name in settings.LANGUAGES:
        yield getattr(person, f"display_name_{code}") or ""
        if address := getattr(person, f"form_of_address_{code}"):
            yield f"{address} {family}"


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


def _found(text, words, first, end):
    begin, stop = max(0, first - AROUND), min(len(words), end + AROUND)
    around = " ".join(text[words[begin].start : words[stop - 1].end].split())
    before, after = "… " if begin else "", " …" if stop < len(words) else ""
    return Found(text[words[first].start : words[end - 1].end], f"{before}{around}{after}")
