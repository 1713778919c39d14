"""Thirty-three people of all ASEAN countries, China, Korea, Japan and the United Kingdom, and how
each is named: see thirty_three_people.toml, which is meant to be read."""

import tomllib
from pathlib import Path

import pytest
from django.utils import translation

from participants.letters import letters
from participants.models import Organisation, Person
from participants.names import customs
from participants.names.passport_line import line_of
from participants.names.protocol import Place
from tests import factories

TABLE = tomllib.loads(Path(__file__).with_name("thirty_three_people.toml").read_text("utf-8"))
PEOPLE = TABLE["person"]
COUNTRIES = set("VN BN KH ID LA MY MM PH SG TH TL CN KR JP GB".split())  # noqa: SIM905


def test_the_table_has_thirty_three_people_of_all_the_countries():
    countries = {row.get("country") or row["institution_country"] for row in PEOPLE}
    assert (len(PEOPLE), countries) == (33, COUNTRIES)


def _person(row):
    institution = Organisation(
        name_en="Example Agency",
        name_vi="Cơ quan Ví dụ",
        country=row.get("institution_country", ""),
    )
    institution.save()
    person = Person(
        family_name=row.get("family", ""),
        given_name=row.get("given", ""),
        country=row.get("country", ""),
        organisation=institution,
        form_of_address_en=row.get("form_en", ""),
        form_of_address_vi=row.get("form_vi", ""),
        title_en=row["title_en"],
        title_vi=row["title_vi"],
        display_name_en=row.get("display", ""),
        sorted_under=row.get("sorted_under", ""),
        addressed_as=row.get("addressed_as", ""),
        email="somebody@example.org",
    )
    person.full_clean()
    person.save()
    return Person.objects.get()


@pytest.mark.parametrize("row", PEOPLE, ids=[row["about"] for row in PEOPLE])
def test_everybody_comes_out_right(db, dialogue, row):
    person = _person(row)
    invitation = factories.invitation(dialogue, person=person)
    for language, opening in [("en", "letter_en"), ("vi", "letter_vi")]:
        Person.objects.update(language=language)
        person.language = language
        assert letters.preview(invitation)[1].splitlines()[0] == row[opening]
        with translation.override(language):
            assert str(person.named(Place.PROGRAMME)) == row[f"programme_{language}"]
            assert person.named(Place.LIST).addressed_name == row[f"list_{language}"]
            assert str(person.named(Place.CALENDAR)) == row["calendar"]
    for place in [Place.SPEAKERS, Place.DELEGATES_PROGRAMME, Place.CONCEPT_NOTE]:
        assert str(person.named(place)) == row["programme_en"]
    assert customs.sorted_under(person.full_name) == row["index"]
    assert line_of(person.full_name) == row["passport"]
    assert len(row["passport"]) == 39
