"""The chapters of the organisers' guide, and which pages each of them explains.

An app adds its chapters in the `ready` of its AppConfig. The words of a chapter stand in
templates/guide/<language>/<app>/<name>.html, a file for each language, side by side.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# The ends of the names that Django's admin gives to the pages of a model.
PAGES_OF_A_MODEL = [
    "_simple_history",
    *["_changelist", "_add", "_change", "_delete", "_history", "_export"],
]


@dataclass(frozen=True)
class Chapter:
    """`pages`: which section explains which pages, {anchor: names}; the anchor "" is the chapter's
    beginning. A name is that of an address ("people_import") or of a model ("agenda_topic"), which
    stands for all its pages but those that are named by themselves."""

    name: str
    title: "StrOrPromise"
    app: str
    order: int
    pages: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """Where its words are, within the folder of a language."""
        return f"{self.app}/{self.name}.html"


@dataclass(frozen=True)
class Place:
    """A section of a chapter, or with the anchor "" its beginning."""

    chapter: Chapter
    anchor: str = ""


_chapters: list[Chapter] = []
_places: dict[str, Place] = {}


def register(*chapters: Chapter) -> None:
    """Add chapters. Raises ValueError where another one explains one of their pages."""
    for chapter in chapters:
        for anchor, pages in chapter.pages.items():
            for page in pages:
                if page in _places:
                    raise ValueError(f"Two chapters explain “{page}”.")
                _places[page] = Place(chapter, anchor)
    _chapters.extend(chapters)
    _chapters.sort(key=lambda chapter: chapter.order)


def all_chapters() -> list[Chapter]:
    """In the order in which they are read."""
    return list(_chapters)


def named(name: str) -> Chapter | None:
    """The chapter of this name."""
    return next((chapter for chapter in _chapters if chapter.name == name), None)


def place_of(page: str) -> Place | None:
    """What explains the page whose address has this name, without "admin:"; None where nothing
    does."""
    if page in _places:
        return _places[page]
    for ending in PAGES_OF_A_MODEL:
        if page.endswith(ending):
            return _places.get(page.removesuffix(ending))
    return None


def explained() -> dict[str, Place]:
    """Every name that a chapter explains, for the tests."""
    return dict(_places)
