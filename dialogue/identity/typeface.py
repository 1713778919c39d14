"""The serif of the pages, as browsers fetch it: one small variable WOFF2 of Source Serif 4.

Source Serif 4 (SIL Open Font License 1.1) comes as the package that the papers are set in too. Its
optical size is fixed, its weight kept between regular and semibold, and only Latin letters with all
those of Vietnamese stay. Made once, by `make identity`; the result is committed, so
that a server needs no font tools.
"""

import io
from importlib import resources

PACKAGE = "fontpkg_source_serif_4"
FILE = "files/SourceSerif4[opsz,wght].ttf"
LICENCE = "LICENSE"
OPTICAL_SIZE = 20  # points: between text and headings, both of which it sets
WEIGHTS = (400, 600)

VIETNAMESE = "ĂăÂâĐđÊêÔôƠơƯư" + "".join(map(chr, range(0x1EA0, 0x1EFA)))
LATIN = "".join(map(chr, [*range(0x20, 0x7F), *range(0xC0, 0x100)])) + "ĨĩŨũ"
SIGNS = "\u00a0«»·§°©‐–—‘’“”„•…€₫№→←"
CHARACTERS = "".join(dict.fromkeys(LATIN + VIETNAMESE + SIGNS))
# Marks need no placing: what is written with combining characters is composed before it is drawn.
# Nor are ligatures needed: where they are not, no two letters touch, and they weigh a kilobyte.
FEATURES = ["kern"]


def web_font() -> bytes:
    """The WOFF2 file. Needs fontTools and brotli, which only developers have."""
    from fontTools import subset, ttLib
    from fontTools.varLib import instancer

    with resources.as_file(resources.files(PACKAGE) / FILE) as path:
        font = ttLib.TTFont(path)
        font = instancer.instantiateVariableFont(font, {"opsz": OPTICAL_SIZE, "wght": WEIGHTS})
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = FEATURES
    options.name_IDs = [0, 1, 2, 13, 14]  # with whose it is and under which licence
    options.notdef_outline = True
    options.hinting = False
    worker = subset.Subsetter(options)
    worker.populate(text=CHARACTERS)
    worker.subset(font)
    font.flavor = "woff2"
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def licence() -> str:
    """The licence that the file must travel with."""
    return (resources.files(PACKAGE) / LICENCE).read_text(encoding="utf-8")
