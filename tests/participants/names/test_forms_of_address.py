"""Forms of address in both languages, and whose office makes them Excellencies."""

import pytest

from participants.names.forms_of_address import by_language, form_in, holds_high_office
from participants.names.given import without_none
from participants.names.passport_line import passport_line


@pytest.mark.parametrize(
    ("english", "in_full", "short"),
    [
        ("Mr", "Ông", "Ông"),
        ("Mr.", "Ông", "Ông"),
        ("Mrs", "Bà", "Bà"),
        ("Dr", "Tiến sĩ", "TS."),
        ("Prof.", "Giáo sư", "GS."),
        ("Assoc. Prof. Dr", "Phó Giáo sư, Tiến sĩ", "PGS.TS."),
        ("PROF. DR.", "Giáo sư, Tiến sĩ", "GS.TS."),
        ("H.E. Mr", "Ngài", "Ngài"),
        ("H.E. Dr", "Ngài Tiến sĩ", "Ngài TS."),
        ("Dato’", "Dato’", "Dato’"),
        ("Wing Commander", "", ""),
    ],
)
def test_the_vietnamese_form_is_made_from_the_english_one(english, in_full, short):
    assert form_in("vi", english, "") == in_full
    assert form_in("vi", english, "", short=True) == short
    assert form_in("en", english, "") == english


@pytest.mark.parametrize(
    ("vietnamese", "english"),
    [("Ông", "Mr"), ("Bà", "Ms"), ("TS.", "Dr"), ("PGS.TS.", "Assoc. Prof. Dr"), ("Ngài", "H.E."),
     ("Tiến sĩ", "Dr"), ("Phó Giáo sư, Tiến sĩ", "Assoc. Prof. Dr"), ("Đồng chí", ""),
     ("ThS.", "")],
)  # fmt: skip
def test_the_english_form_is_made_from_the_vietnamese_one(vietnamese, english):
    assert form_in("en", "", vietnamese) == english


def test_a_form_in_the_field_of_the_other_language_counts_as_what_it_is():
    assert form_in("vi", "Mr", "Mr") == form_in("vi", "", "Mr") == "Ông"
    assert form_in("en", "Bà", "") == "Ms"
    assert by_language("TS.") == ("", "TS.")
    assert by_language("Dr") == ("Dr", "")


def test_a_list_says_it_short_and_a_letter_in_full_however_it_was_typed():
    assert form_in("vi", "", "PGS.TS") == "Phó Giáo sư, Tiến sĩ"
    assert form_in("vi", "", "Phó Giáo sư, Tiến sĩ", short=True) == "PGS.TS."
    assert form_in("vi", "", "Đồng chí", short=True) == "Đồng chí"


@pytest.mark.parametrize(
    "title",
    ["Deputy Minister", "Vice-Minister", "Minister for Digital Affairs and Information",
     "Deputy Prime Minister, Minister of Finance", "Ambassador of Japan to Viet Nam",
     "Thứ trưởng Bộ Khoa học và Công nghệ", "Ủy viên Trung ương Đảng, Bộ trưởng"],
)  # fmt: skip
def test_high_office_is_recognised(title):
    assert holds_high_office(title)


@pytest.mark.parametrize(
    "title",
    ["Minister-Counsellor", "Minister, Embassy of Japan", "Assistant to the Minister",
     "Adviser, Minister of Finance", "Office of the Deputy Minister", "Former Minister",
     "Director, Ministry of Finance", "Vụ trưởng", "Trợ lý Bộ trưởng", ""],
)  # fmt: skip
def test_those_who_work_for_one_do_not_hold_it(title):
    assert not holds_high_office(title)


@pytest.mark.parametrize(
    "text", ["-", "–", "N/A", "n/a", "n.a.", "none", "không có", ".", " ", "--", "No family name"]
)
def test_what_says_that_there_is_no_name_is_none(text):
    assert without_none(text) == ""


@pytest.mark.parametrize("text", ["Na", "An", "Null", "Không Minh", "Kha", "O", "Ó", "김"])
def test_names_stay(text):
    assert without_none(f" {text} ") == text


@pytest.mark.parametrize(
    ("primary", "secondary", "line"),
    [
        ("Đặng", "Thị Ơn", "DANG<<THI<ON"),
        ("Müller-Straße", "Ægir", "MUELLER<STRASSE<<AEGIR"),
        ("Ødegård", "Åse", "OEDEGAARD<<AASE"),
        ("O’Brien", "", "OBRIEN"),
        ("Nilavadhanananda", "Chayapa Dejthamrong Krasuang",
         "NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K"),
        ("Bennelong Wooloomooloo Warrandyte Warnambool", "Dingo",
         "BENNELONG<WOOLOOMOOLOO<WARRANDYTE<WA<<D"),
        ("A" * 20, "B" * 16 + " Carla", "A" * 19 + "<<" + "B" * 16 + "<C"),
        ("สมชาย", "", ""),
    ],
)  # fmt: skip
def test_the_line_of_a_passport(primary, secondary, line):
    assert passport_line(primary, secondary) == (line.ljust(39, "<") if line else "")
