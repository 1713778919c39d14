"""Papers: a Typst template and plain data → PDF bytes. Knows neither request nor database.

Each is PDF/A-2a, to be kept for decades, and PDF/UA-1, to be read aloud: here, and nowhere else.
Typst then refuses what cannot be read so, and a letter that no font has; `without_font()` says
before printing which those are.

The data reaches the template as JSON in `sys.inputs.data`, so that it arrives as strings and no
letter in it is read as markup.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from django.utils.translation import gettext as _

from dialogue.exports import fonts
from dialogue.refusals import Refused

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "papers"
STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
SHOWN, LONGEST = 5, 60  # of the texts with such a letter: how many, and how much of each


class NoFont(Refused):
    """A paper has characters that no font here has, so it cannot be printed. `texts` are some of
    those in which they stand."""

    def __init__(self, characters: str, texts: list[str]) -> None:
        text = _(
            "No typeface here has %(characters)s, in: %(texts)s. Write it in letters that can be "
            "printed, or ask whoever runs this site for a typeface (FONT_FOLDER)."
        )
        shown = {"characters": " ".join(characters), "texts": "; ".join(texts) or "–"}
        super().__init__(text % shown)
        self.characters = characters


def render(template: str, data: dict[str, Any], made_at: datetime) -> bytes:
    """The PDF that templates/papers/<template>.typ makes of `data` (whatever JSON can say).

    `made_at` (aware) is the paper's own date; the same three arguments give the same bytes.
    Raises NoFont, and typst.TypstError where the template itself is wrong.
    """
    import typst  # tens of megabytes, loaded only for the first paper

    try:
        return typst.compile(
            str(TEMPLATES / f"{template}.typ"),
            root=str(TEMPLATES),
            font_paths=fonts.all_fonts(),
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            timestamp=int(made_at.timestamp()),
            pdf_standards=list(STANDARDS),
        )
    except typst.TypstError as error:
        if characters := fonts.named_in(error):
            raise _no_font(characters, data) from error
        raise


def without_font(data: Any) -> NoFont | None:
    """What to tell before printing `data`: which of its characters no font has, and where."""
    characters = fonts.missing("".join(_texts(data)))
    return _no_font(characters, data) if characters else None


def _no_font(characters, data):
    texts = dict.fromkeys(text for text in _texts(data) if set(text) & set(characters))
    shown = [text if len(text) <= LONGEST else f"{text[:LONGEST]}…" for text in texts]
    return NoFont(characters, shown[:SHOWN])


def _texts(value: Any) -> Iterator[str]:
    """Every text in what JSON can say, keys aside."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts(list(value.values()))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)
