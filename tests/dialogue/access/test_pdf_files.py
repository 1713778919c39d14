"""What may come in as a PDF: whatever can run something is found, wherever it hides."""

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from dialogue.access import pdf_files
from tests import factories


def pdf_object(value):
    """Plain Python as objects of a PDF; what begins with "/" is a name."""
    if isinstance(value, dict):
        return DictionaryObject({NameObject(key): pdf_object(item) for key, item in value.items()})
    if isinstance(value, list):
        return ArrayObject(map(pdf_object, value))
    return NameObject(value) if value.startswith("/") else TextStringObject(value)


def written(root=None, page=None):
    """A PDF of one page with these entries in its catalogue and on its page."""
    writer = PdfWriter()
    empty = writer.add_blank_page(595, 842)
    for place, entries in [(writer.root_object, root), (empty, page)]:
        place.update(pdf_object(entries or {}))
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


SCRIPT = {"/S": "/JavaScript", "/JS": "app.alert(1)"}
LAUNCH = {"/S": "/Launch", "/F": "cmd.exe"}


@pytest.mark.parametrize(
    "content",
    [
        written(root={"/OpenAction": SCRIPT}),
        written(root={"/AA": {"/WC": SCRIPT}}),
        written(root={"/Names": {"/JavaScript": {"/Names": ["start", SCRIPT]}}}),
        written(root={"/AcroForm": {"/XFA": "<template/>"}}),
        written(root={"/AcroForm": {"/Fields": [{"/AA": {"/C": SCRIPT}}]}}),
        written(page={"/AA": {"/O": LAUNCH}}),
        written(page={"/Annots": [{"/Subtype": "/Link", "/A": LAUNCH}]}),
        written(page={"/Annots": [{"/Subtype": "/RichMedia"}]}),
        written(page={"/Annots": [{"/A": {"/S": "/URI", "/Next": [LAUNCH]}}]}),
    ],
    ids=[
        *["on opening", "on closing", "by name", "form of its own", "of a field"],
        *["of a page", "of a link", "a film", "after a link"],
    ],
)
def test_what_runs_something_is_refused(content):
    with pytest.raises(pdf_files.UnfitPdfError, match="run a program"):
        pdf_files.check(content)


@pytest.mark.parametrize(
    "content",
    [
        written(page={"/Annots": [{"/Subtype": "/Link", "/A": {"/S": "/URI", "/URI": "x"}}]}),
        written(root={"/AcroForm": {"/Fields": [{"/FT": "/Sig", "/T": "Signature"}]}}),
        written(root={"/Names": {"/EmbeddedFiles": {"/Names": []}}}),
        factories.pdf(3),
    ],
    ids=["a link", "a signature", "a file", "three pages"],
)
def test_links_signatures_and_files_are_taken(content):
    assert pdf_files.check(content) in {1, 3}


def test_a_file_that_is_brought_along_is_found():
    content = written(root={"/Names": {"/EmbeddedFiles": {"/Names": []}}})
    assert "/EmbeddedFiles" in pdf_files.found_in(PdfReader(io.BytesIO(content)))
