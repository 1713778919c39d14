"""What a request says beside its forms is read through fields: nonsense counts as not sent."""

import pytest
from django.http import QueryDict

from agenda.models import Topic
from dialogue.access import sent
from tests.reading import page

NO_NUMBERS = ["", "abc", "-1", "1.5", "\0", "²", "9" * 5_000, str(2**63), "NaN", "1e3"]


def query(**fields):
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values if isinstance(values, list) else [values])
    return data


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number_of_ours_is_none(text):
    assert sent.number(query(key=text), "key") is None
    assert sent.as_number(text) is None


def test_a_number_is_read_as_people_write_it():
    assert sent.number(query(key=" 7 "), "key") == 7
    assert sent.number(query(key=str(2**63 - 1)), "key") == 2**63 - 1
    assert sent.number(query(), "key") is None


def test_several_numbers_come_in_one_field_or_in_many():
    assert sent.numbers(query(ids=["1,2", "x", "3", "9" * 30]), "ids") == [1, 2, 3]
    assert sent.numbers(query(), "ids") == []


def test_text_loses_the_spaces_around_it_and_what_is_too_long():
    assert sent.text(query(reason=" because "), "reason") == "because"
    assert len(sent.text(query(reason="x" * 900), "reason")) == sent.LONGEST
    assert sent.text(query(reason="a\0b"), "reason") == ""
    assert sent.text(query(), "reason") == ""
    assert sent.texts(query(agree=["list", "\0", ""]), "agree") == ["list"]


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["abc", "\0", "9" * 30, "9" * 5_000, "1.5", ""])
def test_a_key_that_no_row_can_have_is_told_apart(value):
    assert not sent.is_value_of(Topic._meta.pk, value)
    assert sent.is_value_of(Topic._meta.pk, "7")


@pytest.mark.parametrize("path", ["/en/%00/", "/en/?lang=%00", "/admin/?next=a%00b"])
def test_an_address_with_a_nul_byte_is_refused_with_a_page(client, db, path):
    assert "This request could not be understood" in page(client.get(path), 400)
