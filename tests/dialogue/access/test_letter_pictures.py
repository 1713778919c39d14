"""A photograph of a signed letter becomes a PDF of one page, and nothing but its pixels is kept."""

import io

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfReader

from dialogue.access import letter_pictures, pdf_files
from dialogue.access.letter_pictures import LetterField


def picture(kind, size=(600, 800), **more):
    stream = io.BytesIO()
    Image.new("RGB", size, "white").save(stream, kind, **more)
    return stream.getvalue()


def taken(content, name="letter.jpg"):
    return LetterField().clean(SimpleUploadedFile(name, content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photograph_becomes_a_pdf_whatever_its_name(kind):
    file = taken(picture(kind), "letter.pdf")
    assert (file.name, file.pages) == ("letter.pdf", 1)
    assert pdf_files.check(file.content) == 1
    width, height = PdfReader(io.BytesIO(file.content)).pages[0].mediabox[2:]
    assert height > width


def test_where_it_was_taken_is_not_kept():
    exif = Image.Exif()
    exif[0x010E] = "at the minister's home"
    content = picture("JPEG", exif=exif, comment=b"a remark")
    assert b"minister" in content
    file = taken(content)
    assert b"minister" not in file.content and b"a remark" not in file.content
    assert file.name == "letter.pdf"


def test_a_pdf_is_kept_as_it_came():
    stream = io.BytesIO()
    Image.new("RGB", (60, 80)).save(stream, "PDF")
    assert taken(stream.getvalue(), "letter.pdf").content == stream.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xd8\xff damaged", "damaged"),
        (picture("PNG")[:200], "damaged"),
        (picture("WEBP"), "not a PDF"),
        (b"", "empty"),
        (b"\xff\xd8\xff" + b"x" * (10 * 1024 * 1024), "larger than 10 MB"),
    ],
    ids=["damaged", "cut off", "another kind", "empty", "too large"],
)
def test_what_does_not_fit_is_refused_in_words(content, words):
    with pytest.raises(forms.ValidationError, match=words):
        taken(content)


def test_too_many_pixels_are_refused_before_they_are_unpacked(monkeypatch):
    monkeypatch.setattr(letter_pictures, "MOST_PIXELS", 1000)
    with pytest.raises(forms.ValidationError, match="million pixels"):
        taken(picture("PNG"))
