"""Lists as people hand them in: what is understood without asking, and what is asked."""

import io
import zipfile

import pytest

from participants.people.spreadsheets import sheets
from participants.people.spreadsheets.choices import Choices
from tests.participants.people.old_excel import XLS
from tests.participants.people.sheet_files import csv_file, xlsx_file

PHUONG = ["Nguyễn Thị Phượng", "Vụ trưởng", "Bộ Khoa học và Công nghệ", "phuong@example.org"]
USUAL = ["Họ và tên", "Chức vụ", "Đơn vị công tác", "Email"]


def cells(content, **choices):
    """The only person of a list, if nothing has to be asked."""
    sheet = sheets.read(content, Choices(**choices))
    assert sheet.questions == []
    assert len(sheet.rows) == 1
    assert sheet.rows[0].problems == {}
    return sheet.rows[0].cells


def one(headings, values, **choices):
    return cells(csv_file(headings, values), **choices)


def ods_file(*rows, hidden=()):
    """Rows of texts as LibreOffice writes them; those numbered in `hidden` are filtered out."""
    xml = []
    for number, row in enumerate(rows, start=1):
        visibility = ' table:visibility="filter"' if number in hidden else ""
        columns = "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p>'
            "</table:table-cell>"
            for text in row
        )
        xml.append(f"<table:table-row{visibility}>{columns}</table:table-row>")
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ["office", "table", "text"]
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="List">{"".join(xml)}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            "<manifest:manifest "
            'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" '
            'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
            "</manifest:manifest>",
        )
    return file.getvalue()


# Formats


@pytest.mark.parametrize(
    ("read_as", "content"),
    [
        ("XLS", XLS),
        ("ODS", ods_file(USUAL, PHUONG)),
        ("XLSX", xlsx_file(USUAL, PHUONG)),
        ("CSV, UTF-8, |", csv_file(USUAL, PHUONG, separator="|")),
    ],
)
def test_a_vietnamese_list_is_understood_in_every_format(read_as, content):
    assert sheets.read(content).read_as == read_as
    person = cells(content)
    assert (person["family_name"], person["given_name"]) == ("Nguyễn", "Thị Phượng")
    assert person["title_vi"] == "Vụ trưởng"
    assert person["institution_vi"] == "Bộ Khoa học và Công nghệ"
    assert person["email"] == "phuong@example.org"


def test_a_number_that_lost_its_zero_gets_it_back_where_the_person_is_vietnamese():
    assert cells(XLS)["phone"] == "+84 912 345 678"
    headings = ["Name", "E-mail", "Mobile Phone"]
    abroad = xlsx_file(headings, ["John Smith", "a@example.org", 912345678])
    assert cells(abroad)["phone"] == "912345678"


def test_excels_own_first_line_and_tabs_are_read():
    content = b"sep=;\r\n" + csv_file(USUAL, PHUONG, separator=";")
    assert cells(content)["family_name"] == "Nguyễn"
    assert cells(csv_file(USUAL, PHUONG, separator="\t"))["family_name"] == "Nguyễn"


def test_a_list_in_another_alphabet_that_is_not_unicode_is_read():
    rows = [["ФИО", "Email"], *[["Иванов Пётр Сергеевич", f"p{n}@example.org"] for n in range(30)]]
    sheet = sheets.read(csv_file(*rows, encoding="cp1251"))
    assert sheet.rows[0].whole == "Иванов Пётр Сергеевич"


def test_the_value_that_a_formula_had_when_it_was_saved_is_taken():
    def put(book):
        book.active["D2"] = "=1"

    content = xlsx_file(USUAL, PHUONG, change=put)
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            saved = b'<c r="D2" t="str"><f>1</f><v>saved@example.org</v></c>'
            before, _cell, after = part.partition(b'<c r="D2"')
            end = after.partition(b"</c>")[2]
            new.writestr(name, before + saved + end if _cell else part)
    assert cells(file.getvalue())["email"] == "saved@example.org"


def test_texts_that_were_quoted_twice_lose_their_quotation_marks():
    content = b'" ""Name"""," ""Email"""\r\n" ""Tan, Mei"""," ""m@example.org"""'
    assert cells(content)["family_name"] == "Tan"
    assert cells(b'Name, Email\r\n"Tan, Mei", "m@example.org"')["email"] == "m@example.org"


