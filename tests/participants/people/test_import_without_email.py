"""Lists with people who have no email address: recognised by name and institution."""

import pytest

from participants.models import Person
from participants.people.spreadsheets import carrying_out, import_plan, sheets
from participants.people.spreadsheets.exports import PersonResource
from tests import factories
from tests.participants.people.sheet_files import people

ROW = {
    "family_name": "Tạ",
    "given_name": "Quang",
    "institution_en": "Institute of Example",
    "reached_by": "by telephone",
    "phone": "+84 24 1",
}


def plan(*rows):
    return import_plan.plan(sheets.read(people(*rows)), None)


def problems(outcome):
    return " ".join(text for _where, text in outcome.problems)


@pytest.mark.django_db
def test_a_person_without_an_address_is_imported_and_recognised_the_next_time():
    made = plan(ROW)
    assert [outcome.kind for outcome in made.outcomes] == ["new"]
    carrying_out.carry_out(made, "list.xlsx")
    (person,) = Person.objects.all()
    assert (person.email, person.reached_by, person.phone) == ("", "telephone", "+84 24 1")
    (again,) = plan({**ROW, "phone": "+84 24 2"}).outcomes
    assert (again.kind, again.matched_by) == ("changed", "name and institution")
    assert again.person == person
    (other,) = plan({**ROW, "institution_en": "Another one"}).outcomes
    assert other.matched_by == ""


@pytest.mark.django_db
def test_a_row_says_how_the_person_is_reached():
    bare = {name: ROW[name] for name in ["family_name", "given_name"]}
    cases = [
        ({**bare, "reached_by": ""}, "say in the column “Reached without email”"),
        ({**bare, "reached_by": "điện thoại"}, "telephone number by which they are reached"),
        ({**bare, "reached_by": "on paper"}, "Give the postal address"),
        ({**bare, "reached_by": "by pigeon"}, "is not recognised"),
    ]
    for row, wanted in cases:
        (outcome,) = plan({"email": "", **row}).outcomes
        assert wanted in problems(outcome)


@pytest.mark.django_db
def test_the_same_person_twice_and_two_people_of_one_name_are_asked():
    first, second = plan(ROW, ROW).outcomes
    assert first.problems == []
    assert "appear in row" in problems(second)
    carrying_out.carry_out(plan(ROW), "list.xlsx")
    twin = Person.objects.get()
    factories.person(
        email="",
        reached_by="telephone",
        phone="+84 24 3",
        family_name="Tạ",
        given_name="Quang",
        organisation=twin.organisation,
    )
    (outcome,) = plan(ROW).outcomes
    assert "Several people without an address" in problems(outcome)


@pytest.mark.django_db
def test_the_export_of_people_says_how_each_is_reached():
    carrying_out.carry_out(plan(ROW), "list.xlsx")
    row = PersonResource().export(Person.objects.all()).dict[0]
    assert row["Reached without email"] == "by telephone"
    assert row["Email address"] == ""
