"""Pages of HTML → blocks of text, with the kinds that tags, roles and classes show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agenda.documents import limits, openings
from agenda.documents.hidden import is_unseen
from agenda.documents.paragraphs import Block, clean, join_lines, split_at_breaks
from agenda.models import Paragraph

if TYPE_CHECKING:
    from bs4.element import Tag

HEADING = Paragraph.Kind.HEADING
CAPTION = Paragraph.Kind.CAPTION
FURNITURE = Paragraph.Kind.FURNITURE
TEXT = Paragraph.Kind.TEXT

_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_UNSEEN = {
    *("head", "script", "style", "template", "noscript", "svg", "math", "iframe", "object"),
    *("audio", "video", "canvas", "input", "textarea"),
}
_PICTURES = {"img", "picture"}
_FURNITURE_TAGS = {"nav", "footer", "aside", "form", "menu", "dialog", "button", "select"}
_FURNITURE_ROLES = {"navigation", "banner", "contentinfo", "complementary", "search", "menu"}
_TEXT_TAGS = {"li", "dd", "dt", "blockquote"}  # short, but neither headings nor captions
_BLOCK_TAGS = {
    *_HEADINGS,
    *_FURNITURE_TAGS,
    *_TEXT_TAGS,
    *("address", "article", "body", "caption", "center", "details", "div", "dl", "fieldset"),
    *("figcaption", "figure", "header", "hr", "html", "main", "ol", "option", "p", "pre"),
    *("section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
}
_FILLED_IN = ["form", "textarea", "button", "input"]
_SENTENCE = re.compile(r"(?:\w+\W+){5}\w+[.!?…](?:\s|$)")
_FURNITURE_CLASS = re.compile(
    r"(?:breadcrumbs?|related|comments?|shar(?:e|ing)|social|footer|menu|navbar|ads?|advert\w*"
    r"|cookies?)(?:[-_]|$)",
    re.IGNORECASE,
)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page of HTML names in its first lines, or None."""
    from bs4.dammit import EncodingDetector

    return EncodingDetector.find_declared_encoding(data, is_html=True)


def html_blocks(text: str) -> tuple[list[Block], str]:
    """(blocks, title) of a page of HTML; the title is that of <title>, or "".

    Raises UnreadableDocumentError for a page with too much text.
    """
    from bs4 import BeautifulSoup

    # The parser warns about an XHTML declaration and about a text without tags; neither matters.
    text = re.sub(r"^\s*<\?xml[^>]*>", "", text)
    soup = BeautifulSoup(f"<!doctype html>{text}", "lxml")
    limits.check_text(soup.get_text())
    collector = _Collector()
    collector.walk(soup, None)
    collector.close(None)
    return collector.blocks, clean(soup.title.get_text()) if soup.title else ""