def test_portuguese_names_in_windows_1252_are_no_vietnamese_ones():
    content = csv_file(["Name", "Email"], ["João Simões", "j@example.org"], encoding="cp1252")
    assert sheets.read(content).read_as == "CSV, Windows-1252, comma"
    assert cells(content)["given_name"] == "João"
    vietnamese = "Nguyễn Thị Phượng"
    for at, char in [("ễ", "ê\u0303"), ("ị", "i\u0323"), ("ượ", "ươ\u0323")]:
        vietnamese = vietnamese.replace(at, char)
    content = csv_file(["Name", "Email"], [vietnamese, "p@example.org"], encoding="cp1258")
    assert cells(content)["given_name"] == "Thị Phượng"


# Where the list is


def test_titles_numbers_and_headings_between_people_are_no_people():
    content = xlsx_file(
        ["BỘ KHOA HỌC VÀ CÔNG NGHỆ"],
        ["DANH SÁCH ĐẠI BIỂU THAM DỰ"],
        [],
        ["STT", *USUAL],
        ["(1)", "(2)", "(3)", "(4)", "(5)"],
        ["I. Các bộ", None, None, None, None],
        [1, *PHUONG],
        ["STT", *USUAL],
        ["Tổng số: 1 đại biểu"],
        merge=["A6:E6"],
    )
    sheet = sheets.read(content)
    assert [row.number for row in sheet.rows] == [7]
    assert sheet.left_out == [(6, "I. Các bộ"), (9, "Tổng số: 1 đại biểu")]
    assert sheet.ignored == []


def test_headings_in_two_rows_are_read_together():
    content = xlsx_file(
        ["No.", "Name", None, "Contact", None],
        [None, "Family name", "Given name", "E-mail", "Tel."],
        [1, "Tan", "Mei", "mei@example.org", "+65 1"],
        merge=["A1:A2", "B1:C1", "D1:E1"],
    )
    assert cells(content) == {
        "family_name": "Tan",
        "given_name": "Mei",
        "email": "mei@example.org",
        "phone": "+65 1",
    }


def test_an_institution_merged_over_its_people_is_theirs():
    content = xlsx_file(
        ["Name", "Organisation", "E-mail"],
        ["Mei Tan", "Agency", "mei@example.org"],
        ["John Smith", None, "john@example.org"],
        ["Ana Costa", "Other", "ana@example.org"],
        merge=["B2:B3"],
    )
    found = [row.cells["institution_en"] for row in sheets.read(content).rows]
    assert found == ["Agency", "Agency", "Other"]


def test_a_cover_sheet_and_a_hidden_one_are_passed_over():
    def more(book):
        cover = book.create_sheet("Cover", 0)
        cover.append(["List of participants"])
        old = book.create_sheet("Old")
        old.append(USUAL)
        old.append(PHUONG)
        old.sheet_state = "hidden"

    assert cells(xlsx_file(USUAL, PHUONG, change=more))["family_name"] == "Nguyễn"


def test_of_two_lists_in_one_workbook_it_is_asked_which():
    def more(book):
        other = book.create_sheet("Companies")
        other.append(USUAL)
        other.append(["Trần Minh", "Giám đốc", "Công ty", "minh@example.org"])

    content = xlsx_file(USUAL, PHUONG, change=more)
    assert sheets.read(content).questions == ["sheet"]
    assert cells(content, sheet="Companies")["family_name"] == "Trần"


def hide(book):
    book.active.row_dimensions[3].hidden = True


HIDDEN = {
    "XLSX": xlsx_file(USUAL, PHUONG, ["Trần Minh", "", "", "minh@example.org"], change=hide),
    "ODS": ods_file(USUAL, PHUONG, ["Trần Minh", "", "", "minh@example.org"], hidden=[3]),
}


@pytest.mark.parametrize("kind", HIDDEN)
def test_of_rows_that_a_filter_hides_it_is_asked_whether_they_count(kind):
    sheet = sheets.read(HIDDEN[kind])
    assert (sheet.questions, sheet.hidden) == (["hidden"], 1)
    assert len(sheets.read(HIDDEN[kind], Choices(hidden="take")).rows) == 2
    assert len(sheets.read(HIDDEN[kind], Choices(hidden="leave")).rows) == 1


