"""What lists from public sources taught: cells that say nothing, days that look like telephone
numbers, delegations that are countries, columns that are called like others."""

import pytest

from participants.people.spreadsheets import sheets
from participants.people.spreadsheets.meanings import meaning_of
from tests.participants.people.sheet_files import csv_file

ANA = ["Ana Silva", "ana@example.org"]
BEN = ["Ben Okafor", "ben@example.org"]


def read(*rows, categories=()):
    return sheets.read(csv_file(*rows), None, None, categories)


@pytest.mark.parametrize("nothing", ["NA", "N/A", "NaN", "-", "null", "Không có", "không"])
def test_a_cell_that_only_says_that_there_is_nothing_is_empty(nothing):
    row = read(["Name", "Email", "Job title", "Company"], [*ANA, nothing, nothing]).rows[0]
    assert not row.cells.keys() & {"title_en", "institution_en"}
    assert row.problems == {}


def test_namibia_is_no_empty_cell_and_nan_is_a_name():
    row = read(["First name", "Last name", "Email", "Country"], ["Nan", "Shikongo", ANA[1], "NA"])
    assert row.rows[0].cells["country"] == "NA"
    assert row.rows[0].cells["given_name"] == "Nan"


def test_days_without_a_heading_are_no_telephone_numbers():
    rows = [[*ANA, "2018-04-05"], [*BEN, "05/04/2018"]]
    assert "phone" not in read(*rows).meanings.values()
    assert "phone" in read([*ANA, "+351 21 000 0000"], [*BEN, "0123456789"]).meanings.values()


def test_an_address_of_a_page_is_no_telephone_number():
    row = read(["Name", "Email", "Phone"], [*ANA, "https://example.org/ana"]).rows[0]
    assert "not a telephone number" in str(row.problems["phone"][0])


def test_telephone_numbers_that_do_not_fit_are_kept_in_the_note():
    numbers = "+351 21 000 0001; +351 21 000 0002; +351 21 000 0003; +351 21 000 0004"
    row = read(["Name", "Email", "Phone"], [*ANA, numbers]).rows[0]
    assert row.problems == {}
    assert row.cells["phone"] == "+351 21 000 0001; +351 21 000 0002"
    assert row.cells["note"] == "Phone: +351 21 000 0003; +351 21 000 0004"


def test_a_name_without_a_letter_is_refused_and_a_comma_after_one_is_not_kept():
    sheet = read(["Family name", "Given name", "Email"], ["+91 86 00", "", ANA[1]],
                 ["Silva,", "Ana ;", BEN[1]])  # fmt: skip
    assert "no letters" in sheet.rows[0].problems["family_name"][0]
    assert sheet.rows[1].cells["family_name"] == "Silva"
    assert sheet.rows[1].cells["given_name"] == "Ana"


def test_a_delegation_is_a_country_where_most_of_them_are():
    headings = ["Delegation", "Name", "Email", "Affiliation"]
    row = read(headings, ["Portugal", *ANA, "Ministry of Science"], ["Kenya", *BEN, ""]).rows[0]
    assert row.cells["country"] == "Portugal"
    assert row.cells["institution_en"] == "Ministry of Science"
    other = read(headings[:3], ["City of Lisbon", *ANA], ["Red Cross", *BEN]).rows[0]
    assert other.cells["institution_en"] == "City of Lisbon"


def test_a_column_of_the_part_of_a_name_that_holds_whole_names_is_divided():
    rows = [["Nguyễn Khoa Diệu", "a@example.org"], ["Trương Quang Dũng", "b@example.org"]]
    cells = read(["Tên", "Email"], *rows).rows[0].cells
    assert (cells["family_name"], cells["given_name"]) == ("Nguyễn", "Khoa Diệu")
    single = read(["First name", "Email"], ["Ana", ANA[1]], ["Ben", BEN[1]]).rows[0]
    assert single.cells["given_name"] == "Ana"


def test_groups_that_are_no_categories_of_the_dialogue_are_kept_in_the_note():
    headings, rows = ["Name", "Email", "Nhóm"], [[*ANA, "Tổ 1"], [*BEN, "Tổ 2"]]
    row = read(headings, *rows, categories={"regulators", "industry"}).rows[0]
    assert "category" not in row.cells
    assert row.cells["note"] == "Nhóm: Tổ 1"
    misspelt = read(headings, [*ANA, "Regulator"], categories={"regulators", "industry"}).rows[0]
    assert misspelt.cells["category"] == "Regulator"  # to be refused, with the names there are


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("Nom / Last name (parents)", "family_name"),
        ("Họ và tên (Full name)", "full_name"),
        ("School name", "institution_en"),
        ("Entity Name", "institution_en"),
        ("联系电话", "phone"),
        ("电子邮箱", "email"),
        ("真实姓名", "full_name"),
        ("Сотовый телефон(ы)", "phone"),
        ("Labo", "institution_en"),
    ],
)
def test_headings_of_lists_from_outside_are_understood(heading, meaning):
    assert meaning_of(heading) == meaning
