"""The countries as forms offer them. No database."""

from collections.abc import Collection
from unicodedata import normalize

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from participants.names.precedence import ASEAN_MEMBERS

Group = tuple[str | Promise, list[tuple[str, str]]]
VIETNAMESE_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"


def in_groups(hidden: Collection[str]) -> list[Group]:
    """[(heading, [(alpha-2 code, name)])] without those hidden: ASEAN in its own order, then the
    others in that of the active language."""
    names = {code: name for code, name in countries if code not in hidden}
    asean = [(code, names.pop(code)) for code in ASEAN_MEMBERS if code in names]
    others = sorted(names.items(), key=lambda pair: _key(pair[1]))
    return [(_("ASEAN member states"), asean), (_("Other countries and areas"), others)]


def _key(name):
    """Word by word, the letters in the Vietnamese order, which English names fit into too."""
    text = normalize("NFD", name.lower().replace("å", "a"))
    text = normalize("NFC", "".join(char for char in text if char not in TONES))
    return [[VIETNAMESE_LETTERS.find(letter) for letter in word] for word in text.split()]
