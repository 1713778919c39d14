"""Word files (.docx) → blocks of text, with the kinds that their styles show.

python-docx opens the file and knows the styles. The text is read from the XML itself, for
python-docx skips insertions of tracked changes, content controls, text boxes and notes
(ECMA-376 part 1, 17.13.5, 17.5.2, 17.11).
"""

import io
from collections.abc import Callable
from typing import Any

from agenda.documents import limits, word_parts
from agenda.documents.hidden import HiddenRuns
from agenda.documents.paragraphs import Block, clean, split_at_breaks
from agenda.documents.word_numbers import Numbers
from agenda.models import Paragraph

HEADING = Paragraph.Kind.HEADING
CAPTION = Paragraph.Kind.CAPTION
FURNITURE = Paragraph.Kind.FURNITURE
TEXT = Paragraph.Kind.TEXT

# Parts of a file besides its body, in the order in which they follow it.
_PARTS = {"footnotes": TEXT, "endnotes": TEXT, "header": FURNITURE, "footer": FURNITURE}
_STYLES = {"Heading": HEADING, "Title": HEADING, "Caption": CAPTION, "List": TEXT, "TOC": FURNITURE}
# Properties, text boxes (blocks of their own), text moved away, and older copies of drawings.
_NOT_TEXT = {"pPr", "rPr", "txbxContent", "moveFrom", "Fallback"}
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


Reader = Callable[[str, bytes], list[Block]]
INSERTED_DEPTH = 3  # files inserted into files


def docx_blocks(data: bytes, read: Reader, depth: int = 0) -> list[Block]:
    """The blocks of a Word file: its body, its notes, then page headers and footers.

    `read` gives the blocks of other files (name, bytes), which may be inserted; `depth` says in how
    many others this one is inserted. Raises whatever python-docx raises for
    bytes that are not a Word file.
    """
    from docx import Document
    from docx.oxml import parse_xml

    document = Document(io.BytesIO(word_parts.openable(data)))
    styles = document.styles.element
    numbers = Numbers(_numbering(document), styles)
    hidden = HiddenRuns(styles)
    collector = _Collector(document, numbers, hidden, read, depth)
    collector.walk(document.element.body)
    blocks = collector.blocks
    for name, kind in _PARTS.items():
        for relation in document.part.rels.values():
            if relation.reltype.rpartition("/")[2] == name and not relation.is_external:
                collector = _Collector(document, numbers, hidden, read, depth)
                collector.walk(parse_xml(relation.target_part.blob))
                blocks += [Block(block.text, kind) for block in collector.blocks]
    return blocks


def _numbering(document):
    """The root of numbering.xml, or None."""
    from docx.oxml import parse_xml

    for relation in document.part.rels.values():
        if relation.reltype.rpartition("/")[2] == "numbering" and not relation.is_external:
            return parse_xml(relation.target_part.blob)
    return None


class _Collector:
    """Walks through the XML of a part and makes blocks of its paragraphs and table rows."""

    def __init__(
        self, document: Any, numbers: Numbers, hidden: HiddenRuns, read: Reader, depth: int
    ) -> None:
        self.document = document
        self.numbers, self.hidden, self.read, self.depth = numbers, hidden, read, depth
        self.blocks: list[Block] = []
        self.near_picture = False
        self.visited = 0  # paragraphs and rows, also empty ones and those in nested text boxes

    def walk(self, element: Any) -> None:
        """Collect the blocks of an XML element (lxml), in their order."""
        for child in element:
            name = _name(child)
            if name in {"p", "tr"}:
                self.visited += 1
                limits.check_paragraphs(self.visited)
            if name == "p":
                self.add_paragraph(child)
            elif name == "tr" and (row := self.row(child)):
                self.blocks.append(Block(row, TEXT))
            elif name == "altChunk":
                self.blocks += self.inserted(child)
            else:
                self.walk(child)

    def add_paragraph(self, paragraph: Any) -> None:
        """Add the blocks of a paragraph, then those of the text boxes in it."""
        texts = split_at_breaks(self.numbered_text(paragraph))
        for text in texts:
            self.blocks.append(Block(text, self.kind_of(paragraph), self.near_picture))
        names = {_name(element) for element in paragraph.iter()}
        shows_picture = self.near_picture or bool(names & {"drawing", "pict"})
        self.near_picture = shows_picture and not texts
        for element in paragraph.iter():
            if _name(element) == "txbxContent" and not _in_old_copy(element):
                self.walk(element)

    def kind_of(self, paragraph: Any) -> str | None:
        """The Paragraph.Kind of the style, or of one that it is based on; None for other styles."""
        from docx.enum.style import WD_STYLE_TYPE

        style = self.document.styles.get_by_id(paragraph.style, WD_STYLE_TYPE.PARAGRAPH)
        while style is not None:
            for name, kind in _STYLES.items():
                if (style.name or "").startswith(name):
                    return kind
            style = style.base_style
        properties = paragraph.pPr
        return TEXT if properties is not None and properties.numPr is not None else None

    def numbered_text(self, paragraph: Any) -> str:
        """The text of a paragraph with the number that Word writes before it."""
        text = self.text(paragraph)
        if not text.strip():
            return ""
        label = self.numbers.label(paragraph)
        return f"{label} {text.lstrip()}" if label else text

    def text(self, element: Any) -> str:
        """The text of a paragraph or a part of it, without its text boxes and what is hidden."""
        name = _name(element)
        if name in _NOT_TEXT or (name == "r" and self.hidden.is_hidden(element)):
            return ""
        if name == "t":
            return element.text or ""
        return _SIGNS.get(name) or "".join(self.text(child) for child in element)

    def row(self, row: Any) -> str:
        """A table row's cells on one line; "" for a row that only lays out the page."""
        cells = []
        for cell in row:
            paragraphs = [element for element in cell.iter() if _name(element) == "p"]
            filled = [p for p in paragraphs if clean(self.text(p))]
            if len(filled) > 1:
                return ""
            cells += filled
        if len(cells) < 2:
            return ""
        return " | ".join(clean(self.numbered_text(cell)) for cell in cells)

    def inserted(self, chunk: Any) -> list[Block]:
        """The blocks of a file that is inserted into this one as it is (an altChunk)."""
        relation = self.document.part.rels.get(chunk.get(_RELATION))
        if relation is None or relation.is_external or self.depth >= INSERTED_DEPTH:
            return []
        name, content = word_parts.inserted(relation.target_part)
        if name.endswith(".docx"):
            return docx_blocks(content, self.read, self.depth + 1)
        return self.read(name, content) if name and content.strip() else []


def _in_old_copy(element):
    """Whether an element is in the copy of a drawing that is kept for older programs."""
    return any(_name(above) == "Fallback" for above in element.iterancestors())


def _name(element):
    return str(element.tag).rpartition("}")[2]
