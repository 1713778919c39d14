"""The typefaces of the papers, and which characters none of them has.

They come as packages, so that a paper looks the same on every machine: Source Serif 4 for text,
Noto for Thai, Khmer, Tamil and Arabic. Typst's own stand in for symbols. A folder of the machine
(FONT_FOLDER in the settings) may add others: letters after Decree 30 are set in Liberation Serif,
and names in further scripts need a face of theirs. Which family a text is set in,
templates/papers/fonts.typ says.

Typst itself is asked what it cannot print: it then knows of every font, style and ligature.
"""

import json
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from dialogue.refusals import Refused

if TYPE_CHECKING:
    import typst  # tens of megabytes, loaded only for the first paper

PACKAGES = [
    "fontpkg_source_serif_4",
    "fontpkg_noto_sans_thai",
    "fontpkg_noto_sans_khmer",
    "fontpkg_noto_sans_tamil",
    "fontpkg_noto_sans_arabic",
]
FOR_DECREE_30 = "Liberation Serif"  # as wide as Times New Roman, letter by letter
VIETNAMESE = "ĂăÂâĐđÊêÔôƠơƯư" + "".join(map(chr, range(0x1EA0, 0x1EFA)))  # Liberation 1 lacks some
# What Source Serif 4 has for certain (a test looks): most texts hold nothing else, and Typst, which
# knows of all others, is slow to load.
CERTAIN = re.compile(r"[\s -~\xa0-\u017fƠ-ơƯ-ưẠ-ỹ‐-–—‘’“”•…₫€→]*")
NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")  # as Rust writes a text between quotes
EACH_CHARACTER = b"""
#let data = json(bytes(sys.inputs.data))
#set document(title: "-")
#set text(font: data.family, fallback: data.fallback)
#for character in data.characters { box(character); [ ] }
"""


def all_fonts() -> "typst.Fonts":
    """Those of the packages, of Typst and of the machine's folder; read once for each folder."""
    return _read(settings.FONT_FOLDER)


def missing(text: str) -> str:
    """The characters of a text that no font here has, each once."""
    characters = sorted(set(text))
    uncertain = [one for one in characters if not CERTAIN.fullmatch(one) and one.isprintable()]
    return _missing(uncertain, "Source Serif 4", fallback=True) if uncertain else ""


def named_in(error: "typst.TypstError") -> str:
    """The characters without a font of which an error tells, each once; "" if it is another."""
    found = "".join(NO_GLYPH.findall(error.diagnostic))
    plain = ESCAPED.sub(lambda part: chr(int(part[1], 16)) if part[1] else part[2], found)
    return "".join(dict.fromkeys(plain))


def require(family: str) -> None:
    """Raises Refused unless the family is here with all Vietnamese letters: the paper would look
    otherwise without a word."""
    if not _is_complete(family, settings.FONT_FOLDER):
        text = _(
            "This paper is set in %(family)s with Vietnamese letters, which is not on this "
            "machine. Whoever runs it can install fonts-liberation2, or name the folder that "
            "holds it (FONT_FOLDER)."
        )
        raise Refused(text % {"family": family})


def problem() -> str:
    """What is wrong with the machine's own fonts, or "": for `check --deploy`."""
    if not _is_complete(FOR_DECREE_30, settings.FONT_FOLDER):
        where = settings.FONT_FOLDER and " in the folder FONT_FOLDER"
        text = "there is no {} with Vietnamese letters{}: letters after Decree 30 have another face"
        return text.format(FOR_DECREE_30, where)
    return ""


@cache
def _read(folder):
    import typst

    paths = [str(resources.files(package) / "files") for package in PACKAGES]
    return typst.Fonts(
        include_system_fonts=False, font_paths=[*paths, folder] if folder else list(paths)
    )


@cache
def _is_complete(family, folder):
    return family in _read(folder).families() and not _missing(list(VIETNAMESE), family)


def _missing(characters, family, *, fallback=False):
    import typst

    data = {"characters": characters, "family": family, "fallback": fallback}
    try:
        typst.compile(
            EACH_CHARACTER,
            font_paths=all_fonts(),
            format="pdf",
            sys_inputs={"data": json.dumps(data)},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        if found := named_in(error):
            return found
        raise
    return ""
