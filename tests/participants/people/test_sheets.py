"""Bytes of spreadsheets into rows of people, and what cannot be taken."""

import io
import re
import unicodedata
import zipfile
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from participants.people.spreadsheets import grid, sheets
from tests.participants.people.sheet_files import csv_file, windows_1258, xlsx_file

HEADINGS = ["Family name", "Given name", "E-mail address", "Note"]
VIETNAMESE = ["Họ", "Tên đệm và tên", "Địa chỉ thư điện tử", "Ghi chú"]
PERSON = ["Nguyễn", "Thị Phượng", "phuong@example.org", "Ưu tiên xếp chỗ"]


def only_row(content):
    sheet = sheets.read(content)
    assert len(sheet.rows) == 1
    return sheet.rows[0]


def refusal(content):
    with pytest.raises(sheets.UnreadableSheetError) as caught:
        sheets.read(content)
    return str(caught.value)


FILES = {
    "XLSX": xlsx_file(HEADINGS, PERSON),
    "CSV, UTF-8, comma": csv_file(HEADINGS, PERSON),
    "CSV, UTF-8, semicolon": csv_file(HEADINGS, PERSON, encoding="utf-8-sig", separator=";"),
    "CSV, UTF-16, tab": csv_file(VIETNAMESE, PERSON, encoding="utf-16", separator="\t"),
    "CSV, UTF-16, comma": csv_file(HEADINGS, PERSON, encoding="utf-16-le"),
    "CSV, Windows-1258, semicolon": windows_1258(VIETNAMESE, PERSON),
}


@pytest.mark.parametrize("read_as", FILES)
def test_a_list_reads_the_same_from_every_kind_of_file(read_as):
    sheet = sheets.read(FILES[read_as])
    assert sheet.read_as == read_as
    assert sheet.ignored == []
    assert list(sheet.rows[0].cells.values()) == PERSON


def test_windows_1258_writes_tones_apart_and_they_are_joined_again():
    content = windows_1258(VIETNAMESE, PERSON)
    assert b"Nguy\xea\xden" in content  # ê, then the tone
    assert only_row(content).cells["family_name"] == "Nguyễn"


def test_decomposed_letters_are_composed():
    person = [unicodedata.normalize("NFD", text) for text in PERSON]
    assert only_row(xlsx_file(HEADINGS, person)).cells["given_name"] == "Thị Phượng"
    assert only_row(csv_file(HEADINGS, person)).cells["given_name"] == "Thị Phượng"


def test_what_cannot_be_windows_1258_is_read_as_windows_1252():
    sheet = sheets.read("Family name,Email\nÞór,thor@example.org\n".encode("cp1252"))
    assert sheet.rows[0].cells["family_name"] == "Þór"


@pytest.mark.parametrize(
    "headings",
    [
        VIETNAMESE,
        ["ho", "TEN DEM VA TEN", "dia chi thu dien tu", "ghi chu"],
        ["SURNAME", "first name", "e mail", " Note "],
        ["family_name", "given_name", "email", "note"],
        ["Họ", "Given name", "E-mail", "Ghi chú"],
    ],
)
def test_headings_may_be_of_either_language_and_are_read_with_tolerance(headings):
    assert list(only_row(csv_file(headings, PERSON)).cells) == [
        "family_name",
        "given_name",
        "email",
        "note",
    ]


@pytest.mark.parametrize("language", ["en", "vi"])
def test_no_two_columns_have_a_heading_in_common_and_each_reads_its_own(language):
    with translation.override(language):
        headings = [sheets.heading(name) for name in sheets.COLUMNS]
    row = only_row(csv_file(headings, [f"x{n}" for n in range(len(headings))]))
    assert list(row.cells) == list(sheets.COLUMNS)


def test_a_title_above_the_headings_and_empty_rows_do_no_harm():
    content = xlsx_file(["Delegates, second draft"], [], HEADINGS, [], PERSON, [None, "  "])
    row = only_row(content)
    assert row.number == 5
    assert sheets.read(content).where(row, "email") == "C5, E-mail address"


def test_unknown_headings_and_columns_without_one_are_named_and_left_out():
    sheet = sheets.read(csv_file([*HEADINGS, "Shoe size", ""], [*PERSON, "38", "what?"]))
    assert sheet.ignored == ["Shoe size", "column F, which has no heading"]
    assert set(sheet.rows[0].cells) == {"family_name", "given_name", "email", "note"}


def test_lines_of_a_note_stay_and_other_cells_become_one_line():
    row = only_row(xlsx_file(HEADINGS, ["Tan\n  Wei", "", "a@example.org", "one\r\n two "]))
    assert row.cells["family_name"] == "Tan Wei"
    assert row.cells["note"] == "one\ntwo"


def test_numbers_are_texts():
    headings = ["Family name", "E-mail", "Telephone", "Precedence"]
    row = only_row(xlsx_file(headings, ["Tan", "a@example.org", 842438220000, 20.0]))
    assert (row.cells["phone"], row.cells["precedence"]) == ("842438220000", "20")


# Whole files that cannot be read


def other_archive(name="word/document.xml", content=b"<x/>"):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


def bomb():
    """A workbook of a few kilobytes that unpacks to 30 MB."""
    file = io.BytesIO(xlsx_file(HEADINGS, PERSON))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/picture.bin", b"\0" * 30_000_000)
    return file.getvalue()


