"""The words of the guide: a template for each chapter and language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Any

from django.conf import settings
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils import translation
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from dialogue.guide import chapters

DELEGATES = "delegates.html"
HEADING = re.compile(r'<h2 id="([\w-]+)">(.*?)</h2>', re.DOTALL)


@dataclass(frozen=True)
class Section:
    """A heading within a chapter."""

    anchor: str
    heading: str


def language_of(file: str) -> str:
    """The active language, or that of the original where nobody has written this file in it."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    try:
        get_template(f"guide/{language}/{file}")
    except TemplateDoesNotExist:
        return settings.LANGUAGE_CODE
    return language


def render(file: str, context: Mapping[str, Any] | None = None) -> SafeString:
    """The words of a chapter, or of the delegates' guide, as HTML."""
    language = language_of(file)
    template = get_template(f"guide/{language}/{file}")
    # Our own templates, which escape what they are given.
    return mark_safe(template.render({**(context or {}), "language": language}))  # noqa: S308


def opening_of(text: SafeString) -> tuple[SafeString, SafeString]:
    """(what stands before the first heading of a chapter, the rest)"""
    opening, heading, rest = text.partition("<h2")
    return mark_safe(opening), mark_safe(heading + rest)  # noqa: S308 (as it came)


def sections_of(file: str) -> list[Section]:
    """The headings of a chapter in the active language."""
    return _sections(file, translation.get_language() or settings.LANGUAGE_CODE)


@lru_cache(maxsize=128)
def _sections(file, _language):
    return [
        Section(anchor, " ".join(unescape(strip_tags(heading)).split()))
        for anchor, heading in HEADING.findall(render(file))
    ]


@dataclass(frozen=True)
class Entry:
    """A chapter in the list of contents."""

    chapter: chapters.Chapter
    sections: list[Section]


def contents() -> list[Entry]:
    """The whole guide as a list."""
    return [Entry(chapter, sections_of(chapter.file)) for chapter in chapters.all_chapters()]
