"""What must be true of every paper as a file, read back with pypdf. No validator of PDF/A is a
package here: Typst checks while it writes, and this looks at what a reader depends on."""

import io
from itertools import pairwise

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

FIRST_HEADING, LAST_HEADING = "/H1", "/H6"


def structure_problems(content: bytes, *, languages: set[str]) -> list[str]:
    """What is wrong with a PDF that should be PDF/A-2a and PDF/UA-1 and hold these languages, in
    words; [] where nothing is."""
    reader = PdfReader(io.BytesIO(content))
    return [
        *_metadata_problems(reader, languages),
        *_tag_problems(reader),
        *[f"font not embedded: {name}" for name in _loose_fonts(reader)],
    ]


def text_of(content: bytes) -> str:
    """The words of all pages, with single blanks between them."""
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    return " ".join(" ".join(pages).split())


def tags_of(content: bytes) -> list[str]:
    """The roles of the structure's elements in the order of reading: /H1, /P, /TH …"""
    return [element["/S"] for element in _elements(PdfReader(io.BytesIO(content)))]


def fonts_of(content: bytes) -> set[str]:
    """Names of the typefaces in use, without the mark of their subset."""
    return {font["/BaseFont"].split("+")[-1] for font in _fonts(PdfReader(io.BytesIO(content)))}


def _metadata_problems(reader, languages):
    root, said = reader.trailer["/Root"], []
    xmp = root["/Metadata"].get_data().decode()
    for claim in ["<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"]:
        if claim not in xmp:
            said.append(f"XMP lacks {claim}")
    if not (reader.metadata.title or "").strip():
        said.append("no title")
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        said.append("the title is not displayed")
    if root.get("/Lang", "")[:2] not in languages:
        said.append(f"the language is {root.get('/Lang')}")
    if not root.get("/MarkInfo", {}).get("/Marked"):
        said.append("not tagged")
    if any("/AF" in part or "/EmbeddedFiles" in part for part in [root, root.get("/Names", {})]):
        said.append("holds files")
    found = {root.get("/Lang", "")[:2]} | {
        str(element["/Lang"])[:2] for element in _elements(reader) if "/Lang" in element
    }
    return said + [f"nothing is marked as {language}" for language in languages - found]


def _tag_problems(reader):
    tags = [element["/S"] for element in _elements(reader)]
    headings = [int(tag[2:]) for tag in tags if FIRST_HEADING <= tag <= LAST_HEADING]
    if headings[:1] != [1]:
        yield "does not begin with a first heading"
    for one, following in pairwise(headings):
        if following > one + 1:
            yield f"a heading {following} follows one of {one}"
    for element in _elements(reader):
        if element["/S"] == "/Figure" and not element.get("/Alt"):
            yield "a picture without words"
        if element["/S"] == "/Table" and "/TH" not in {one["/S"] for one in _below(element)}:
            yield "a table without headings"


def _loose_fonts(reader):
    for font in _fonts(reader):
        for one in font.get("/DescendantFonts", [font]):
            descriptor = one.get_object()["/FontDescriptor"].get_object()
            if not any(key.startswith("/FontFile") for key in descriptor):
                yield font["/BaseFont"]


def _fonts(reader):
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            yield font.get_object()


def _elements(reader):
    tree = reader.trailer["/Root"].get("/StructTreeRoot")
    return list(_below(tree.get_object())) if tree else []


def _below(element):
    """Elements below one, in the order of reading."""
    children = element.get("/K", [])
    for child in children if isinstance(children, ArrayObject) else [children]:
        node = child.get_object()
        if isinstance(node, DictionaryObject) and "/S" in node:
            yield node
            yield from _below(node)