def test_a_list_without_headings_is_asked_about():
    content = csv_file(["Tan Mei", "mei@example.org"], ["John Smith", "john@example.org"])
    sheet = sheets.read(content)
    assert "headings" in sheet.questions
    decided = Choices(heading_row=0, columns={"1": "full_name", "2": "email"})
    assert [row.number for row in sheets.read(content, decided).rows] == [1, 2]


def test_a_list_without_addresses_is_asked_how_its_people_are_reached():
    content = csv_file(["Name", "Company"], ["Mei Tan", "Agency"])
    assert sheets.read(content).questions == ["address"]
    assert sheets.read(content, Choices(office="By telephone")).questions == []


# Headings


@pytest.mark.parametrize(
    ("headings", "values", "expected"),
    [
        (["Họ và tên / Full name", "Email (bắt buộc)"], ["Tan Mei", "m@example.org"],
         {"family_name": "Mei", "given_name": "Tan"}),
        (["Your name*", "Your work e-mail", "What company do you work for?"],
         ["Mei Tan", "m@example.org", "Agency"],
         {"family_name": "Tan", "institution_en": "Agency"}),
        (["Name", "Email", "Title"], ["Mei Tan", "m@example.org", "Dr."],
         {"form_of_address_en": "Dr."}),
        (["Name", "Email", "Title"], ["Mei Tan", "m@example.org", "Director"],
         {"title_en": "Director"}),
        (["Name", "Email", "Functional title", "Country/Region"],
         ["Mei Tan", "m@example.org", "Head of Unit", "Singapore"],
         {"title_en": "Head of Unit", "country": "Singapore"}),
        (["Họ và tên", "Danh xưng", "Hòm thư"], ["Trần Minh", "Ông", "m@example.org"],
         {"form_of_address_vi": "Ông", "family_name": "Trần"}),
        (["Name", "Affilliation", "E-mail"], ["Mei Tan", "Agency", "m@example.org"],
         {"institution_en": "Agency"}),
        (["Name", "Something else"], ["Mei Tan", "m@example.org"], {"email": "m@example.org"}),
        (["companyName", "firstName", "lastName", "emailAddress"],
         ["Agency", "Mei", "Tan", "m@example.org"], {"institution_en": "Agency"}),
        (["firstName", "secondName", "email"], ["Mei", "Tan", "m@example.org"],
         {"family_name": "Tan", "given_name": "Mei"}),
        (["Name", "Vorname", "E-Mail"], ["Tan", "Mei", "m@example.org"],
         {"family_name": "Tan", "given_name": "Mei"}),
        (["Nom", "Prénom", "Courriel"], ["Tan", "Mei", "m@example.org"],
         {"family_name": "Tan", "given_name": "Mei"}),
        (["Name", "Surname", "Email"], ["Mei", "Tan", "m@example.org"],
         {"family_name": "Tan", "given_name": "Mei"}),
        (["Full name", "Surname", "Email"], ["Mei Tan", "Tan", "m@example.org"],
         {"family_name": "Tan", "given_name": "Mei"}),
        (["Họ và tên đệm", "Tên", "Email"], ["Nguyễn Văn", "An", "m@example.org"],
         {"family_name": "Nguyễn", "given_name": "Văn An"}),
        (["EVT-FULL NAME", "EVT-EMAIL", "EVT-INSTITUTION", "EVT-DIET"],
         ["Mei Tan", "m@example.org", "Agency", "None"], {"institution_en": "Agency"}),
        (["Fornavn", "Efternavn", "E-mailadresse"], ["Mei", "Tan", "m@example.org"],
         {"family_name": "Tan", "given_name": "Mei"}),
        (["Фамилия", "Имя", "Отчество", "Должность", "Эл. почта"],
         ["Петров", "Иван", "Ильич", "директор", "m@example.org"],
         {"family_name": "Петров", "given_name": "Иван Ильич", "title_en": "директор"}),
        (["이름", "소속", "직책", "이메일"], ["김민수", "Agency", "Head", "m@example.org"],
         {"institution_en": "Agency", "title_en": "Head"}),
        (["ชื่อ", "นามสกุล", "ตำแหน่ง", "หน่วยงาน", "อีเมล"],
         ["Mei", "Tan", "Head", "Agency", "m@example.org"], {"title_en": "Head"}),
    ],
)  # fmt: skip
def test_headings_are_understood_as_people_write_them(headings, values, expected):
    assert expected.items() <= one(headings, values).items()


