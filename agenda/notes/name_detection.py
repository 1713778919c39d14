"""Finds the names in a text: of the people at a dialogue and of their institutions.

Names are compared as folded words (agenda.evidence.folding), so "Tran" is "Trần", and only whole
words count. A person is found by the full name in either order ("Hartanegara, B." too), by the
display name, by a form of address and the family name or the name by which people are addressed
("Mr Hartanegara", "Dr Nghĩa"), by the family name alone where it has a capital and is not likely to
be the first word of a sentence, and by an office of three words or more. Given names alone are not
found, since "Long" and "An" are everyday words.

An institution is found by its name in either language, also without the part after a comma or in
brackets, by an abbreviation in brackets, and by the initials that people would use ("MOST", "Bộ
KH&CN"). One or two words in lower case count as everyday words: "grab", "meta". Where a term of the
glossary contains a name, as "United Nations Convention against Cybercrime" does, the text names the
term and not the institution.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from enum import Enum
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
LEAST_OF_FAMILY = 4  # letters of a family name that is found alone
SURE_OF_FAMILY = 6  # so many, and it is found as the first word of a sentence
WORDS_OF_AN_OFFICE = 3
SHORTEST = 3  # letters of initials
# Before a name; besides each person's own form. "Bà" and "Ông" are written with a capital in notes.
FORMS = [
    *("Mr", "Mrs", "Ms", "Miss", "Mme", "Dr", "Prof", "Professor", "Sir", "Madam", "Minister"),
    *("Ambassador", "Ông", "Bà", "Anh", "Chị", "Ngài", "Tiến sĩ", "TS", "GS", "PGS", "Bộ trưởng"),
    *("Thứ trưởng", "Đại sứ"),
]
_LEFT_OUT = {"and", "the", "va"}  # of initials, folded
_SMALL = {"of", "for", "on", "in", "de"}


class Rule(Enum):
    """When words that are known are a name."""

    NO_NAME = "a term of the glossary"
    NAME = "as they stand"
    FAMILY = "with a capital, but not where a sentence may give it one"
    INITIALS = "in capitals"


class Mention(NamedTuple):
    """A name: as it is written in a text (`words`), and with the words around it (`where`)."""

    words: str
    where: str


class Names:
    """Finds `names` in texts, `families` and `initials` as far as their Rule says; `terms` are not
    names, though they may contain one."""

    def __init__(
        self,
        names: Iterable[str],
        terms: Iterable[str] = (),
        families: Iterable[str] = (),
        initials: Iterable[str] = (),
    ) -> None:
        known = {_folded(term): Rule.NO_NAME for term in terms}
        for words, rule in [(initials, Rule.INITIALS), (families, Rule.FAMILY)]:
            known |= {_folded(word): rule for word in words}
        known |= {_folded(name): Rule.NAME for name in names}
        known.pop((), None)
        self._by_first_word: dict[str, list[tuple[tuple[str, ...], Rule]]] = defaultdict(list)
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
        for wanted, rule in self._by_first_word.get(words[at].folded, ()):
            end = at + len(wanted)
            if tuple(word.folded for word in words[at:end]) == wanted:
                written = text[words[at].start : words[end - 1].end]
                if _holds(rule, written, len(wanted), _begins_sentence(text, words[at].start)):
                    return len(wanted), rule != Rule.NO_NAME
        return 0, False


def _holds(rule, written, length, begins_sentence):
    """Whether known words are meant, written as they are."""
    if rule == Rule.INITIALS:
        return sum(letter.isupper() for letter in written) > max(1, len(written) // 2)
    if rule == Rule.FAMILY:
        return written[:1].isupper() and (not begins_sentence or len(written) >= SURE_OF_FAMILY)
    return length > MAY_BE_EVERYDAY or written != written.lower()


def _begins_sentence(text, at):
    before = text[:at].rstrip(" \n\t\"'“”‘’«»([–-•*")
    return not before or before[-1] in ".!?…:;"


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
    initials = [short for each in institutions for short in _initials_of(each)]
    families = [p.family_name for p in people if len(p.family_name) >= LEAST_OF_FAMILY]
    terms = [
        rendering.text
        for term in Term.objects.of(dialogue)
        for rendering in glossary.renderings(term)
    ]
    return Names(names, terms, families, initials)


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
        for form in {own, form_in(code, *forms), *FORMS} - {""}:
            yield from (f"{form} {name}" for name in called)
        office = getattr(person, f"title_{code}") or ""
        if len(office.split()) >= WORDS_OF_AN_OFFICE:
            yield office


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


def _initials_of(institution):
    """What an institution may be called for short: "MOST" and "MST" of a Ministry of Science and
    Technology, "Bộ KHCN", "Bộ KH&CN" and "BKHCN" in Vietnamese. At least three letters."""
    for code, _name in settings.LANGUAGES:
        name = IN_BRACKETS.sub(" ", getattr(institution, f"name_{code}") or "").partition(",")[0]
        words = [word for word in re.findall(r"\w+", name) if _folded(word)[:1]]
        firsts = [word[0] for word in words if _folded(word)[0] not in _LEFT_OUT]
        large = [word[0] for word in words if _folded(word)[0] not in _LEFT_OUT | _SMALL]
        yield from {
            short for letters in [firsts, large] if len(short := "".join(letters)) >= SHORTEST
        }
        if words[:1] == ["Bộ"] and len(words) >= SHORTEST:
            yield "Bộ " + "".join(firsts[1:])
            groups = re.split(r"\bvà\b|,", name.removeprefix("Bộ "))
            yield "Bộ " + "&".join("".join(w[0] for w in group.split()) for group in groups)


def _folded(text):
    return tuple(word.folded for word in folding.words(text))


def _mention(text, words, first, end):
    begin, stop = max(0, first - AROUND), min(len(words), end + AROUND)
    around = " ".join(text[words[begin].start : words[stop - 1].end].split())
    before, after = "… " if begin else "", " …" if stop < len(words) else ""
    return Mention(text[words[first].start : words[end - 1].end], f"{before}{around}{after}")
