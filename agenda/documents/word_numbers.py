"""The numbers that Word writes before paragraphs: "Điều 4.", "1.2", "(a)".

They are not in the text of a file but computed from its list definitions (ECMA-376 part 1, 17.9).
python-docx does not compute them, and docx2python writes "1)" whatever the definition says.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9
_ROMAN = [
    *[(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")],
    *[(40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")],
]


def roman(number: int) -> str:
    """14 → "xiv"."""
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written


def letters(number: int) -> str:
    """1 → "a", 27 → "aa", 28 → "bb", as Word counts."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": "{:02}".format,
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "none": lambda number: "",
}


class Numbers:
    """Counts through a document; asked about each paragraph once, in their order.

    `numbering` is the root of numbering.xml or None, `styles` that of styles.xml (lxml).
    """

    def __init__(self, numbering: Any, styles: Any) -> None:
        self.styles = {_value(s, "styleId"): s for s in _children(styles, "style")}
        self.lists = {_value(n, "abstractNumId"): n for n in _children(numbering, "abstractNum")}
        self.instances = {_value(n, "numId"): n for n in _children(numbering, "num")}
        self.counts: dict[str, list[int | None]] = {}
        self.begun: set[str] = set()

    def label(self, paragraph: Any) -> str:
        """What stands before a paragraph (lxml), "" for nothing or a bullet."""
        number_id, level = self._list_of(paragraph)
        instance = self.instances.get(number_id)
        if instance is None or not 0 <= level < LEVELS:
            return ""
        list_id = self._list_id(instance)
        self._count(number_id, instance, list_id, level)
        definition = self._level(instance, list_id, level)
        if definition is None or _child_value(definition, "numFmt") == "bullet":
            return ""
        all_decimal = _child(definition, "isLgl") is not None
        text = _child_value(definition, "lvlText") or ""

        def counted(match: re.Match[str]) -> str:
            of_level = int(match[1]) - 1
            number = self.counts[list_id][of_level] or 0
            other = self._level(instance, list_id, of_level)
            named = "decimal" if all_decimal else _child_value(other, "numFmt")
            return _FORMATS.get(named or "decimal", str)(number) if number else "0"

        return re.sub(r"%([1-9])", counted, text).strip()

    def _list_of(self, paragraph):
        """(numId, level) of a paragraph: its own, or of its style or one that it is based on."""
        properties = _child(paragraph, "pPr")
        own = _child(properties, "numPr")
        number_id, level = _child_value(own, "numId"), _child_value(own, "ilvl")
        style_id = _child_value(properties, "pStyle")
        for style in self._chain(style_id):
            inherited = _child(_child(style, "pPr"), "numPr")
            number_id = number_id or _child_value(inherited, "numId")
            level = level or _child_value(inherited, "ilvl")
        if level is None and own is None and number_id in self.instances:
            level = self._level_of_style(self.instances[number_id], style_id)
        return number_id or "0", int(level or 0)

    def _chain(self, style_id: str | None) -> Iterator[Any]:
        """A style and those that it is based on."""
        seen: set[str | None] = {None}
        while style_id not in seen and style_id in self.styles:
            seen.add(style_id)
            yield self.styles[style_id]
            style_id = _child_value(self.styles[style_id], "basedOn")

    def _level_of_style(self, instance, style_id):
        definition = self.lists.get(self._list_id(instance))
        for level in _children(definition, "lvl"):
            if _child_value(level, "pStyle") == style_id:
                return _value(level, "ilvl")
        return None

    def _list_id(self, instance):
        """The key of the list that counts: a list may only point to a style that has one."""
        list_id = _child_value(instance, "abstractNumId") or ""
        linked = _child_value(self.lists.get(list_id), "numStyleLink")
        style = _child(_child(self.styles.get(linked), "pPr"), "numPr")
        other = self.instances.get(_child_value(style, "numId"))
        return (_child_value(other, "abstractNumId") or list_id) if other is not None else list_id

    def _level(self, instance, list_id, level):
        """The definition of a level, as this instance of the list overrides it."""
        override = self._override(instance, level)
        for holder in [override, self.lists.get(list_id)]:
            for definition in _children(holder, "lvl"):
                if _value(definition, "ilvl") == str(level):
                    return definition
        return None

    def _override(self, instance, level):
        for override in _children(instance, "lvlOverride"):
            if _value(override, "ilvl") == str(level):
                return override
        return None

    def _count(self, number_id, instance, list_id, level):
        """Count one more on a level; those below begin again."""
        counts = self.counts.setdefault(list_id, [None] * LEVELS)
        if number_id not in self.begun:
            self.begun.add(number_id)
            for of_level in range(LEVELS):
                if _child(self._override(instance, of_level), "startOverride") is not None:
                    counts[of_level] = None
        for of_level in range(level + 1):
            if counts[of_level] is None:
                counts[of_level] = self._start(instance, list_id, of_level)
            elif of_level == level:
                counts[of_level] += 1
        for below in range(level + 1, LEVELS):
            if _child_value(self._level(instance, list_id, below), "lvlRestart") != "0":
                counts[below] = None

    def _start(self, instance, list_id, level):
        override = _child_value(self._override(instance, level), "startOverride")
        start = override or _child_value(self._level(instance, list_id, level), "start")
        return int(start) if re.fullmatch(r"\d{1,5}", start or "") else 1


def _children(element, name):
    return element.findall(_W + name) if element is not None else []


def _child(element, name):
    return element.find(_W + name) if element is not None else None


def _value(element, name):
    return element.get(_W + name)


def _child_value(element, name):
    child = _child(element, name)
    return child.get(_W + "val") if child is not None else None
