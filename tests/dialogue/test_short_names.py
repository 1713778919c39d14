"""Short names in addresses are made from titles."""

import pytest

from dialogue.models import short_names
from tests import factories


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Opening", "opening"),
        ("Đối thoại về Đạo đức AI", "doi-thoai-ve-dao-duc-ai"),
        ("Quản trị dữ liệu & đổi mới", "quan-tri-du-lieu-doi-moi"),
        ("  –  ", "topic"),
        ("開会", "topic"),
        ("a" * 80, "a" * 50),
    ],
)
def test_a_title_becomes_a_short_name(title, name):
    assert short_names.short_name(title, set(), "topic") == name


def test_a_name_that_is_taken_gets_a_number_and_stays_short_enough():
    assert short_names.short_name("Opening", {"opening", "opening-2"}, "x") == "opening-3"
    long = short_names.short_name("a" * 80, {"a" * 50}, "x")
    assert (len(long), long[-2:]) == (50, "-2")


@pytest.mark.django_db
def test_it_is_unique_within_its_dialogue_only(dialogue):
    first, second = factories.topic(dialogue, slug="ethics"), factories.topic(dialogue)
    elsewhere = factories.topic(factories.dialogue())
    for row in [second, elsewhere]:
        row.slug, row.title_en = "", "Ethics"
        short_names.give(row)
    assert (first.slug, second.slug, elsewhere.slug) == ("ethics", "ethics-2", "ethics")
