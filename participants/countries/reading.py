"""Which country somebody means, by whatever they write. No database.

A text is read in the first way that knows it: by the very letters, as an ISO 3166-1 code, as a name
whatever its case, marks and order of words, as a name with "Republic of", "Vương quốc" and the like
before it. What may be two countries, or looks like a typing error, is asked back, never guessed.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from unicodedata import combining, normalize

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django_countries import countries, data
from rapidfuzz import fuzz, process

from participants.countries.nationalities import NATIONALITIES
from participants.countries.spellings import AMBIGUOUS, ORGANISATIONS, SPELLINGS

# How alike a name must be to be suggested, from 0 to 100 (normalised InDel similarity): "Vietnma"
# and "vietnam" are at 86, "Iran" and "Iraq" at 75.
ALIKE = 74
SUGGESTIONS = 3
EXAMPLE = "VN"

# Words without which a name is still the same.
SMALL_WORDS = {"the", "of", "and", "va", "cac", "nuoc"}
WHOLE_WORDS = {"st": "saint", "ste": "saint", "rep": "republic", "dem": "democratic",
               "fed": "federated", "is": "islands", "isl": "islands", "isls": "islands",
               "island": "islands", "i": "islands", "arab": "arabic"}  # fmt: skip
# What states call themselves, before or after the name.
FORMS_OF_STATE = {"republic", "kingdom", "state", "states", "federal", "federative", "federation",
                  "democratic", "socialist", "peoples", "people", "s", "islamic", "arabic",
                  "commonwealth", "sultanate", "principality", "grand", "duchy", "union",
                  "independent", "plurinational", "bolivarian", "cooperative"}  # fmt: skip
VIETNAMESE_FORMS = re.compile(
    r"^(?:cong hoa|ch|vuong quoc|dai cong quoc|cong quoc|nha nuoc|lien bang|lb|chxhcn|chnd|chdcnd|"
    r"chlb|xa hoi chu nghia|dan chu|nhan dan|hoi giao|a rap|thong nhat|hop chung quoc|dao|"
    r"quan dao)\s+"
)
CODE_IN_BRACKETS = re.compile(r"(.+?)\s*[(\[]\s*([A-Z]{2,3})\s*[)\]]")


class CountryNotReadError(ValueError):
    """What was written is no country, or more than one; in words for whoever wrote it."""


def read_country(text: str) -> str:
    """The ISO 3166-1 alpha-2 code of the country that is meant. Raises CountryNotReadError."""
    code = code_of(text)
    if code is None:
        raise CountryNotReadError(_why_not(text))
    return code


def candidates(text: str) -> list[str]:
    """The codes of the countries that a text which is refused may mean, the likeliest first."""
    if _letters(text) in _known().organisations:
        return []
    return _codes_of(text) or _alike(text)


def unambiguous(code: str, name: str) -> str:
    """The name of a country as it can be read again: with its code where the name may be another's,
    as "Congo (CG)" is."""
    return name if not name or code_of(name) == code else f"{name} ({code})"


def code_of(text: str) -> str | None:
    """The alpha-2 code of the one country that a text may mean, or None."""
    known = _known()
    if code := known.exact.get(_exactly(text)):
        return code
    with_code = CODE_IN_BRACKETS.fullmatch(text.strip())
    if with_code:
        code = known.codes.get(with_code[2].lower())
        if code and code in _codes_of(with_code[1]):
            return code
    codes = _codes_of(text)
    return codes[0] if len(codes) == 1 else None


class _Known:
    """Every spelling, made once: `exact` by the very letters, `codes` by lower-case code, `names`
    by letters in their order and by words in any order."""

    def __init__(self) -> None:
        self.exact: dict[str, str] = {}
        self.codes: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.ambiguous: dict[str, list[str]] = {}
        self.shown: dict[str, dict[str, str]] = defaultdict(dict)  # {folded: {code}}, to suggest
        for code, name in _spellings():
            self.exact[_exactly(name)] = code
            self.names |= dict.fromkeys(_keys(name), code)
            self.shown["names"][_letters(name)] = code
        for code, _name in countries:
            self.codes |= {text.lower(): code for text in [code, countries.alpha3(code)] if text}
        for name, codes in AMBIGUOUS.items():
            self.ambiguous |= dict.fromkeys(_keys(name), codes)
            self.exact.pop(_exactly(name), None)
        self.organisations = {_letters(name) for name in ORGANISATIONS}


@cache
def _known():
    return _Known()


def _spellings() -> Iterable[tuple[str, str]]:
    """(code, name) in both languages; the names shown last, for they count most."""
    for code, names in [*NATIONALITIES.items(), *SPELLINGS.items()]:
        for name in names.split(";"):
            yield code, name.strip()
    old = [(code, name) for code, names in countries.OLD_NAMES.items() for name in names]
    shadowed = [*data.COUNTRIES.items(), *old, *countries.COMMON_NAMES.items()]
    every: list[Iterable] = [shadowed, countries]
    for pairs in every:
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                yield from ((code, str(name)) for code, name in pairs)


def _codes_of(text):
    """The alpha-2 codes that a text may mean: by code, by name, or by the name without the form of
    state."""
    known = _known()
    if code := known.codes.get(text.replace(".", "").strip().lower()):
        return [code]
    for words in [_words(text), _without_form(text)]:
        for key in _keys_of(words):
            if key in known.ambiguous:
                return known.ambiguous[key]
            if key in known.names:
                return [known.names[key]]
    return []


def _why_not(text):
    values = {"value": text, "example": EXAMPLE}
    if _letters(text) in _known().organisations:
        sentence = _(
            "“%(value)s” is an organisation, not a country. Enter it as the institution, and leave "
            "the country empty or enter that of the person."
        )
    elif codes := _codes_of(text):
        values["choices"] = _named(codes)
        sentence = _("“%(value)s” may be more than one country. Enter one of: %(choices)s.")
    elif codes := _alike(text):
        values["choices"] = _named(codes)
        sentence = _("There is no country “%(value)s”. Did you mean: %(choices)s?")
    else:
        sentence = _(
            "There is no country “%(value)s”. Enter its name, or its code such as %(example)s."
        )
    return sentence % values


def _named(codes):
    return "; ".join(unambiguous(code, countries.name(code)) for code in codes)


def _alike(text):
    names = _known().shown["names"]
    found = process.extract(
        _letters(text), names.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE, limit=10
    )
    return list(dict.fromkeys(names[name] for name, _score, _place in found))[:SUGGESTIONS]


def _exactly(text):
    """The very letters, but for blanks and the case of Vietnamese: “Mỹ” is no MY, “Nga” no NGA."""
    text = " ".join(normalize("NFC", text).split())
    return text if text.isascii() else text.lower()


def _folded(text):
    text = normalize("NFD", text.casefold().replace("đ", "d").replace("&", " and "))
    return "".join(char for char in text if not combining(char))


def _letters(text):
    return "".join(char for char in _folded(text) if char.isalnum())


def _words(text):
    """The words that count, written out: “St. Kitts & Nevis” is [saint, kitts, nevis]."""
    text = re.sub(r"[.'’‘`]", "", _folded(text))
    words = [WHOLE_WORDS.get(word, word) for word in re.findall(r"\w+", text)]
    return [word for word in words if word not in SMALL_WORDS] or words


def _without_form(text):
    plain = " ".join(_words(text))
    while (shorter := VIETNAMESE_FORMS.sub("", plain)) != plain:
        plain = shorter
    return [word for word in plain.split() if word not in FORMS_OF_STATE]


def _keys(text):
    return _keys_of(_words(text))


def _keys_of(words):
    """By letters in their order, where hyphens and blanks differ, and by words in any order."""
    return ["".join(words), " ".join(sorted(words))] if words else []
