"""A name as the machine-readable line of a passport has it (ICAO Doc 9303, part 3, section 4.6, and
part 4 for the 39 characters): A to Z and "<". It is a hint beside the passport's own name, which is
asked for and never guessed.
"""

import re
import unicodedata

from participants.names import customs
from participants.names.given import FullName

LENGTH = 39
# What Unicode does not take apart or what does not only lose its mark (Doc 9303-3, section 6).
SPELT = {"Đ": "D", "Ð": "D", "Æ": "AE", "Œ": "OE", "Ø": "OE", "Þ": "TH", "Å": "AA", "Ä": "AE",
         "Ö": "OE", "Ü": "UE", "Ł": "L", "Ħ": "H", "Ŋ": "N", "Ŧ": "T"}  # fmt: skip
SEPARATORS = re.compile(r"[-‐‑‒–—\s]+")  # become "<"; every other sign is dropped


def line_of(name: FullName) -> str:
    """The line of a name: the family name as primary, the rest as secondary identifier; a name
    without a family name is all primary. "" if it has no Latin letter."""
    return passport_line(*customs.family_and_given(name))


def passport_line(primary: str, secondary: str = "") -> str:
    """39 characters: primary "<<" secondary, filled up with "<"; "" without a Latin letter.

    Where that is too long, the end is cut so that both identifiers can be seen and the last
    character is a letter, which says that something may be missing (Doc 9303-4, section 4.2.3).
    """
    first, second = _letters(primary), _letters(secondary)
    if not (first and second):
        return _cut(first or second).ljust(LENGTH, "<") if first or second else ""
    first = first[: LENGTH - len("<<A")].rstrip("<")
    return _cut(f"{first}<<{second}").ljust(LENGTH, "<")


def _cut(line):
    """At most LENGTH characters; a letter of the longest part makes room for one at the end."""
    if len(line) > LENGTH and line[LENGTH - 1] == "<":
        longest = max(re.finditer("[A-Z]+", line[:LENGTH]), key=lambda part: len(part[0]))
        line = line[: longest.end() - 1] + line[longest.end() :]
    return line[:LENGTH].rstrip("<")


def _letters(text):
    text = unicodedata.normalize("NFC", text).upper()
    text = "<".join(SEPARATORS.split(text.strip()))
    spelt = unicodedata.normalize("NFD", "".join(SPELT.get(char, char) for char in text))
    plain = "".join(char for char in spelt if char == "<" or "A" <= char <= "Z")
    return re.sub("<+", "<", plain).strip("<")
