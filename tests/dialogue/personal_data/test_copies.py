"""The copy of what is kept about somebody, as they read it."""

import pytest
from django.db.models import GeneratedField
from django.utils import translation

from dialogue.personal_data import copies, data_map
from participants.delegates import consents
from participants.personal_data.people import subject_of
from participants.portraits import portraits
from tests import factories
from tests.participants.portraits.files import file


@pytest.fixture
def person(db):
    return factories.person(
        title_en="Director", title_vi="Vụ trưởng", phone="+65 6123 4567", gender="woman"
    )


def copied(person, model="participants.Person", language="en"):
    with translation.override(language):
        sections = copies.copy_of(subject_of([person.pk]))
    return next(section for section in sections if section.model == model)


def test_what_the_program_makes_of_other_fields_is_left_out(person):
    [row] = copied(person).rows
    names = {entry.name for entry in row}
    assert {"family_name", "phone", "country"} <= names
    assert not names & {"sort_key", "folded", "phone_digits", "listed_country"}
    assert all(getattr(person, name) for name in ["sort_key", "folded", "phone_digits"])


def test_so_it_is_with_every_column_of_that_kind():
    for holding in data_map.personal():
        for personal in holding.personal:
            for column in copies.columns_once(holding, personal):
                assert not isinstance(column, GeneratedField), column
                assert not getattr(column, "made_by", ""), column


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("en", ["Title (English)", "Title (Vietnamese)"]),
        ("vi", ["Chức vụ (tiếng Anh)", "Chức vụ (tiếng Việt)"]),
    ],
)
def test_a_field_in_two_languages_says_which(person, language, labels):
    [row] = copied(person, language=language).rows
    known = {entry.label: entry.text for entry in row}
    assert [known[label] for label in labels] == ["Director", "Vụ trưởng"]
    assert len(known) == len(row)  # no two lines are called the same


def test_earlier_versions_say_it_once_in_each_language(person):
    person.note = "Prefers mornings."
    person.save()
    rows = copied(person, "participants.HistoricalPerson").rows
    names = [entry.name for entry in rows[0]]
    assert "title_en" in names and "title_vi" in names and "title" not in names


def test_each_purpose_is_said_once_with_what_is_kept_for_it(person):
    purposes = copied(person).purposes
    assert "Family name" in purposes["To invite and to write to the person by name"]
    labels = [label for kept in purposes.values() for label in kept]
    assert len(labels) == len(set(labels))


def test_a_reference_without_a_name_is_called_what_it_leads_to(person, dialogue):
    invitation = factories.invitation(dialogue, "accepted", person=person)
    consents.record(invitation, "portrait", True, door="link", actor=person.name)
    portraits.put(person, file())
    [row] = copied(person, "participants.Portrait", "vi").rows
    assert "Person" not in {entry.label for entry in row}


def test_what_is_nested_is_read_in_lines():
    nested = {"en": {"name": "Ms Tan", "title": "", "of": ["A", "B"]}, "vi": {"name": "Bà Tan"}}
    assert copies.in_lines(nested) == "English: Ms Tan; A; B\nVietnamese: Bà Tan"
    assert copies.in_lines({"at": 3, "why": ""}) == "at: 3"
    assert copies.in_lines([]) == ""
