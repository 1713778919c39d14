"""The columns by which names are ordered are right, whatever wrote the row."""

import importlib

import pytest
from django.apps import apps
from django.urls import reverse
from simple_history.utils import bulk_create_with_history

from dialogue.personal_data.subjects import ERASED_DOMAIN
from participants.models import Nomination, Organisation, Person
from participants.names import customs
from participants.names.given import FullName
from participants.names.sort_keys import sort_key
from participants.personal_data import erasure
from participants.states import Status
from participants.workflow import nominations, transitions
from tests import factories

BY = transitions.Actor(transitions.Door.COMMAND, "a test")


def assert_in_order():
    """Nobody's columns differ from what their other fields say."""
    people = Person.objects.exclude(email__endswith=f"@{ERASED_DOMAIN}")
    for person in people.select_related("organisation"):
        country = person.country.code or (person.organisation and person.organisation.country.code)
        assert person.listed_country == (country or "")
        name = FullName(person.family_name, person.given_name, person.listed_country)
        name = FullName(*[name.family, name.given, name.country], sorted_under=person.sorted_under)
        assert person.sort_key == customs.key(name) != ""
    assert Person.objects.keep_order() == 0
    for row in Organisation.objects.all():
        assert (row.sort_key_en, row.sort_key_vi) == (sort_key(row.name_en), sort_key(row.name_vi))


def test_by_saving_by_hundreds_and_with_history(db):
    factories.person(family_name="Đặng", given_name="An", country="VN")
    rows = [Person(family_name=f"Lê {n}", email=f"{n}@example.org") for n in range(3)]
    Person.objects.bulk_create(rows[:2])
    bulk_create_with_history(rows[2:], Person)
    assert_in_order()


def test_by_changing_many_at_once(db):
    people = [factories.person(country=code) for code in ["TL", "", "VN"]]
    Person.objects.update(family_name="da Costa Ximenes")
    assert_in_order()
    Person.objects.filter(pk=people[0].pk).update(sorted_under="Costa")
    assert_in_order()
    Person.objects.filter(country="").update(organisation=None)
    assert_in_order()
    for person in people:
        person.refresh_from_db()
        person.country = "PT"
    Person.objects.bulk_update(people, ["country"])
    assert_in_order()


def test_by_approving_somebody_who_was_known_without_a_country(dialogue):
    known = factories.person(
        family_name="da Costa Ximenes", given_name="Ana", country="", organisation=None
    )
    delegation = factories.delegation(dialogue)
    seat = factories.invitation(dialogue, Status.INVITED, delegation=delegation, person=None)
    nominations.nominate(seat, BY, factories.nomination(email=known.email, country="TL"))
    nominations.approve(seat, BY)
    known.refresh_from_db()
    assert known.listed_country == "TL"
    assert_in_order()


def test_when_an_institution_moves_to_another_country(client, user):
    institution = factories.organisation(country="")
    factories.person(country="", organisation=institution, family_name="da Costa Ximenes")
    fields = {"name_en": "Agency", "name_vi": "Cục", "country": "TL", "website": ""}
    path = reverse("admin:participants_organisation_change", args=[institution.pk])
    assert client.post(path, fields).status_code == 302
    assert Person.objects.get().listed_country == "TL"
    assert_in_order()


def test_nothing_of_a_name_is_left_in_its_key_after_erasing(dialogue):
    person = factories.person(family_name="Đặng", native_name="鄧", addressed_as="An")
    erasure.erase(person, BY)
    person.refresh_from_db()
    kept = [person.sort_key, person.native_name, person.addressed_as, person.family_name]
    assert kept == ["", "", "", ""]
    assert Person.objects.keep_order() == 0


def test_the_migration_fills_old_rows_and_leaves_out_names_that_are_none(db):
    factories.person(family_name="-", given_name="Sutrisnadi", country="", email="a@example.org")
    factories.person(family_name="Đặng", given_name="An", country="VN")
    Person.objects.update(sort_key="", listed_country="")
    Organisation.objects.update(sort_key_en="", sort_key_vi="")
    importlib.import_module("participants.migrations.0013_keys_of_names").fill(apps, None)
    assert Person.objects.get(email="a@example.org").family_name == ""
    assert_in_order()


@pytest.mark.parametrize("model", [Person, Nomination])
def test_a_name_of_120_letters_has_room_and_a_longer_one_is_refused_with_its_length(model):
    for field in ["family_name", "given_name"]:
        assert model._meta.get_field(field).max_length >= 120