EXPORTS = {
    "Indico": (
        "ID,Name,First Name,Last Name,Email Address,Title,Affiliation,Position,Phone Number,"
        "Country",
        "7,Mei Tan,Mei,Tan,m@example.org,Dr,Agency,Head,+65 1,Singapore",
    ),
    "pretix": (
        "Order code,Position ID,Attendee name,Attendee name: Title,Attendee name: Given name,"
        "Attendee name: Family name,Attendee email,Company,Country,Product",
        "A1,1,Dr Mei Tan,Dr,Mei,Tan,m@example.org,Agency,SG,Ticket",
    ),
    "pretalx": ("ID,Name,E-Mail,Biography,Proposal IDs", "X1,Mei Tan,m@example.org,Writes,1"),
    "Luma": (
        "api_id,name,first_name,last_name,email,phone_number,created_at,approval_status,"
        "What company do you work for?",
        "g1,Mei Tan,Mei,Tan,m@example.org,+65 1,2027-01-01,approved,Agency",
    ),
    "Eventbrite": (
        "Order #,Order Date,Prefix,First Name,Surname,Email,Job Title,Company,Cell Phone,"
        "Ticket Type",
        "1,2027-01-01,Dr,Mei,Tan,m@example.org,Head,Agency,+65 1,Guest",
    ),
    "Google Contacts": (
        "First Name,Middle Name,Last Name,Name Prefix,Organization Name,Organization Title,Labels,"
        "E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value",
        "Mei,,Tan,Dr,Agency,Head,* myContacts,Work,m@example.org ::: second@example.org,Work,+65 1",
    ),
    "Outlook": (
        "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,"
        "Business Street,Business Country/Region,Business Phone,Mobile Phone,"
        "E-mail Address,E-mail Display Name",
        "Dr,Mei,,Tan,,Agency,Policy,Head,1 Road,Singapore,+65 1,+65 2,m@example.org,Mei",
    ),
    "MS Forms": (
        "ID,Start time,Completion time,Email,Name,Full name,Organisation,E-mail address",
        "1,1/1/2027,1/1/2027,anonymous,,Mei Tan,Agency,m@example.org",
    ),
}


@pytest.mark.parametrize("program", EXPORTS)
def test_what_other_programs_export_is_understood(program):
    sheet = sheets.read("\r\n".join(EXPORTS[program]).encode())
    assert sheet.questions == []
    person = sheet.rows[0].cells
    assert sheet.rows[0].problems == {}
    assert (person["family_name"], person["given_name"]) == ("Tan", "Mei")
    assert person["email"] == "m@example.org"
    if program != "pretalx":
        assert person["institution_en"] == "Agency"


@pytest.mark.parametrize(
    "heading", ["Buyer Email", "Paid by (email)", "Emergency contact email", "Last contact"]
)
def test_what_is_said_of_somebody_else_is_not_the_guests(heading):
    content = csv_file(
        ["Name", "Last name", "Email", heading], ["Mei", "Tan", "m@example.org", "b@example.org"]
    )
    person = sheets.read(content).rows[0].cells
    assert "b@example.org" not in person.values()


def test_the_number_of_a_row_is_never_called_unknown():
    content = csv_file(["STT", "Họ và tên", "Email"], ["1", "Trần Minh", "m@example.org"])
    assert sheets.read(content).ignored == []
    decided = Choices(columns={"1": "", "2": "full_name", "3": "email"})
    assert sheets.read(content, decided).ignored == []


def test_what_a_program_says_of_an_organisation_is_not_its_name():
    headings = ["Given Name", "Family Name", "E-mail 1 - Value", "Organization 1 - Type",
                "Organization 1 - Name", "Organization 1 - Yomi Name",
                "Organization 1 - Symbol"]  # fmt: skip
    person = one(headings, ["Mei", "Tan", "m@example.org", "Work", "Agency", "x", "AG"])
    assert person["institution_en"] == "Agency"
    assert "note" not in person
    assert "institution_kind" not in person


def test_a_count_of_people_is_no_name():
    content = csv_file(["Month", "Participants", "Email"], ["May", "12", "m@example.org"])
    assert sheets.read(content).places.keys() == {"email"}


