"""What an organiser corrects on the page of the rows, and what is kept of it."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from participants.models import Invitation, PeopleUpload, Person
from participants.names import customs
from tests import factories
from tests.participants.people.sheet_files import csv_file
from tests.reading import page, soup

UPLOAD = reverse("admin:people_import")
HEADINGS = ["Full name", "Email", "Country"]
MEI = ["Mei Tan", "mei@example.org", "Singapore"]
MIN_JUN = ["Min-jun Kim", "kim@example.org", "Korea"]


def send(client, *rows, dialogue=None):
    file = SimpleUploadedFile("list.csv", csv_file(*rows))
    data = {"file": file, "dialogue": dialogue.pk if dialogue else ""}
    return client.post(UPLOAD, data, follow=True)


def decide(client, response, **fields):
    seen = response.context["plan"].fingerprint
    return client.post(response.request["PATH_INFO"], {"seen": seen, **fields}, follow=True)


def test_a_category_for_all_is_offered_where_no_draft_would_be_made(client, user, dialogue):
    regulators = factories.category(dialogue, slug="regulator", name_en="Regulators")
    response = send(client, HEADINGS, MEI, dialogue=dialogue)
    text = page(response)
    assert "1 person has no category and gets no draft invitation." in text
    assert "Regulators" in text
    response = decide(client, response, corrected="1", **{"give-1": "regulator", "to-1": "without"})
    text = page(response)
    assert "1 draft invitation will be created." in text
    assert "has no category" not in text
    decide(client, response, confirmed="1")
    assert Invitation.objects.get().category == regulators


def test_people_without_a_category_are_named_after_the_import_too(client, user, dialogue):
    factories.category(dialogue, slug="regulator")
    text = page(decide(client, send(client, HEADINGS, MEI, dialogue=dialogue), confirmed="1"))
    assert "1 person has no category and so no draft invitation." in text
    assert "has no category" not in page(send(client, HEADINGS, MEI))


def test_a_category_of_another_dialogue_is_not_taken(client, user, dialogue):
    factories.category(dialogue, slug="regulator")
    factories.category(factories.dialogue(slug="other"), slug="foreign")
    response = send(client, HEADINGS, MEI, dialogue=dialogue)
    decide(client, response, corrected="1", **{"give-1": "foreign", "to-1": "without"})
    assert PeopleUpload.objects.get().choices["cells"] == {}


def test_it_says_in_which_language_people_are_written_to(client, user):
    guest = ["Nguyễn Thị Hoa", "hoa@example.org", "Viet Nam"]
    response = send(client, HEADINGS, MEI, guest, ["Le Ha", "ha@example.org", "VN"])
    assert "Letters: 2 Vietnamese, 1 English." in page(response)
    decide(client, response, confirmed="1")
    languages = dict(Person.objects.values_list("email", "language"))
    assert languages == {"mei@example.org": "en", "hoa@example.org": "vi", "ha@example.org": "vi"}


def test_a_known_person_keeps_the_language_and_the_division_that_were_corrected(client, user):
    known = factories.person(
        family_name="Yuki", given_name="Tanaka", email="yuki@example.org", country="VN"
    )
    response = send(client, HEADINGS, ["Tanaka Yuki", known.email, "VN"])
    assert "0 new, 0 changed, 1 unchanged" in page(response)
    response = send(client, HEADINGS, ["Tanaka Yuko", known.email, "VN"])
    assert "0 new, 1 changed, 0 unchanged" in page(response)


def test_a_country_that_may_be_two_is_chosen_in_its_row(client, user):
    response = send(client, HEADINGS, MIN_JUN)
    assert '<option value="KR">' in page(response)
    response = decide(client, response, corrected="1", **{"cell-2-country": "KR"})
    assert "1 new, 0 changed, 0 unchanged, 0 refused." in page(response)
    decide(client, response, confirmed="1")
    assert Person.objects.get().country == "KR"


@pytest.mark.parametrize(
    ("column", "cell", "typed"),
    [("email", 1, "kim@example.org"), ("country", 2, "Republic of Korea")],
)
def test_any_cell_that_is_refused_is_written_anew_in_its_row(client, user, column, cell, typed):
    row = [*MIN_JUN[:2], "Atlantis"] if column == "country" else ["Min-jun Kim", "kim@@x", "KR"]
    response = send(client, HEADINGS, row)
    assert f'value="{row[cell]}"' in page(response)
    response = decide(client, response, corrected="1", **{f"cell-2-{column}": "@@"})
    assert "1 refused." in page(response)
    response = decide(client, response, corrected="1", **{f"cell-2-{column}": typed})
    decide(client, response, confirmed="1")
    person = Person.objects.get()
    assert (person.email, person.country) == ("kim@example.org", "KR")


def test_a_cell_left_as_it_is_is_no_correction(client, user):
    response = send(client, HEADINGS, ["Min-jun Kim", "kim@@x", "KR"])
    decide(client, response, corrected="1", **{"cell-2-email": "kim@@x", "cell-2-country": "SG"})
    assert PeopleUpload.objects.get().choices["cells"] == {}


def test_the_rows_that_are_left_keep_their_numbers_and_corrections(client, user):
    response = send(client, HEADINGS, MEI, MIN_JUN)
    response = decide(client, response, good="1", **{"name-3": "Kim | Min Jun"})
    text = page(response)
    assert "The others are saved. 1 row is left: correct it here" in text
    assert "C3, Country" in text
    assert 'value="Kim | Min Jun"' in text
    for wrong in ["Nothing has been saved yet", "Some rows cannot be imported"]:
        assert wrong not in text
    upload = PeopleUpload.objects.get()
    file = client.get(reverse("admin:people_import_refused", args=[upload.pk]))
    _headings, row = load_workbook(io.BytesIO(file.content)).active.values
    assert row[0].startswith("Row 3\nC3, Country")
    decide(client, response, confirmed="1", **{"cell-3-country": "KR"})
    kim = Person.objects.get(email="kim@example.org")
    assert (kim.family_name, kim.given_name, kim.country) == ("Kim", "Min Jun", "KR")
    assert Person.objects.count() == 2
    assert not PeopleUpload.objects.exists()


def test_names_that_were_changed_are_imported_at_once(client, user):
    response = send(client, HEADINGS, ["Tan Kenji", "k@example.org", "JP"])
    decide(client, response, confirmed="1", **{"name-2": "Kenji | Tan"})
    person = Person.objects.get()
    assert (person.family_name, person.given_name) == ("Kenji", "Tan")


def test_names_are_not_imported_at_once_where_something_else_has_changed(client, user):
    response = send(client, HEADINGS, ["Tan Kenji", "k@example.org", "JP"])
    factories.person(email="k@example.org", family_name="Other")
    response = decide(client, response, confirmed="1", **{"name-2": "Kenji | Tan"})
    assert "What you wrote is taken over. Please check the rows." in page(response)
    assert Person.objects.get().family_name == "Other"


def test_a_name_that_is_divided_anew_for_a_corrected_country_is_shown_first(client, user):
    response = send(client, HEADINGS, ["Kim Min-jun", "kim@example.org", "Korea"])
    assert 'value="Min-jun | Kim"' in page(response)
    response = decide(client, response, good="1", **{"cell-2-country": "KR"})
    assert "Please check the rows." in page(response)
    assert 'value="Kim | Min-jun"' in page(response)
    assert not Person.objects.exists()


# What is proposed of what the list does not say


@pytest.mark.parametrize(
    ("whole", "parts", "shown"),
    [
        ("Tan Wei Ming", ("Tan", "Wei Ming"), "Tan Wei Ming"),
        ("Dr Lim Kian Seng", ("Lim", "Kian Seng"), "Lim Kian Seng"),
        ("Ng, Mei Ling", ("Ng", "Mei Ling"), "Ng Mei Ling"),
        ("Kelvin Goh Wei Ming", ("Goh", "Kelvin Wei Ming"), "Kelvin Goh Wei Ming"),
        ("Mei Tan", ("Tan", "Mei"), "Mei Tan"),
        ("Jane Smith", ("Smith", "Jane"), "Jane Smith"),
    ],
)
def test_a_chinese_name_of_singapore_keeps_the_order_of_the_list(client, user, whole, parts, shown):
    response = send(client, HEADINGS, [whole, "x@example.org", "Singapore"])
    decide(client, response, confirmed="1")
    person = Person.objects.get()
    assert (person.family_name, person.given_name) == parts
    for language in ["en", "vi"]:
        with translation.override(language):
            assert person.name == shown
    assert "0 new, 0 changed, 1 unchanged" in page(
        send(client, HEADINGS, [whole, "x@example.org", "Singapore"])
    )


def test_a_division_that_is_corrected_keeps_the_order_too(client, user):
    response = send(client, HEADINGS, ["Wei Tan Ming Hua", "x@example.org", "Malaysia"])
    decide(client, response, confirmed="1", **{"name-2": "Tan | Wei Ming Hua"})
    assert Person.objects.get().name == "Wei Tan Ming Hua"


@pytest.mark.parametrize(
    ("whole", "country", "form", "name"),
    [
        ("Daw Khin Mar Aye", "Myanmar", "Daw", "Khin Mar Aye"),
        ("U Win Myint", "Myanmar", "U", "Win Myint"),
        ("U Thant", "Myanmar", "", "U Thant"),
        ("Hj Ahmad bin Ali", "Brunei", "Hj", "Ahmad bin Ali"),
        ("Hajah Siti Nurhaliza", "Malaysia", "Hajah", "Siti Nurhaliza"),
    ],
)
def test_forms_of_address_of_the_region_are_no_part_of_the_name(
    client, user, whole, country, form, name
):
    decide(client, send(client, HEADINGS, [whole, "x@example.org", country]), confirmed="1")
    person = Person.objects.get()
    assert (person.form_of_address_en or "", person.name) == (form, name)


def test_a_form_of_address_is_taken_out_of_a_given_name_in_a_column_of_its_own(client, user):
    headings = ["Family name", "Given name", "Email", "Country"]
    response = send(client, headings, ["Haji", "Hj. Omar", "x@example.org", "Brunei"])
    decide(client, response, confirmed="1")
    person = Person.objects.get()
    assert (person.family_name, person.given_name) == ("Haji", "Omar")
    assert person.form_of_address_en == "Hj."


@pytest.mark.parametrize(
    ("institution", "country", "kind"),
    [
        ("UNDP", "", "international"),
        ("UN Women", "", "international"),
        ("ASEAN Secretariat", "", "international"),
        ("World Health Organization (WHO)", "", "international"),
        ("The United Nations Development Programme", "", "international"),
        ("Ngân hàng Thế giới", "", "international"),
        ("United Nations Association of Sweden", "SE", ""),
        ("Who Cares Ltd", "SE", ""),
        ("Ministry of Health", "SE", ""),
    ],
)
def test_an_international_institution_is_of_no_country(client, user, institution, country, kind):
    row = ["Jane Smith", "x@example.org", "Sweden", institution]
    response = send(client, [*HEADINGS, "Institution"], row)
    text = page(response)
    assert "1 institution is new." in text
    assert (f"{institution} (Sweden)" in text) is bool(country)
    decide(client, response, confirmed="1")
    made = Person.objects.get().organisation
    assert (str(made.country.code or ""), made.kind) == (country, kind)


def test_staff_of_an_international_institution_are_not_all_vietnamese(client, user):
    rows = [["Jane Smith", "jane@un.example", "VN", "UNDP"],
            ["Nguyễn Văn An", "an@un.example", "VN", "UNDP"]]  # fmt: skip
    text = page(send(client, [*HEADINGS, "Institution"], *rows))
    assert "Letters: 1 English, 1 Vietnamese." in text


# Columns and files


@pytest.mark.parametrize("heading", ["Group", "Role", "Department"])
def test_a_column_of_the_dialogues_categories_is_known_by_its_cells(
    client, user, dialogue, heading
):
    regulators = factories.category(dialogue, slug="regulator", name_en="Regulators")
    firms = factories.category(dialogue, slug="firm", name_en="Firms")
    rows = [[*MEI, "Firms"], ["Jane Smith", "jane@example.org", "Sweden", "regulators"]]
    response = send(client, [*HEADINGS, heading], *rows, dialogue=dialogue)
    assert "2 draft invitations will be created." in page(response)
    decide(client, response, confirmed="1")
    drafts = {one.person.email: one.category for one in Invitation.objects.all()}
    assert drafts == {"mei@example.org": firms, "jane@example.org": regulators}


def test_a_column_of_other_words_is_no_category(client, user, dialogue):
    factories.category(dialogue, slug="firm", name_en="Firms")
    response = send(client, [*HEADINGS, "Group"], [*MEI, "Red"], dialogue=dialogue)
    assert "left out: Group." in page(response)


def test_rows_that_were_given_back_ask_nothing_again(client, user):
    headings = ["Why it was not imported", *HEADINGS]
    rows = [["Row 3", f"Jane Smith{number}", "", "Sweden"] for number in range(3)]
    response = send(client, headings, *rows)
    assert response.request["PATH_INFO"].endswith("/preview/") or "plan" in response.context
    asked = send(client, HEADINGS, *[row[1:] for row in rows])
    assert "plan" not in asked.context


@pytest.mark.parametrize(
    ("whole", "parts", "shown", "addressed"),
    [
        ("Tan Wei Ling", "Tan | Wei Ling", "Tan Wei Ling", "Tan"),
        ("Chu Thị Lan Phương", "Chu | Thị Lan Phương", "Chu Thị Lan Phương", "Phương"),
        ("Nguyen Van An", "Nguyen | Van An", "Nguyen Van An", "An"),
        ("Lim Kok Wing", "Lim | Kok Wing", "Lim Kok Wing", "Lim"),
        ("Maria Santos", "Santos | Maria", "Maria Santos", "Santos"),
    ],
)
def test_a_name_of_an_unknown_country_keeps_the_order_in_which_it_was_written(
    client, user, whole, parts, shown, addressed
):
    response = send(client, ["Full name", "Email"], [whole, "one@example.org"])
    fields = {"name-2": parts, "cell-2-language": "en"}
    decide(client, response, confirmed="1", **fields)
    person = Person.objects.get()
    assert (person.name, f"{person.family_name} | {person.given_name}") == (shown, parts)
    assert customs.addressed(person.full_name) == addressed


def test_language_and_category_are_chosen_for_each_row(client, user, dialogue):
    firms = factories.category(dialogue, slug="firm", name_en="Firms")
    factories.category(dialogue, slug="press", name_en="Press")
    anna = ["Anna Berg", "anna@example.org", "Sweden"]
    response = send(client, HEADINGS, MEI, anna, dialogue=dialogue)
    chosen = {"cell-2-language": "vi", "cell-2-category": "press", "cell-3-category": "firm"}
    response = decide(client, response, corrected="1", **chosen)
    assert dict(response.context["plan"].letters) == {"English": 1, "Vietnamese": 1}
    selected = soup(response).select("select.offer option[selected]")
    assert [one["value"] for one in selected] == ["vi", "press", "en", "firm"]
    decide(client, response, confirmed="1", **{"cell-3-category": "press"})
    assert dict(Person.objects.values_list("given_name", "language")) == {"Mei": "vi", "Anna": "en"}
    assert {one.category.slug for one in Invitation.objects.all()} == {"press"}
    assert not firms.invitations.exists()


def test_of_somebody_known_and_invited_neither_is_asked(client, user, dialogue):
    factories.category(dialogue, slug="firm")
    known = factories.invitation(dialogue, "invited").person
    heading = ["Family name", "Given name", "Email"]
    row = [known.family_name, known.given_name, known.email]
    assert not soup(send(client, heading, row, dialogue=dialogue)).select("select.offer")


def test_the_rows_that_are_left_may_be_left_out(client, user, dialogue):
    factories.category(dialogue, slug="firm")
    rows = [[*HEADINGS, "Category"], [*MEI, "firm"], ["Mei Tan", "no address", "Singapore", "firm"]]
    response = decide(client, send(client, *rows, dialogue=dialogue), good="1")
    assert "Leave these rows out" in page(response)
    text = page(decide(client, response, discard="1"))
    assert "The rows were left out." in text and "Nothing was imported" not in text
    assert Person.objects.count() == 1 and not PeopleUpload.objects.exists()


def test_a_row_without_a_name_says_so(client, user):
    rows = [["+84 24", "a@example.org"], ["Mei Tan", "b@example.org"], ["Ana Lim", "c@example.org"]]
    text = page(send(client, ["Name", "Email"], *rows))
    assert "(no name)" in text
    assert "erased" not in text
