"""Names and the order of countries."""

import pytest
from django.utils import translation

from participants.models import Invitation, Person
from participants.names.precedence import country_order
from tests import factories


def test_asean_countries_come_first_in_their_own_order_then_the_english_alphabet():
    order = country_order()
    assert order[:11] == ["BN", "KH", "ID", "LA", "MY", "MM", "PH", "SG", "TH", "TL", "VN"]
    assert order.index("AU") < order.index("DE") < order.index("JP") < order.index("GB")


@pytest.mark.parametrize("language", ["en", "vi"])
def test_people_are_ordered_by_country_then_precedence_in_any_language(db, language):
    for family_name, country, precedence in [
        ("Smith", "AU", 1),
        ("Nguyễn", "VN", 2),
        ("Trần", "VN", 1),
        ("Sok", "KH", 9),
        ("Nowhere", "", 1),
    ]:
        names = {"family_name": family_name, "country": country, "organisation": None}
        factories.person(**names, precedence=precedence)
    with translation.override(language):
        names = [person.family_name for person in Person.objects.in_protocol_order()]
    assert names == ["Sok", "Trần", "Nguyễn", "Smith", "Nowhere"]


def test_the_list_of_invitations_runs_category_country_precedence(dialogue):
    second = factories.category(dialogue, position=2)
    first = factories.category(dialogue, position=1)
    for family_name, country, category in [
        ("Tan", "SG", second),
        ("Sok", "KH", second),
        ("Lê", "VN", first),
    ]:
        person = factories.person(family_name=family_name, country=country)
        factories.invitation(dialogue, person=person, category=category)
    found = Invitation.objects.in_protocol_order()
    assert [i.person.family_name for i in found] == ["Lê", "Sok", "Tan"]


@pytest.mark.parametrize(("country", "name"), [("VN", "Trần Minh Đức"), ("PH", "Minh Đức Trần")])
def test_the_family_name_is_where_the_country_puts_it(db, country, name):
    person = factories.person(family_name="Trần", given_name="Minh Đức", country=country)
    assert person.name == name


def test_the_offices_own_wish_wins(db):
    person = factories.person(display_name_en="Dr Tran", display_name_vi="TS. Trần Đức")
    assert person.name == "Dr Tran"
    with translation.override("vi"):
        assert person.name == "TS. Trần Đức"


def test_a_letter_addresses_with_the_form_of_address(db):
    person = factories.person(
        family_name="Tan", given_name="Mei", country="SG", form_of_address_en="H.E."
    )
    assert person.addressed_name == "H.E. Mei Tan"