def test_columns_without_headings_are_proposed_by_what_is_in_them():
    content = csv_file(
        ["1", "Mei Tan", "mei@example.org", "+65 6123 4567"],
        ["2", "John O’Brien", "john@example.org", "+65 6123 4568"],
        ["3", "Trần Thị Minh", "minh@example.org", "+84 24 3822 0000"],
    )
    assert sheets.read(content).meanings == {1: "", 2: "full_name", 3: "email", 4: "phone"}


def test_it_is_asked_how_the_many_without_an_address_are_reached():
    rows = [["Mei Tan", "mei@example.org"], *[[name, ""] for name in ["John", "Ana", "Abel"]]]
    content = csv_file(["Name", "Email"], *rows)
    assert sheets.read(content).questions == ["few_addresses"]
    assert len(sheets.read(content).without_address) == 3
    assert sheets.read(content, Choices(office="By telephone")).questions == []
    decided = Choices(columns={"1": "full_name", "2": "email"})
    assert sheets.read(content, decided).questions == []
    single = csv_file(["Name", "Email"], *rows[:3])
    assert sheets.read(single).questions == []


def test_another_row_of_headings_may_be_chosen_although_nothing_is_understood_below():
    content = csv_file(["HONV", "TENNV"], ["Trần", "Minh"])
    assert sheets.read(content, Choices(heading_row=2)).rows == []


def test_a_heading_that_was_explained_once_is_understood():
    content = csv_file(["Name", "Ministerium", "E-mail"], ["Mei Tan", "Agency", "m@example.org"])
    assert sheets.read(content).ignored == ["Ministerium"]
    known = sheets.read(content, remembered={"ministerium": "institution_en"})
    assert known.rows[0].cells["institution_en"] == "Agency"
    assert known.ignored == []


# Cells


@pytest.mark.parametrize(
    ("cell", "address", "copy"),
    [
        ("Mei Tan <mei@example.org>", "mei@example.org", None),
        ("mailto:mei@example.org", "mei@example.org", None),
        ("mei@example.org; office@example.org", "mei@example.org", "office@example.org"),
        ("mei@example.org\noffice@example.org", "mei@example.org", "office@example.org"),
        ("mei@example.org (office@example.org)", "mei@example.org", "office@example.org"),
        (" mei@example.org. ", "mei@example.org", None),
    ],
)
def test_addresses_are_found_in_their_cells(cell, address, copy):
    person = one(["Family name", "Email"], ["Tan", cell])
    assert (person["email"], person.get("cc_email")) == (address, copy)


def test_a_third_address_and_a_second_telephone_are_not_lost():
    headings = ["Name", "Email", "Business phone", "Mobile phone", "Dietary requirements"]
    row = ["Mei Tan", "a@example.org, b@example.org, c@example.org", "+65 1", "+65 2", "Vegetarian"]
    note = one(headings, row)["note"]
    assert note.splitlines() == [
        "Email: c@example.org",
        "Mobile phone: +65 2",
        "Dietary requirements: Vegetarian",
    ]


def test_a_name_beside_the_address_is_the_name_where_there_is_no_other():
    content = csv_file(["Email", "Company"], ["Mei Tan <mei@example.org>", "Agency"])
    assert cells(content)["family_name"] == "Tan"
    person = one(["Name", "Company"], ["Mei Tan <mei@example.org>", "Agency"], office="x")
    assert (person["family_name"], person["email"]) == ("Tan", "mei@example.org")


@pytest.mark.parametrize("content", [csv_file, xlsx_file])
def test_a_telephone_number_that_excel_shortened_is_refused_at_its_cell(content):
    row = sheets.read(
        content(["Name", "Email", "SĐT"], ["Mei Tan", "m@example.org", "8.49123E+10"])
    ).rows[0]
    assert "its last digits are lost" in row.problems["phone"][0]
    assert "phone" not in row.cells


def test_one_column_of_offices_in_two_languages_is_read_cell_by_cell():
    sheet = sheets.read(
        csv_file(
            ["Name", "Title", "Email"],
            ["Nguyễn Văn An", "Viện trưởng", "an@example.org"],
            ["Mei Tan", "Director", "mei@example.org"],
            ["Anna Berg", "Head of Policy", "anna@example.org"],
        ),
        Choices(),
    )
    offices = [(row.cells.get("title_en"), row.cells.get("title_vi")) for row in sheet.rows]
    assert offices == [(None, "Viện trưởng"), ("Director", None), ("Head of Policy", None)]
