"""What a letter or paper lacks in its language, so that it would show another one or nothing: said
before it leaves, with the page on which it can be mended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Model, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from participants.models import LetterHead, OfficialLetter, Person

LANGUAGES = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class Gap:
    """Somebody or something with what is missing, in words, and the language in which it is."""

    name: str
    address: str
    language: str
    what: str = ""


def without_form(pairs: Iterable[tuple[Person, str]]) -> list[Gap]:
    """Of these people with languages, those for whom no form of address can be had in it, or none
    by which the letter can speak to them."""
    return [
        Gap(person.name, _page(person), _in_words(language))
        for person, language in dict.fromkeys(pairs)
        if not person.is_addressed_in(language)
    ]


def in_another_language(pairs: Iterable[tuple[Person, str]]) -> list[Gap]:
    """Those whose office or institution is recorded in another language only. One query at most."""
    wanted = list(dict.fromkeys(pairs))
    prefetch_related_objects([person for person, _language in wanted], "organisation")
    gaps: list[Gap] = []
    for person, language in wanted:
        if _lacks(person, "title", language):
            gaps.append(_gap(person, person.name, language, pgettext("person", "title")))
        if (body := person.organisation) and _lacks(body, "name", language):
            gaps.append(_gap(body, body.name, language, _("institution")))
    return list(dict.fromkeys(gaps))


def of_official_letters(letters: Sequence[OfficialLetter]) -> list[Gap]:
    """The same for letters on paper, each in its languages: addressee, signatory, letterhead."""
    gaps = in_another_language(
        (letter.person, code) for letter in letters if letter.person for code in letter.codes
    )
    heads = {
        head.dialogue_id: head
        for head in LetterHead.objects.filter(dialogue__in={row.dialogue_id for row in letters})
    }
    for letter in letters:
        for code in letter.codes:
            body, signatory = letter.organisation, letter.signatory
            head = heads.get(letter.dialogue_id)
            if body and letter.person is None and _lacks(body, "name", code):
                gaps.append(_gap(body, body.name, code, _("institution")))
            if signatory and _lacks(signatory, "office", code):
                gaps.append(_gap(signatory, signatory.name, code, _("the signatory’s office")))
            if head and any(_lacks(head, field, code) for field in ["issuer", "place"]):
                gaps.append(_gap(head, head.issuer, code, _("letterhead")))
    return list(dict.fromkeys(gaps))


def _lacks(row, field, language):
    texts = {code: getattr(row, f"{field}_{code}") for code in LANGUAGES}
    return not texts[language] and any(texts.values())


def _gap(row, name, language, what):
    return Gap(str(name), _page(row), _in_words(language), str(what))


def _in_words(language):
    return str(LANGUAGES[language])


def _page(row: Model) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
