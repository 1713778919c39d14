"""Text that a reader of the file does not see: no part of the document.

In Word, runs that are hidden (ECMA-376 part 1, 17.3.2.41 vanish), by themselves or by their style,
and white letters on a page that is white there. In HTML, what is hidden by an attribute or a style
of its own.
"""

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bs4.element import Tag

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = {"0", "false", "off", "none"}
_UNSEEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)


class HiddenRuns:
    """Which runs of a Word document are hidden; `styles` is the root of styles.xml (lxml)."""

    def __init__(self, styles: Any) -> None:
        found = styles.findall(_W + "style") if styles is not None else []
        self.styles = {style.get(_W + "styleId"): style for style in found}
        self.by_style: dict[str | None, bool] = {None: False}

    def is_hidden(self, run: Any) -> bool:
        """Whether a run (lxml) is."""
        properties = run.find(_W + "rPr")
        own = _vanishes(properties)
        if own is None:
            own = self._by_style(_value(properties, "rStyle")) or self._by_style(_style(run))
        return own or _is_white(run, properties)

    def _by_style(self, style_id):
        if style_id not in self.by_style:
            self.by_style[style_id] = False  # also where a style is based on itself
            style = self.styles.get(style_id)
            if style is not None:
                own = _vanishes(style.find(_W + "rPr"))
                based_on = _value(style, "basedOn")
                self.by_style[style_id] = self._by_style(based_on) if own is None else own
        return self.by_style[style_id]


def is_unseen(tag: "Tag") -> bool:
    """Whether an element of HTML is hidden by an attribute of its own."""
    return tag.has_attr("hidden") or bool(_UNSEEN_STYLE.search(str(tag.get("style") or "")))


def _vanishes(properties):
    """True or False as the properties say, None if they say nothing."""
    vanish = properties.find(_W + "vanish") if properties is not None else None
    return None if vanish is None else vanish.get(_W + "val", "1") not in _OFF


def _is_white(run, properties):
    """White letters, unless something may be dark behind them: a colour, or a cell of a table."""
    if (_value(properties, "color") or "").upper() != "FFFFFF":
        return False
    shaded = {_W + "shd", _W + "highlight"}
    above = list(run.iterancestors())
    if any(element.tag == _W + "tc" for element in above):
        return False
    holders = [properties, *(e.find(_W + "pPr") for e in above if e.tag == _W + "p")]
    return not any(child.tag in shaded for h in holders if h is not None for child in h)


def _style(run):
    """The key of the style of the paragraph around a run."""
    paragraph = next((e for e in run.iterancestors() if e.tag == _W + "p"), None)
    return _value(paragraph.find(_W + "pPr"), "pStyle") if paragraph is not None else None


def _value(element, name):
    child = element.find(_W + name) if element is not None else None
    return child.get(_W + "val") if child is not None else None
