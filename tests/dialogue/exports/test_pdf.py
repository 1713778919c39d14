"""Papers in PDF, read back with another program's eyes."""

import io
import shutil
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from dialogue.exports import checks, fonts, pdf
from dialogue.refusals import Refused
from tests.paper_structure import fonts_of, structure_problems, text_of

MOMENT = datetime(2031, 5, 2, 8, 30, tzinfo=UTC)
VIETNAMESE = "Ẵ ẳ Ữ ự Ợ ỡ Ệ ể Ỵ ỹ Đ đ ₫ “Nguyễn Thị Hường, Đặng Hoàng Giang”"
NAMES = {
    "สมชาย ใจดี": "NotoSansThai",
    "សុខ ចាន់": "NotoSansKhmer",
    "தமிழ் அரசன்": "NotoSansTamil",
    "محمد صالح": "NotoSansArabic",
}
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
    shutil.copy(pdf.TEMPLATES / "fonts.typ", tmp_path)
    monkeypatch.setattr(pdf, "TEMPLATES", tmp_path)
    (tmp_path / "plain.typ").write_text(
        '#import "fonts.typ": serif\n'
        "#let data = json(bytes(sys.inputs.data))\n"
        "#set document(title: data.title)\n#set text(font: serif)\n"
        "#heading(data.title)\n#for line in data.lines { par(line) }\n"
    )
    return lambda *lines, at=MOMENT: pdf.render("plain", {"title": "Paper", "lines": lines}, at)


def test_vietnamese_letters_are_there_and_in_the_fonts_of_the_package(template):
    made = template(VIETNAMESE)
    assert VIETNAMESE in text_of(made)
    assert all(name.startswith("SourceSerif4") for name in fonts_of(made))


@pytest.mark.parametrize(("name", "font"), NAMES.items())
def test_names_in_the_scripts_of_the_region_have_a_typeface(template, name, font):
    made = template(f"Name: {name}")
    assert any(one.startswith(font) for one in fonts_of(made))
    assert pdf.without_font({"names": [name]}) is None


def test_every_paper_is_made_to_be_kept_and_to_be_read_aloud(template):
    assert structure_problems(template(VIETNAMESE, *NAMES), languages={"en"}) == []


def test_what_breaks_the_structure_is_noticed(template):
    import typst

    loose = typst.compile(b"Words", format="pdf", pdf_tags=False, timestamp=0)
    assert {
        "XMP lacks <pdfaid:part>2<",
        "XMP lacks <pdfuaid:part>1<",
        "no title",
        "not tagged",
        "does not begin with a first heading",
    } <= set(structure_problems(loose, languages={"vi"}))


def test_what_no_typeface_has_is_told_before_printing_and_where_it_stands(template):
    data = {"people": [{"name": "Lý Minh 李明"}, {"name": "Ann"}], "n": 3}
    refusal = pdf.without_font(data)
    assert set(refusal.characters) == set("李明")
    assert "Lý Minh 李明" in str(refusal)
    assert "Ann" not in str(refusal)
    with pytest.raises(pdf.NoFont) as printing:
        template("Lý Minh 李明")
    assert set(printing.value.characters) == set("李明")


@pytest.mark.parametrize(
    "text", ["\n\t", "a\u200bb", "e\u0301", "\u00ad", "\u202e", "“’–…•₫", "✔ → ≥"]
)
def test_what_is_invisible_or_composed_or_a_usual_sign_can_be_printed(template, text):
    assert pdf.without_font([text]) is None
    assert template(text)


def test_quotes_and_backslashes_do_not_hide_what_is_missing():
    assert set(fonts.missing("\"李\" \\ '😀'")) == set("李😀")


def test_what_is_taken_for_certain_is_so():
    every = [chr(code) for code in range(0x20, 0x3000) if chr(code).isprintable()]
    certain = [one for one in every if fonts.CERTAIN.fullmatch(one)]
    assert len(certain) > 400
    assert fonts._missing(certain, "Source Serif 4", fallback=True) == ""


def test_a_typeface_that_lacks_vietnamese_letters_is_as_good_as_none(settings):
    settings.FONT_FOLDER = ""
    with pytest.raises(Refused, match="fonts-liberation2"):
        fonts.require("Liberation Serif")
    with pytest.raises(Refused, match="Noto Sans Thai"):
        fonts.require("Noto Sans Thai")
    fonts.require("Source Serif 4")


def test_production_is_told_of_a_folder_without_the_typeface(settings, tmp_path):
    settings.MODE, settings.FONT_FOLDER = "production", str(tmp_path)
    (said,) = checks.check_fonts()
    assert said.id == "dialogue.W007"
    assert "Liberation Serif" in said.msg
    assert "FONT_FOLDER" in said.msg
    settings.MODE = "demo"
    assert checks.check_fonts() == []


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
