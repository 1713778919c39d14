"""How names are written, sorted and addressed in different countries.

The vocabulary is that of Unicode's person names (UTS 35, part 8); the customs are tables by
country, and the person's office can override each result. The language in which somebody is
written about does not matter: a Vietnamese name keeps its order in English.
"""

import re
from dataclasses import dataclass

from participants.names.given import FullName
from participants.names.sort_keys import sort_key

FAMILY_NAME_FIRST = {"CN", "HK", "HU", "JP", "KH", "KP", "KR", "MN", "MO", "TW", "VN"}
# No family name: the name is whole (MM), or as its bearer writes it, often one word (ID).
WHOLE_NAME = {"MM", "ID"}
ADDRESSED_BY_GIVEN_NAME = {"VN", "TH", "LA"}
# "bin" means "son of" here; in Arabic names it stands inside the family's name.
MALAY = {"MY", "BN", "SG"}
PORTUGUESE = {"TL", "PT", "BR", "AO", "MZ", "CV", "GW", "ST"}
# Particles under which nobody is sorted; in other countries they count as the first word.
PARTICLES = {
    "DE": {"von", "van", "vom", "zu", "zum", "zur", "der", "den", "dem"},
    "NL": {"van", "de", "der", "den", "ten", "ter", "’t", "'t", "het", "in", "op"},
    "FR": {"de"},
}
PARTICLES["AT"] = PARTICLES["CH"] = PARTICLES["DE"]
PORTUGUESE_PARTICLES = {"da", "de", "do", "das", "dos", "e"}

CHILD_OF_MALAY = {"bin", "binti", "binte", "bte", "bt", "b.", "bt.", "bte.", "ibni", "ibnu"}
CHILD_OF_TAMIL = {"a/l", "a/p", "s/o", "d/o"}
BURMESE_HONORIFICS = {"U", "Daw"}


@dataclass(frozen=True)
class Written:
    """A name in its uses: as `shown`; the part that a list is sorted under (`main`), and what
    follows it there (`rest`); what goes after Mr, Ms or Dr (`addressed`)."""

    shown: str
    main: str
    rest: str
    addressed: str


def written(name: FullName) -> Written:
    """How the country writes this name, with what the person's office prefers."""
    custom = _by_custom(name)
    main, rest = custom.main, custom.rest
    if name.sorted_under:
        main, rest = name.sorted_under, ""
    return Written(
        name.display or custom.shown,
        main,
        rest,
        name.addressed_as or custom.addressed,
    )


def shown(name: FullName) -> str:
    """The name in the order of its country, "" if there is none."""
    return written(name).shown


def addressed(name: FullName) -> str:
    """What goes after Mr, Ms or Dr in an English letter: "Tan", "Hạnh", "Ahmad Fairuz"."""
    return written(name).addressed


def sorted_under(name: FullName) -> str:
    """The name as an index has it: "Tan, Mei", "Ximenes, Domingos da Costa", "Ahmad Fairuz bin
    Ismadi"."""
    custom = written(name)
    in_order = f"{custom.main} {custom.rest}".strip()
    return in_order if in_order in {custom.shown, custom.main} else f"{custom.main}, {custom.rest}"


def key(name: FullName) -> str:
    """The sort key of the name: see `sort_keys`."""
    custom = written(name)
    return sort_key(custom.main, custom.rest)


def with_capitals(name: FullName) -> str:
    """The name as shown, with the part in capitals that a list is sorted under: "NGUYỄN Văn An"."""
    full = shown(name)
    place = _place_of_capitals(name, full)
    if place is None:
        return full
    return full[: place.start()] + _upper(place[0], name.country) + full[place.end() :]


def in_capitals(name: FullName) -> str:
    """The part of the name that lists print in capitals, as it stands in the name; "" if none."""
    place = _place_of_capitals(name, shown(name))
    return place[0] if place else ""


def family_and_given(name: FullName) -> tuple[str, str]:
    """(family name, given name) as passports have them; a name without a family name is the first
    of them as a whole. What an office prefers does not matter to a passport."""
    custom = _by_custom(name)
    is_whole = not (name.family and name.given) or name.country in WHOLE_NAME
    if is_whole or _own_name(custom.shown, name.country):
        return custom.shown, ""
    return name.family, name.given


def _place_of_capitals(name, full):
    for part in [name.in_capitals, name.sorted_under, written(name).main]:
        places = list(re.finditer(rf"(?<!\w){re.escape(part)}(?!\w)", full)) if part else []
        if places:
            return places[0 if name.country in FAMILY_NAME_FIRST else -1]
    return None


def _upper(text, country):
    """In capitals: the Turkish i keeps its dot, ß becomes SS, and particles are as big as names."""
    if country in {"TR", "AZ"}:
        text = text.replace("i", "İ")
    return text.upper()


def _by_custom(name):
    family, given, country = name.family, name.given, name.country
    parts = [family, given] if country in FAMILY_NAME_FIRST else [given, family]
    full = " ".join(part for part in parts if part)
    if own := _own_name(full, country):
        return Written(full, own, full[len(own) :].strip(), own)
    if country in WHOLE_NAME or not (family and given):
        main = _without_honorific(full, country)
        return Written(full, main, "", _one_word(full) if country == "VN" else full)
    main, rest = _sorted(family, given, country)
    by = given if country in ADDRESSED_BY_GIVEN_NAME else family
    return Written(full, main, rest, _one_word(by) if country == "VN" else by)


def _own_name(full, country):
    """What is before "son of" or "daughter of", or "" where there is no such word."""
    words = full.split()
    for at, word in enumerate(words[1:], start=1):
        is_malay = country in MALAY and word.lower() in CHILD_OF_MALAY
        if is_malay or word.lower() in CHILD_OF_TAMIL:
            return " ".join(words[:at])
    return ""


def _without_honorific(full, country):
    """U and Daw belong to a Burmese name but not to its place in a list."""
    first, _blank, others = full.partition(" ")
    return others if country == "MM" and first in BURMESE_HONORIFICS and others else full


def _one_word(given):
    """Of a Vietnamese given name with its middle names, what people are called by: the last."""
    return given.split()[-1] if given else ""


def _sorted(family, given, country):
    """(what a list is sorted under, what follows)"""
    words = family.split()
    if country in PORTUGUESE:
        return words[-1], " ".join([given, *words[:-1]])
    particles = PARTICLES.get(country, set())
    at = next((i for i, word in enumerate(words) if word not in particles), 0)
    return " ".join(words[at:]), " ".join([given, *words[:at]])
