"""Telephone numbers as people write them, and as they are kept."""

import pytest
from django.core.exceptions import ValidationError

from dialogue.pages.phones import read_phone, read_phones, tidy_phones


@pytest.mark.parametrize(
    ("written", "country", "kept"),
    [
        ("", "VN", ""),
        ("0912 345 678", "VN", "+84 912 345 678"),
        ("(024) 38220000", "VN", "+84 24 3822 0000"),
        ("+65 6123-4567", "VN", "+65 6123 4567"),
        ("+84.24.3822.0000 ext 12", "", "+84 24 3822 0000 ext. 12"),
        ("0084 912 345 678", "VN", "+84 912 345 678"),
    ],
)
def test_a_number_is_kept_as_anybody_can_dial_it(written, country, kept):
    assert read_phone(written, country) == kept
    assert read_phone(kept) == kept  # a form that is sent again changes nothing


@pytest.mark.parametrize(
    ("written", "country"),
    [
        ("abc", "VN"),
        ("call my office", ""),
        ("0912 345", "VN"),
        ("0912 345 678", ""),
        ("12", "SG"),
        ("9" * 40, "VN"),
    ],
)
def test_what_is_no_number_is_refused_with_an_example(written, country):
    with pytest.raises(ValidationError, match=r"example \+84 24 3822 0000"):
        read_phone(written, country)


def test_several_numbers_are_read_one_by_one():
    written = "024 3822 0000; 0912 345 678 / +65 6123 4567"
    assert read_phones("024 3822 0000, ext 12", "VN") == "+84 24 3822 0000 ext. 12"
    assert read_phones(written, "VN") == "+84 24 3822 0000; +84 912 345 678; +65 6123 4567"
    with pytest.raises(ValidationError, match="no such telephone number"):
        read_phones("024 3822 0000; 12", "VN")


def test_where_nobody_is_there_to_correct_it_what_is_no_number_stays():
    assert tidy_phones("0912345678; ask Ms Lan", "VN") == "0912345678; ask Ms Lan"
    assert tidy_phones("0912345678", "VN") == "+84 912 345 678"
    assert tidy_phones("0912345678") == "0912345678"