class _Collector:
    """Walks through a page and makes a block of the text between two block elements."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.pieces: list[tuple[str, bool]] = []  # (text, whether it is part of a link)
        self.near_picture = False

    def walk(self, node: Tag, kind: str | None, in_link: bool = False) -> None:
        """Collect the contents of an element whose text has that kind, if it is known."""
        from bs4.element import NavigableString, Tag

        for child in node.children:
            if isinstance(child, Tag):
                self.enter(child, kind, in_link)
            elif type(child) is NavigableString:  # the others are comments and declarations
                self.pieces.append((re.sub(r"\s+", " ", child), in_link))

    def enter(self, tag: Tag, kind: str | None, in_link: bool) -> None:
        """Collect an element inside another one, whose text has that kind."""
        if tag.name in _UNSEEN or is_unseen(tag):
            return
        if tag.name in _PICTURES:
            self.near_picture = True
        elif tag.name == "br":
            self.pieces.append(("\n", in_link))
        elif tag.name in _BLOCK_TAGS:
            self.close(kind)
            inner = kind_of(tag, kind)
            if tag.name == "pre":
                lines = join_lines(tag.get_text())
                self.blocks += [Block(block.text, inner or block.kind) for block in lines]
            elif item := _item(tag):
                mark, cell = item
                self.item(mark, cell, inner)
            elif row := _row(tag):
                self.pieces.append((row, False))
                inner = inner or TEXT
            else:
                self.walk(tag, inner, in_link)
            self.close(inner)
        else:
            self.walk(tag, kind, in_link or tag.name == "a")

    def item(self, mark: str, cell: Tag, kind: str | None) -> None:
        """Collect a cell whose number stands in the cell before it, as in the acts of the EU."""
        number = len(self.blocks)
        self.walk(cell, kind)
        self.close(kind)
        if len(self.blocks) > number:
            self.blocks[number].text = f"{mark} {self.blocks[number].text}"

    def close(self, kind: str | None) -> None:
        """End the block that is being collected."""
        pieces, self.pieces = self.pieces, []
        only_links = all(in_link for text, in_link in pieces if text.strip())
        for text in split_at_breaks("".join(text for text, _ in pieces)):
            # A block that is all links leads elsewhere: a menu, "read also".
            block_kind = FURNITURE if only_links and kind != HEADING else kind
            self.blocks.append(Block(text, block_kind, self.near_picture))
            self.near_picture = False


def _item(tag):
    """(number, cell) of a table row that only places the number of an item before its words."""
    cells = tag.find_all(["td", "th"], recursive=False) if tag.name == "tr" else []
    filled = [cell for cell in cells if clean(cell.get_text(" "))]
    if len(filled) != 2 or filled[1].name == "th":
        return None
    mark = clean(filled[0].get_text(" "))
    is_wordy = len(clean(filled[1].get_text(" ")).split()) > 3
    return (mark, filled[1]) if is_wordy and openings.is_mark(mark) else None


def _row(tag):
    """A table row's cells on one line; "" for a row that only lays out the page."""
    if tag.name != "tr" or tag.find(_BLOCK_TAGS - {"td", "th"}):
        return ""
    cells = [clean(cell.get_text(" ")) for cell in tag.find_all(["td", "th"])]
    filled = [cell for cell in cells if cell]
    return " | ".join(filled) if len(filled) > 1 else ""


def kind_of(tag: Tag, inherited: str | None) -> str | None:
    """The Paragraph.Kind of the text in a block element; None if only its form can decide.

    `inherited` is the kind of the element around it. Everything inside furniture is furniture,
    except the page's main heading, which many pages put into their header.
    """
    if tag.name == "h1" or (tag.name in _HEADINGS and inherited != FURNITURE):
        return HEADING
    if inherited in {FURNITURE, CAPTION}:
        return inherited
    if is_furniture(tag):
        return FURNITURE
    classes = " ".join(tag.get("class") or []).lower()
    if tag.name in {"figcaption", "caption"} or "caption" in classes:
        return CAPTION
    return TEXT if tag.name in _TEXT_TAGS else inherited


def is_furniture(tag: Tag) -> bool:
    """Whether a block element is the page's and not the article's: a menu, a footer, comments."""
    if tag.name in _FURNITURE_TAGS or tag.get("role") in _FURNITURE_ROLES:
        return True
    if tag.name == "header":
        return tag.find_parent(["article", "main"]) is None
    return tag.name == "div" and _is_named_as_furniture(tag)


def _is_named_as_furniture(tag):
    """Whether the class or id of an element says so, and its contents do not say otherwise.

    A name alone is no evidence: a law has sections on the sharing of data. So the element must be
    outside the page's <main>, be made of links and buttons, or hold no sentence or a form.
    """
    names = [*(tag.get("class") or []), tag.get("id") or ""]
    if not any(map(_FURNITURE_CLASS.match, names)) or tag.find(["h1", "main", "article"]):
        return False
    root = list(tag.parents)[-1]
    if root.find("main") and not tag.find_parent("main"):
        return True
    text = clean(tag.get_text(" "))
    linked = sum(len(clean(link.get_text(" "))) for link in tag.find_all(["a", "button"]))
    return 2 * linked > len(text) or not _SENTENCE.search(text) or bool(tag.find(_FILLED_IN))
