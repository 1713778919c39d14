"""“GS.TS.” and “Dr” typed into a name are read out of it, everywhere names are typed."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from participants.models import Person, Signatory
from participants.names.forms_in_names import split
from participants.people.spreadsheets import import_plan, sheets
from tests import factories
from tests.participants.people.sheet_files import xlsx_file
from tests.participants.people.typed_names import add, nominated
from tests.reading import page

pytestmark = pytest.mark.usefixtures("clock", "user")


@pytest.mark.parametrize(
    ("typed", "form", "name"),
    [
        ("GS.TS. Nguyễn", "GS.TS.", "Nguyễn"),
        ("GS.TS.Nguyễn Văn A", "GS.TS.", "Nguyễn Văn A"),
        ("PGS. TS. Trần", "PGS. TS.", "Trần"),
        ("PGS TS Trần", "PGS TS", "Trần"),
        ("ThS. Lê", "ThS.", "Lê"),
        ("Tiến sĩ Võ Trường Nghĩa", "Tiến sĩ", "Võ Trường Nghĩa"),
        ("Phó Giáo sư, Tiến sĩ Hồ", "Phó Giáo sư, Tiến sĩ", "Hồ"),
        ("Ông Nguyễn Văn A", "Ông", "Nguyễn Văn A"),
        ("Dr Nguyen", "Dr", "Nguyen"),
        ("DR. NGUYEN", "DR", "NGUYEN"),
        ("Dr.Tan", "Dr", "Tan"),
        ("H.E. Mr", "H.E. Mr", ""),
        ("H.E. Mr. Chea", "H.E. Mr", "Chea"),
        ("HE Mr Chea", "HE Mr", "Chea"),
        ("Mr.", "Mr", ""),
        ("Mr", "Mr", ""),
        ("Prof. Dr. Weber", "Prof. Dr", "Weber"),
        ("Assoc. Prof. Ngọc", "Assoc. Prof.", "Ngọc"),
        # Names, or what stays with them.
        ("HE Wei", "", "HE Wei"),
        ("He", "", "He"),
        ("Hon", "", "Hon"),
        ("Ông", "", "Ông"),
        ("Bà", "", "Bà"),
        ("Tuan", "", "Tuan"),
        ("TS", "", "TS"),
        ("Drake", "", "Drake"),
        ("Mson", "", "Mson"),
        ("Sri Mulyani", "", "Sri Mulyani"),
        ("U Zaw Min Htet", "", "U Zaw Min Htet"),
        ("Dato’ Ahmad", "", "Dato’ Ahmad"),
        ("Profumo", "", "Profumo"),
        ("Bách", "", "Bách"),
        ("Giáo", "", "Giáo"),
        ("Msimang", "", "Msimang"),
    ],
)
def test_what_is_a_form_and_what_is_a_name(typed, form, name):
    assert split(typed) == (form, name)


def test_the_form_of_a_person_reads_it_out(client):
    fields = {"family_name": "GS.TS. Lê", "form_of_address_en": ""}
    assert add(client, **fields).status_code == 302
    person = Person.objects.get()
    assert (person.family_name, person.form_of_address_vi) == ("Lê", "GS.TS.")
    assert person.has_form_in("en")


def test_another_form_is_refused_and_what_was_typed_stays(client):
    answer = add(client, given_name="Dr. Thị Minh Hạnh", form_of_address_en="Ms")
    text = page(answer)
    assert "“Dr” is no part of the name, and “Ms” is given as form of address." in text
    assert 'value="Dr. Thị Minh Hạnh"' in text
    assert not Person.objects.exists()


@pytest.mark.parametrize("known", ["Prof. Dr", "Dr"])
def test_what_the_form_of_address_says_already_is_left_out_of_the_name(client, known):
    add(client, given_name="Dr. Thị Minh Hạnh", form_of_address_en=known)
    person = Person.objects.get()
    assert (person.given_name, person.form_of_address_en) == ("Thị Minh Hạnh", known)


@pytest.mark.parametrize("field", ["display_name_en", "addressed_as", "sorted_under"])
def test_names_for_one_use_have_none_either(field):
    person = factories.person(form_of_address_en="", **{field: "Dr Nghĩa"})
    person.clean_fields()
    assert (getattr(person, field), person.form_of_address_en) == ("Nghĩa", "Dr")


def test_a_form_alone_is_no_name(client):
    answer = add(client, family_name="Mr.", given_name="", form_of_address_en="")
    assert "Please give a family name or a given name." in page(answer)


def test_a_nominee_is_named_without_it(client, dialogue):
    delegation = factories.delegation(dialogue)
    seat = factories.invitation(dialogue, "invited", delegation=delegation)
    client.post(delegation.page_path, nominated(seat, family_name="Dr. Tan", given_name="Budi"))
    nomination = seat.nominations.get()
    assert (nomination.family_name, nomination.form_of_address) == ("Tan", "Dr")


def test_a_nominee_with_two_forms_is_asked_about(client, dialogue):
    delegation = factories.delegation(dialogue)
    seat = factories.invitation(dialogue, "invited", delegation=delegation)
    typed = nominated(seat, family_name="Dr. Tan", given_name="Budi", form_of_address="Ms")
    text = client.post(delegation.page_path, typed).content.decode()
    assert "“Dr” is no part of the name" in text and 'value="Dr. Tan"' in text
    assert not seat.nominations.exists()


def test_an_import_reads_it_out_and_shows_it(db):
    rows = [
        ["Family name", "Given name", "Email address", "Form of address (English)"],
        ["PGS.TS. Trần", "Minh", "minh@example.org", ""],
        ["Mr. Tan", "Budi", "budi@example.org", "Ms"],
    ]
    made = import_plan.plan(sheets.read(xlsx_file(*rows)), None)
    first, second = made.outcomes
    assert (first.person.family_name, first.person.form_of_address_vi) == ("Trần", "PGS.TS.")
    assert not first.problems
    assert "“Mr” is no part of the name: “Ms” is the form of address." in str(second.problems)


def test_a_signatory_is_named_without_academic_title(client, dialogue):
    values = {
        "dialogue": dialogue.pk,
        "name": "GS.TS. Nguyễn Văn An",
        "office_en": "Deputy Minister",
        "office_vi": "Thứ trưởng",
        "position": 0,
    }
    text = page(client.post(reverse("admin:participants_signatory_add"), values))
    assert "without academic title or honour: “Nguyễn Văn An”" in text
    assert 'value="GS.TS. Nguyễn Văn An"' in text
    assert not Signatory.objects.exists()
    with pytest.raises(ValidationError):
        Signatory(name="Dr An", office="x").clean()
