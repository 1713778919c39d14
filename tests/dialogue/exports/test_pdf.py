"""Papers in PDF, read back with another program's eyes."""

import io
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from dialogue.exports import pdf

MOMENT = datetime(2031, 5, 2, 8, 30, tzinfo=UTC)
VIETNAMESE = "Ẵ ẳ Ữ ự Ợ ỡ Ệ ể Ỵ ỹ Đ đ ₫ “Nguyễn Thị Hường, Đặng Hoàng Giang”"
NASTY = [
    "#panic() #import #sys.inputs $x^2$ $",
    "\\ \\n \\u{41} @label <label> [ ] ( ) { }",
    "*bold* _italic_ `code` = Heading",
    "- item / term: + 1. // comment /* more */ ~",
    "She said \"no\" and 'yes' -- --- ... http://example.org",
]


@pytest.fixture
def template(tmp_path, monkeypatch):
    """A small template of our own; calling it renders what it is given."""
    monkeypatch.setattr(pdf, "TEMPLATES", tmp_path)
    (tmp_path / "plain.typ").write_text(
        "#let data = json(bytes(sys.inputs.data))\n"
        "#set document(title: data.title)\n#data.title\n#for line in data.lines { par(line) }\n"
    )
    return lambda *lines, at=MOMENT: pdf.render("plain", {"title": "Paper", "lines": lines}, at)


def text_of(content):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def fonts_of(content):
    return {
        font.get_object()["/BaseFont"].split("+")[-1]
        for page in PdfReader(io.BytesIO(content)).pages
        for font in page["/Resources"]["/Font"].values()
    }


def test_vietnamese_letters_are_there_and_in_the_fonts_of_the_package(template):
    made = template(VIETNAMESE)
    assert VIETNAMESE in text_of(made)
    assert all(name.startswith("LibertinusSerif") for name in fonts_of(made))


@pytest.mark.parametrize("words", NASTY)
def test_nothing_in_the_data_is_read_as_markup(template, words):
    found = " ".join(text_of(template(words)).split())
    assert words in found


def test_the_same_data_give_the_same_bytes_and_the_date_is_the_papers_own(template):
    assert template("one", "two") == template("one", "two")
    assert template("one") != template("two")
    about = PdfReader(io.BytesIO(template("one"))).metadata
    assert about.title == "Paper"
    assert about.creation_date == MOMENT


def test_typst_is_loaded_only_for_printing():
    code = "import sys, dialogue.exports.pdf; sys.exit('typst' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