def with_rows(xml):
    """A workbook with that in place of its rows; a few kilobytes, however much it is."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_file(HEADINGS))) as usual,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in usual.namelist():
            part = usual.read(name)
            archive.writestr(
                name, re.sub(b"<row .*</row>", xml, part) if "sheet1" in name else part
            )
    return file.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PICTURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0"
UNREADABLE = {
    "is empty": b"",
    "contains no rows": b"\n\n",
    "larger than 5 MB": b"x" * (5 * 1024 * 1024 + 1),
    "is damaged or is not": OLE + b"\0" * 600,
    "protected by a password": OLE + "EncryptedPackage".encode("utf-16-le"),
    "is damaged": b"PK\x03\x04 and nothing else",
    "is not a spreadsheet": other_archive(),
    "Once unpacked, the file is larger than 25 MB": bomb(),
    "is not a spreadsheet. Save the list": PICTURE,
    "There are no rows below the headings": csv_file(HEADINGS),
    "more than 10000 rows": csv_file(HEADINGS, *[PERSON] * 10_001),
    "Row 2 cannot be read": csv_file(HEADINGS) + b'Tan,Mei,"' + b"x" * 140_000,
    "characters of the file cannot be read": b"\xff\xfeH\0\0\xd8A\0",
}


@pytest.mark.parametrize("words", UNREADABLE)
def test_a_file_that_cannot_be_read_is_answered_with_what_to_do(words):
    assert words in refusal(UNREADABLE[words])


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="900000000"><c t="b"><v>1</v></c></row>',
        b"<row/>" * 20_001,
        b'<row r="1"/>' * 1_000_000,
        b"<row>" + b"<c/>" * 1_000_000 + b"</row>",
    ],
)
def test_a_small_file_of_endless_rows_or_cells_is_refused_at_once(rows):
    assert "below row 20000, or has too many cells" in refusal(with_rows(rows))


def test_a_list_may_have_gaps():
    far = b'<row r="1"><c t="str"><v>Family name</v></c><c t="str"><v>E-mail</v></c></row>'
    far += b'<row r="20000"><c t="str"><v>Tan</v></c><c t="str"><v>a@example.org</v></c></row>'
    assert only_row(with_rows(far)).cells["family_name"] == "Tan"


def test_a_damaged_workbook_is_no_crash_wherever_it_is_cut():
    whole = xlsx_file(HEADINGS, PERSON)
    for end in range(4, len(whole) - 1, len(whole) // 23):
        assert "damaged" in refusal(whole[:end])


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_and_never_crash(content):
    for start in [b"", b"Family name,E-mail\n", b"PK\x03\x04"]:
        try:
            sheets.read(start + content)
        except sheets.UnreadableSheetError as refused:
            assert str(refused)


def test_five_thousand_people_fit():
    assert len(sheets.read(csv_file(HEADINGS, *[PERSON] * 10_000)).rows) == 10_000


# Single cells that cannot be taken


def problem(value, column="family_name", **how):
    values = {**dict(zip(["family_name", "given_name", "email", "note"], PERSON, strict=True))}
    row = only_row(xlsx_file(HEADINGS, list({**values, column: value}.values()), **how))
    assert column not in row.cells
    return row.problems[column][0]


def test_a_formula_is_seen_and_refused():
    assert "formula" in problem("=CONCATENATE(B2,C2)")


def test_a_date_is_refused():
    assert "a date" in problem(date(2031, 6, 2), "note")


def test_an_error_value_is_refused():
    assert "#N/A" in problem("#N/A", "given_name")


def test_every_cell_under_a_merged_one_is_refused():
    others = ["Trần", "An", "an@example.org", ""]
    content = xlsx_file(HEADINGS, PERSON, others, ["Lê", "Bo", "b@example.org"], merge=["A2:A3"])
    first, second, third = sheets.read(content).rows
    for row in [first, second]:
        assert "merged (A2:A3)" in row.problems["family_name"][0]
    assert third.problems == {}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("Tan\u202egnat", "U+202E"),
        ("\u2066Tan", "U+2066"),
        ("Tan\u200b", "U+200B"),
        ("Tan \U0001f600", "\U0001f600"),
        ("Tan\ue000", "U+E000"),
    ],
)
def test_what_nobody_sees_and_pictures_are_refused_in_a_name(value, words):
    assert words in problem(value)


@pytest.mark.parametrize("name", ["محمد", "نی\u200cلوفر", "ស៊ុំ", "O’Neil-Šmíd", "N’Guyễn"])
def test_names_in_every_script_are_taken(name):
    assert only_row(xlsx_file(HEADINGS, [name, "", "a@example.org"])).cells["family_name"] == name


def test_a_picture_in_a_note_is_harmless():
    row = only_row(xlsx_file(HEADINGS, ["Tan", "", "a@example.org", "Thanks \U0001f600"]))
    assert row.cells["note"] == "Thanks \U0001f600"


def test_the_apostrophe_that_the_export_puts_before_a_formula_is_taken_away():
    headings = ["Family name", "E-mail", "Telephone"]
    row = only_row(csv_file(headings, ["'Abd", "a@example.org", "'+84 24 1"]))
    assert (row.cells["family_name"], row.cells["phone"]) == ("'Abd", "+84 24 1")


def test_limits_are_those_that_the_page_names():
    assert (grid.LARGEST, grid.MOST_ROWS) == (5, 10_000)
