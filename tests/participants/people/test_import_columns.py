"""The pages of an import: what is asked, what is remembered, what is given back."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from participants.models import HeadingMeaning, Invitation, PeopleUpload, Person
from tests import factories
from tests.participants.people.sheet_files import csv_file, xlsx_file
from tests.reading import page

UPLOAD = reverse("admin:people_import")
HEADINGS = ["Họ và tên", "Email", "Cơ quan chủ quản"]
ROW = ["Nguyễn Thị Phượng", "phuong@example.org", "Bộ Khoa học và Công nghệ"]


def send(client, content, dialogue=None, name="list.xlsx"):
    data = {"file": SimpleUploadedFile(name, content), "dialogue": dialogue.pk if dialogue else ""}
    return client.post(UPLOAD, data, follow=True)


def columns_of(pk=None):
    return reverse("admin:people_import_columns", args=[pk or PeopleUpload.objects.get().pk])


def say(client, **fields):
    """Fill in the page of columns as it is on screen, with these fields changed."""
    form = client.get(columns_of()).context["form"]
    shown = {field.html_name: field.value() or "" for field in form if field.name != "remember"}
    shown |= {"shown_sheet": form.sheet.name, "shown_row": form.sheet.heading_row}
    return client.post(columns_of(), shown | {"remember": "on"} | fields, follow=True)


def decide(client, response, **fields):
    plan = response.context["plan"]
    seen = plan["fingerprint"] if isinstance(plan, dict) else plan.fingerprint
    return client.post(response.request["PATH_INFO"], {"seen": seen, **fields}, follow=True)


def test_a_column_that_is_not_understood_is_said_and_explained_once(client, user):
    response = send(client, csv_file(HEADINGS, ROW))
    text = page(response)
    assert "left out: Cơ quan chủ quản" in text
    assert columns_of() in text
    text = page(say(client, **{"column-3": "institution_vi"}))
    assert "“Bộ Khoa học và Công nghệ”" in text
    kept = HeadingMeaning.objects.get()
    assert (kept.heading, kept.column, kept.decided_by) == (HEADINGS[2], "institution_vi", user)
    PeopleUpload.objects.all().delete()
    assert "left out" not in page(send(client, csv_file(HEADINGS, ROW)))


def test_a_wrong_guess_is_corrected_and_remembered_until_it_is_taken_back(client, user):
    rows = csv_file(["Name", "Email", "Delegation"], ["Mei Tan", "m@example.org", "Red team"])
    send(client, rows)
    assert "Red team" not in page(say(client, **{"column-3": ""}))
    assert HeadingMeaning.objects.get().column == ""
    PeopleUpload.objects.all().delete()
    assert "Red team" not in page(send(client, rows))
    assert "Red team" in page(say(client, **{"column-3": "institution_en"}))
    assert not HeadingMeaning.objects.exists()


def test_a_heading_is_not_remembered_where_the_organiser_does_not_want_it(client, user):
    send(client, csv_file(HEADINGS, ROW))
    say(client, **{"column-3": "institution_vi", "remember": ""})
    assert not HeadingMeaning.objects.exists()


def test_a_list_without_addresses_says_through_which_office_its_people_are_reached(client, user):
    response = send(client, csv_file(["Name", "Organisation"], ["Mei Tan", "Agency"]))
    assert response.request["PATH_INFO"] == columns_of()
    assert "through which office" in page(response)
    refused = say(client)
    assert "Say which column holds the email addresses." in page(refused)
    decide(client, say(client, office="Protocol, 024 0000 0000"), confirmed="1")
    person = Person.objects.get()
    assert (person.reached_by, person.postal_address) == ("office", "Protocol, 024 0000 0000")


def test_what_holds_for_everybody_is_said_once_and_changes_nobody_who_is_known(
    client, user, dialogue
):
    category = factories.category(dialogue, name_en="Experts")
    known = factories.person(email="known@example.org", family_name="Tan", country="SG")
    rows = [["Name", "Email"], ["Trần Minh", "minh@example.org"], ["Tan Mei", known.email]]
    send(client, csv_file(*rows), dialogue)
    response = say(client, country="VN", language="vi", category=category.slug)
    assert "2 draft invitations will be created." in page(response)
    text = page(decide(client, response, confirmed="1"))
    assert f"dialogue__id__exact={dialogue.pk}" in text
    assert "Show the drafts" in text
    minh = Person.objects.get(email="minh@example.org")
    assert (minh.country, minh.language, minh.family_name) == ("VN", "vi", "Trần")
    known.refresh_from_db()
    assert (known.country, known.language) == ("SG", "en")
    assert Invitation.objects.filter(status="draft", category=category).count() == 2


def test_another_sheet_and_another_row_of_headings_can_be_chosen(client, user):
    def more(book):
        other = book.create_sheet("Second")
        for row in [["Draft"], ["Anh/chị", "Hộp"], ["Trần Minh", "minh@example.org"]]:
            other.append(row)

    send(client, xlsx_file(HEADINGS, ROW, change=more))
    response = say(client, sheet="Second")
    assert "These are the columns as they are now." in page(response)
    form = response.context["form"]
    fields = {"shown_sheet": "Second", "shown_row": form.sheet.heading_row, "sheet": "Second"}
    response = client.post(columns_of(), {**fields, "heading_row": "2"}, follow=True)
    assert response.context["form"].sheet.texts == {1: "Anh/chị", 2: "Hộp"}
    fields |= {"shown_row": "2", "heading_row": "2"}
    fields |= {"column-1": "full_name", "column-2": "email"}
    response = client.post(columns_of(), fields, follow=True)
    assert "1 new, 0 changed" in page(response)


def test_hidden_rows_are_asked_about(client, user):
    def hide(book):
        book.active.row_dimensions[3].hidden = True

    other = ["Trần Minh", "minh@example.org", "Bộ"]
    response = send(client, xlsx_file(HEADINGS, ROW, other, change=hide))
    assert "Some rows are hidden in the file" in page(response)
    assert "Say whether the hidden rows belong to the list." in page(say(client))
    assert "1 new" in page(say(client, hidden="leave"))
    assert "2 new" in page(say(client, hidden="take"))


# Names


def test_a_divided_name_is_shown_and_corrected_before_anything_is_written(client, user):
    response = send(client, csv_file(HEADINGS[:2], ["Mei Tan", "m@example.org"]))
    assert 'value="Tan | Mei"' in page(response)
    again = decide(client, response, corrected="1", **{"name-2": "Mei | Tan"})
    assert "Please check the rows." in page(again)
    assert 'value="Mei | Tan"' in page(again)
    assert not Person.objects.exists()
    decide(client, again, confirmed="1", **{"name-2": "Mei | Tan"})
    person = Person.objects.get()
    assert (person.family_name, person.given_name) == ("Mei", "Tan")


def test_all_names_of_a_list_can_be_divided_the_other_way(client, user):
    send(client, csv_file(HEADINGS[:2], ["Mei Tan", "m@example.org"]))
    assert 'value="Mei | Tan"' in page(say(client, order="family_first"))


# Good rows and bad ones


def test_the_good_rows_are_imported_and_the_others_come_back_with_the_reasons(
    client, user, dialogue
):
    category = factories.category(dialogue)
    good = ["Trần Minh", "minh@example.org", category.slug]
    bad = ["Lê Hoa", "hoa@@example.org", category.slug]
    response = send(client, csv_file(["Họ và tên", "Email", "Nhóm"], bad, good), dialogue)
    text = page(response)
    assert "1 draft invitation will be created." in text
    assert text.index("hoa@@example.org") < text.index("minh@example.org")
    response = decide(client, response, good="1")
    text = page(response)
    assert "Imported: 1 new, 0 changed, 0 unchanged." in text
    assert "The others are saved. 1 row is left" in text
    assert [person.email for person in Person.objects.all()] == ["minh@example.org"]
    rest = PeopleUpload.objects.get()
    file = client.get(reverse("admin:people_import_refused", args=[rest.pk]))
    book = load_workbook(io.BytesIO(file.content))
    headings, row = book.active.values
    assert headings == ("Why it was not imported", "Họ và tên", "Email", "Nhóm")
    assert row[0].startswith("Row 2\nB2, Email: Enter a valid email address.")
    book.active["C2"] = "hoa@example.org"
    mended = io.BytesIO()
    book.save(mended)
    decide(client, send(client, mended.getvalue(), dialogue), confirmed="1")
    assert Person.objects.get(email="hoa@example.org").family_name == "Lê"


def test_what_was_said_of_the_list_stays_with_the_rows_that_come_back(client, user):
    rows = [["Wer", "Wo", "E-mail"], ["Mei Tan", "Agency", "no"], ["Lê Hoa", "X", "h@example.org"]]
    send(client, csv_file(*rows))
    response = say(client, **{"column-1": "full_name", "column-2": "institution_en",
                              "country": "SG", "remember": ""})  # fmt: skip
    decide(client, response, good="1")
    file = client.get(reverse("admin:people_import_refused", args=[PeopleUpload.objects.get().pk]))
    headings, row = load_workbook(io.BytesIO(file.content)).active.values
    assert headings[1:] == ("Country", "Whole name in one cell", "Institution (English)", "E-mail")
    assert row[1:] == ("SG", "Mei Tan", "Agency", "no")


def test_the_refused_rows_can_be_taken_away_before_anything_is_imported(client, user):
    send(client, csv_file(["Name", "Email"], ["Mei Tan", "no"], ["Lê Hoa", "h@example.org"]))
    pk = PeopleUpload.objects.get().pk
    file = client.get(reverse("admin:people_import_refused", args=[pk]))
    assert len(list(load_workbook(io.BytesIO(file.content)).active.values)) == 2
    assert not Person.objects.exists()


# Two people behind one address


def test_two_people_behind_one_address_are_imported_if_it_is_an_offices(client, user):
    rows = [["Name", "Email"], ["Mei Tan", "office@example.org"], ["Lê Hoa", "OFFICE@example.org"]]
    response = send(client, csv_file(*rows))
    assert "The address is also that of row 2 of this file: Tan Mei." in page(response)
    assert "Nothing was imported" in page(decide(client, response, confirmed="1"))
    decide(client, response, confirmed="1", agreed=["3"])
    first, second = Person.objects.order_by("pk")
    assert (first.email, second.email, second.reached_by) == ("office@example.org", "", "office")
    assert "OFFICE@example.org" in second.postal_address
    assert "2 unchanged" in page(send(client, csv_file(*rows)))


def test_a_known_person_is_not_renamed_by_whoever_shares_the_address(client, user):
    known = factories.person(email="office@example.org", family_name="Tan", given_name="Mei")
    response = send(client, csv_file(["Name", "Email"], ["Lê Hoa", known.email]))
    assert "The address is also that of" in page(response)
    decide(client, response, good="1", agreed=["2"])
    known.refresh_from_db()
    assert known.family_name == "Tan"
    assert Person.objects.get(email="").family_name == "Lê"


def test_the_dialogue_stays_chosen_for_another_file(client, user, dialogue):
    text = page(send(client, csv_file(HEADINGS, ROW), dialogue))
    assert f"{UPLOAD}?dialogue={dialogue.pk}" in text
    form = client.get(f"{UPLOAD}?dialogue={dialogue.pk}").context["form"]
    assert form["dialogue"].value() == dialogue.pk


@pytest.mark.parametrize("name", ["people_import_columns", "people_import_refused"])
def test_an_upload_that_is_gone_leads_back_to_the_first_page(client, user, name):
    response = client.get(reverse(f"admin:{name}", args=[999]), follow=True)
    assert "already been dealt with or has expired" in page(response)
