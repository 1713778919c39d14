"""A whole name in one cell, divided into family name and given name by the custom of its country.

It is a proposal, which the organiser sees and corrects: in what order a Japanese or Hungarian guest
wrote their name nobody can tell, and where a Spanish family name begins neither.
"""

import re
from dataclasses import dataclass

from dialogue.searching.folding import fold_word
from participants.names import chinese, forms_of_address
from participants.names.customs import (
    BURMESE_HONORIFICS,
    CHILD_OF_MALAY,
    CHILD_OF_TAMIL,
    FAMILY_NAME_FIRST,
    MALAY,
    WHOLE_NAME,
)

CUSTOM, FAMILY_FIRST, FAMILY_LAST = "custom", "family_first", "family_last"
TWO_FAMILY_NAMES = {"ES", "MX", "AR", "CO", "CL", "PE", "EC", "VE", "BO", "PY", "UY", "CU", "CR",
                    "GT", "HN", "SV", "NI", "PA", "DO"}  # fmt: skip
# With which a family name begins, if a word stands before them.
PARTICLES = frozenset(
    """
    von van vom zu zur der den de da do das dos del della delle di du la le les ten ter af av al
    el bin ibn ben abu st. st saint san santa mac ap
    """.split()  # noqa: SIM905
)
# Ninety of a hundred people in Viet Nam. Whoever is called so is Vietnamese, as far as the order of
# the name matters, wherever they work; "Le", "Do" and "Ha" alone may be anything.
VIETNAMESE = frozenset(
    """
    nguyen tran pham hoang huynh phan vu vo dang bui ngo duong trinh dinh luong truong
    """.split()  # noqa: SIM905
)
ALSO_ELSEWHERE = frozenset(
    """
    lê đỗ hồ lý hà đào lâm lưu thái kiều quách tạ vương tống tô đoàn hứa chử triệu
    """.split()  # noqa: SIM905
)  # with their marks
OF_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
ONLY_VIETNAMESE = re.compile("[ơưƠƯ\u1ea0-\u1ef9]")
EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
AFTER = re.compile(r",?\s+(Jr|Sr|II|III|IV|Ph\.?\s?D|MD|M\.D|MBA|Esq|CBE|OBE)\.?$", re.IGNORECASE)


@dataclass(frozen=True)
class Divided:
    """A name in parts; `form` is the form of address that stood before it."""

    family: str
    given: str
    form: str = ""


def divide(text: str, country: str = "", order: str = CUSTOM) -> Divided:
    """The parts of a whole name. `country` is an ISO 3166-1 alpha-2 code or ""; `order` is CUSTOM
    or, for lists in which all names are written alike, FAMILY_FIRST or FAMILY_LAST.

    What says more than any custom: "Family, Given", and one part in capitals.
    """
    form, name = _without_form(text, country)
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and family and given:
        more, given = forms_of_address.leading(given) if len(given.split()) > 1 else ("", given)
        return Divided(family, given, form or more)
    words = name.split()
    if len(words) < 2:
        return Divided("", name, form)
    country = _country_of(words, country)
    parts = _in_capitals(words) if order == CUSTOM else None
    family, given = parts or _by_order(words, country, order)
    return Divided(family, given, form)


def without_forms(text: str) -> str:
    """A whole name without what stands before and after it: "Dr Tan Wei Ming, PhD"."""
    return _without_form(text, "")[1]


def is_vietnamese(name: str) -> bool:
    """Whether a name is Vietnamese by its family name and its marks."""
    return _country_of(name.split(), "") == "VN"


def _without_form(text, country):
    """(form of address, name): in Burma also U and Daw, of names that are more than one word."""
    form, name = forms_of_address.leading(AFTER.sub("", text.strip()))
    first, _blank, others = name.partition(" ")
    if country == "MM" and not form and first in BURMESE_HONORIFICS and " " in others:
        return first, others
    return form, name


def _country_of(words, country):
    if not words or country:
        return country
    if EAST_ASIAN.search(words[0]):
        return "JP"  # or China, or Korea: in their own script they all begin with the family
    first = fold_word(words[0])
    is_marked = bool(OF_VIETNAMESE.search(" ".join(words)))
    is_known = first in VIETNAMESE or words[0].lower() in ALSO_ELSEWHERE
    is_known = is_known or (first in {"mai", "cao"} and is_marked)
    # Marks that no other language has; but "Anna Nguyễn" has her name as the West writes it.
    is_western = fold_word(words[-1]) in VIETNAMESE
    is_known = is_known or (bool(ONLY_VIETNAMESE.search(" ".join(words))) and not is_western)
    return "VN" if is_known and 1 < len(words) < 7 else ""


def _in_capitals(words):
    """(family, given) where one part is in capitals and the other is not: "TANAKA Kenji"."""
    big = [word.isupper() and len(word.strip(".")) > 1 for word in words]
    if all(big) or not any(big):
        return None
    first, last = big.index(True), len(big) - big[::-1].index(True)
    if not all(big[first:last]) or (first and last < len(words)):
        return None
    # "JOHN F Kennedy" has an initial, "Anna MARIA" may be anybody; the rest is a family name.
    family = " ".join(words[first:last])
    return family, " ".join([*words[:first], *words[last:]])


def _by_order(words, country, order):
    whole = " ".join(words)
    children = CHILD_OF_MALAY | CHILD_OF_TAMIL
    is_whole = country in WHOLE_NAME or any(word.lower() in children - {"b."} for word in words[1:])
    if order == CUSTOM and is_whole:
        return "", whole
    if order == CUSTOM and country in MALAY and (parts := chinese.divided(words)):
        return parts
    if order == FAMILY_FIRST or (order == CUSTOM and country in FAMILY_NAME_FIRST):
        return words[0], " ".join(words[1:])
    at = _begin_of_family(words, country)
    return " ".join(words[at:]), " ".join(words[:at])


def _begin_of_family(words, country):
    for at in range(1, len(words) - 1):
        if words[at].lower() in PARTICLES:
            return at
    is_double = country in TWO_FAMILY_NAMES and len(words) > 2
    return len(words) - (2 if is_double else 1)
