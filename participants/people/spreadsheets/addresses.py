"""Cells with email addresses and telephone numbers, as people leave them there."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from dialogue.pages.phones import NO_NUMBER, tidy_phones

BETWEEN = re.compile(r"[;,\n\r/|]|\s:::\s|\s+(?:or|and|và|hoặc|&)\s+|\s+(?=\S+@)")
ANGLE = re.compile(r"([^<>;,]*)<\s*(?:mailto:)?([^<>\s]+@[^<>\s]+)\s*>", re.IGNORECASE)
NO_ADDRESS = {"anonymous", "none", "n/a", "na", "-", "không có", "chưa có"}
# What Excel makes of a long number in a narrow column, and keeps when it saves as CSV.
RUINED = re.compile(r"[\d.,]+[eE]\+?\d+")
LONGEST = 50  # characters of a person's telephone numbers
BETWEEN_NUMBERS = re.compile(r"\s*[;,|\n]\s*|\s+/\s+")
LOST_ZERO = re.compile(r"[35789]\d{8}")  # a Vietnamese mobile number without its first 0


@dataclass
class Addresses:
    """Of one cell: the first address, the others, and the name that stood with the first."""

    first: str
    others: list[str] = field(default_factory=list)
    name: str = ""


def addresses_in(text: str) -> Addresses:
    """The addresses in a cell: "Name <x@y>", "mailto:x@y", several of them. What is no address is
    `first` as it stands, to be refused there."""
    plain = text.strip()
    if plain.lower() in NO_ADDRESS:
        return Addresses("")
    named = ANGLE.search(plain)
    name = " ".join(named[1].strip(" \"'").split()) if named else ""
    spread = ANGLE.sub(r"; \2 ;", plain)
    parts = [_bare(part) for part in BETWEEN.split(spread)]
    found = list(dict.fromkeys(part for part in parts if "@" in part))
    if not found:
        return Addresses(plain)
    if len(found) == 1 and not named and len([part for part in parts if part]) > 1:
        return Addresses(plain)  # words beside it: nobody knows what they say
    return Addresses(found[0], found[1:], name if "@" not in name else "")


def _bare(part):
    part = re.sub(r"^(?:mailto|e-?mail)\s*:\s*", "", part.strip(), flags=re.IGNORECASE)
    return part.strip(" \t<>()[]\"'“”.:\u00a0")


def telephone(text: str, *, is_number: bool = False, country: str = "") -> tuple[str, str]:
    """(the number, why it cannot be taken or ""). A number that Excel shortened has lost digits for
    good; one that it took for a number has lost a first 0, which a Vietnamese one gets back."""
    plain = text.replace(" ::: ", "; ")
    if RUINED.fullmatch(plain.strip()):
        problem = _(
            "Excel has shortened this number (%(value)s); its last digits are lost. Enter the "
            "number again, with an apostrophe before it or in a cell formatted as text."
        )
        return plain, problem % {"value": plain}
    if "://" in plain or "@" in plain:
        return plain, str(NO_NUMBER)
    if is_number and country == "VN" and LOST_ZERO.fullmatch(plain):
        plain = f"0{plain}"
    return tidy_phones(plain, country), ""


def numbers_that_fit(text: str) -> tuple[str, str]:
    """(the first telephone numbers of several, as many as a person can have; the others)"""
    numbers = BETWEEN_NUMBERS.split(text)
    fitting = len(numbers)
    while fitting > 1 and len("; ".join(numbers[:fitting])) > LONGEST:
        fitting -= 1
    if fitting == len(numbers):
        return text, ""
    return "; ".join(numbers[:fitting]), "; ".join(numbers[fitting:])
