"""The HTML of a letter whose text an organiser has edited: what was not touched stays as it was
written, table, list and button included; only the paragraphs that were edited are written again.

Text and HTML of our letters say the same in the same order (a test sees to it), so each paragraph
of the text is found in the HTML by its letters and digits alone. Where that is not so, the caller
writes the whole HTML again.
"""

import re
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby

from bs4 import BeautifulSoup, Tag
from django.utils.html import escape, urlize

BULLET = re.compile(r"^[–-] ")
HELD_UP = ["letterhead", "notice"]  # what the letter's frame shows above the text


@dataclass(eq=False)
class Piece:
    """Neighbouring paragraphs of the text, and the blocks of the HTML that say the same."""

    paragraphs: list[str] = field(default_factory=list)
    blocks: list[Tag] = field(default_factory=list)


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text, without the blank lines between them."""
    return [part for part in re.split(r"\n\s*\n", text.strip("\n")) if part.strip()]


def words_of(html: str) -> str:
    """The letters and digits of a letter's HTML in the order of its text, as far as the text says
    them too: not those of the letterhead, of buttons, and of the dates as leaves of a calendar."""
    letter = BeautifulSoup(html, "html.parser").find("div", class_="letter")
    return "".join(map(_said, _blocks(letter))) if isinstance(letter, Tag) else ""


def words(text: str) -> str:
    """The letters and digits of a text."""
    return re.sub(r"[\W_]+", "", text)


def rewritten(html: str, old: str, subject: str, new: str) -> str | None:
    """The HTML of a letter with the text `old`, whose subject and text are `subject` and `new` now;
    None where HTML and text cannot be brought together. Nothing typed is treated as HTML."""
    soup = BeautifulSoup(html, "html.parser")
    letter = soup.find("div", class_="letter")
    if not isinstance(letter, Tag):
        return None
    notices = letter.find_all(class_="notice", recursive=False)
    said_above = {words(notice.get_text()): notice for notice in notices}
    pieces = _pieces(letter, [part for part in paragraphs_of(old) if words(part) not in said_above])
    if pieces is None:
        return None
    kept_above = {words(part) for part in paragraphs_of(new)}
    for said, notice in said_above.items():
        if said not in kept_above:
            notice.decompose()
    after = [part for part in paragraphs_of(new) if words(part) not in said_above]
    for block in _blocks(letter):
        block.extract()
    for block in _written(pieces, after):
        letter.append(block)
        letter.append("\n")
    if soup.title:
        soup.title.string = subject
    return str(soup)


def _blocks(letter):
    children = letter.find_all(True, recursive=False)
    return [tag for tag in children if not set(HELD_UP) & set(tag.get("class") or [])]


def _said(block):
    is_seen_only = block.find("a", class_="button") or "leaves" in block.get("class", [])
    return "" if is_seen_only else words(block.get_text(" "))


def _pieces(letter, paragraphs):
    """Both sides, cut wherever both have a boundary; None where they do not say the same."""
    blocks = _blocks(letter)
    if words("".join(paragraphs)) != "".join(map(_said, blocks)):
        return None
    pieces, lead = [Piece()], 0  # `lead`: by how much the text is ahead
    rest = iter(blocks)
    for paragraph in paragraphs:
        if lead == 0 and pieces[-1].paragraphs:
            pieces.append(Piece())
        pieces[-1].paragraphs.append(paragraph)
        lead += len(words(paragraph))
        while lead > 0:
            block = next(rest)
            pieces[-1].blocks.append(block)
            lead -= len(_said(block))
    pieces[-1].blocks += rest
    return pieces


def _written(pieces, after):
    """The blocks of the edited letter."""
    before = [(paragraph, piece) for piece in pieces for paragraph in piece.paragraphs]
    old = [paragraph for paragraph, _piece in before]
    placed: list[tuple[str, Piece | None, bool]] = []  # (paragraph, where it was, as it was)
    for tag, start, end, first, last in SequenceMatcher(None, old, after, False).get_opcodes():
        for place, paragraph in enumerate(after[first:last], start):
            piece = before[place][1] if place < end else None
            placed.append((paragraph, piece, tag == "equal"))
    for piece, group in groupby(placed, key=lambda row: row[1]):
        rows = list(group)
        if piece and all(row[2] for row in rows) and len(rows) == len(piece.paragraphs):
            yield from piece.blocks
        else:
            for paragraph, _piece, _is_same in rows:
                yield from _shaped(paragraph, piece.blocks if piece else [])


def _shaped(paragraph, blocks):
    """A paragraph in the form of the blocks in whose place it is: a table of facts, a list, words
    above a button; or plain."""
    lines = paragraph.split("\n")
    names = {block.name for block in blocks}
    classes = {name for block in blocks for name in block.get("class") or []}
    button = next((block for block in blocks if block.find("a", class_="button")), None)
    if "facts" in classes and all(": " in line for line in lines):
        return [_tag(_table(lines))]
    if "ul" in names and all(BULLET.match(line) for line in lines):
        entries = "".join(f"<li>{_line(BULLET.sub('', line))}</li>" for line in lines)
        return [_tag(f"<ul>{entries}</ul>")]
    if button and button.a and button.a.get("href") in lines:
        return _around_button(lines, button)
    if "signature" in classes:
        lines = [line for line in lines if line.strip() != "--"]
        return [_tag(f'<p class="signature">{_lines(lines)}</p>')]
    if "personal" in classes:
        return [_tag(f'<div class="personal"><p>{_lines(lines)}</p></div>')]
    return [_tag(f"<p>{_lines(lines)}</p>")]


def _around_button(lines, button):
    place = lines.index(button.a["href"])
    above, below = lines[:place], lines[place + 1 :]
    yield from [_tag(f"<p>{_lines(above)}</p>")] if above else []
    yield button
    yield _tag(f'<p class="small">{_line(lines[place])}</p>')
    yield from [_tag(f"<p>{_lines(below)}</p>")] if below else []


def _table(lines):
    cells = [line.partition(": ") for line in lines]
    rows = [f"<tr><td>{escape(name)}</td><td>{_line(value)}</td></tr>" for name, _, value in cells]
    return f'<table class="facts" role="presentation">{"".join(rows)}</table>'


def _lines(lines):
    return "<br>".join(map(_line, lines))


def _line(line):
    return urlize(line, autoescape=True)


def _tag(html):
    return BeautifulSoup(html, "html.parser").find(True)
