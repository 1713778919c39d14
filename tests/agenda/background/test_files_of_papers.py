"""What may be a background paper: known by what is in the file."""

import io
import zipfile

import pytest
from django.utils import translation

from agenda.background import files
from dialogue.refusals import Refused
from tests.dialogue.mail.files import add_script, docx, pdf

PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def package(entries):
    """A ZIP file of these {name: content}."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, content in entries.items():
            target.writestr(name, content)
    return out.getvalue()


def pptx(kind="main+xml", extra=()):
    types = f'<Types><Override ContentType="{PRESENTATION}.{kind}"/></Types>'
    entries = {"[Content_Types].xml": types, "ppt/presentation.xml": "<p/>"}
    return package({**entries, **dict.fromkeys(extra, "x")})


def opendocument(kind="text", extra=()):
    says = f"application/vnd.oasis.opendocument.{kind}"
    entries = {"mimetype": says, "content.xml": "<o/>"}
    return package({**entries, **dict.fromkeys(extra, "x")})


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (pdf(), "pdf"),
        (docx(), "docx"),
        (pptx(extra=["ppt/embeddings/chart1.xlsx"]), "pptx"),
        (opendocument(), "odt"),
        (opendocument("presentation"), "odp"),
    ],
)
def test_the_ending_is_what_the_content_is_and_not_what_the_name_says(content, ending):
    file = files.checked("C:\\papers\\Ghi chú: bản 2.exe", content)
    assert file.filename == f"Ghi chú_ bản 2.{ending}"
    assert files.ENDINGS[file.media_type] == ending
    assert file.content == content


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b"MZ\x90", "neither a PDF nor a document or slides"),
        (b"<html>", "neither a PDF nor a document or slides"),
        (package({"[Content_Types].xml": "<Types/>"}), "neither a PDF nor a document or slides"),
        (opendocument("spreadsheet"), "neither a PDF nor a document or slides"),
        (package({"a.txt": "x"}), "cannot be opened"),
        (package({"mimetype": "application/vnd.oasis.opendocument.text"}), "cannot be opened"),
        (b"PK\x03\x04 broken", "cannot be opened"),
        (b"%PDF-1.7 broken", "cannot be opened"),
        (files.OLE + b"x", "has a password or is of an old kind"),
        (pdf(lambda writer: writer.encrypt("secret")), "The PDF has a password."),
        (pdf(add_script), "macros or programs"),
        (docx(["word/vbaProject.bin"]), "macros or programs"),
        (pptx(extra=["ppt/vbaProject.bin"]), "macros or programs"),
        (opendocument(extra=["Basic/Standard/Module1.xml"]), "macros or programs"),
    ],
)
def test_what_is_refused_and_why(content, said):
    with pytest.raises(Refused) as refused:
        files.checked("paper.pdf", content)
    assert said in str(refused.value)
    with translation.override("vi"), pytest.raises(Refused) as refused:
        files.checked("paper.pdf", content)
    assert said not in str(refused.value)


def test_a_bomb_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(files, "MOST_UNPACKED", 10)
    with pytest.raises(Refused, match="cannot be opened"):
        files.checked("paper.odt", opendocument(extra=["a" * 50, "b" * 50]))
    monkeypatch.setattr(files, "MOST_ENTRIES", 1)
    with pytest.raises(Refused, match="cannot be opened"):
        files.checked("paper.odt", opendocument())


def test_a_file_that_is_too_large_is_refused_before_it_is_looked_at(monkeypatch):
    monkeypatch.setattr(files, "MEGABYTE", 1)
    with pytest.raises(Refused, match="larger than 20 MB"):
        files.checked("paper.pdf", b"%PDF-" + b"x" * 20)
