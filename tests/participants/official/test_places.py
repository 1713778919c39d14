"""Where the dialogue takes place, as a sentence says it."""

import pytest

from participants.official.places import where


@pytest.mark.parametrize(
    ("place", "english"),
    [
        ("Hanoi", "in Hanoi"),
        ("Hà Nội", "in Hà Nội"),
        ("Hanoi, Viet Nam", "in Hanoi, Viet Nam"),
        ("Ho Chi Minh City", "in Ho Chi Minh City"),
        ("Bandung", "in Bandung"),
        ("Hanoi; venue to be announced", "in Hanoi"),
        ("National Convention Centre, Hanoi", "at the National Convention Centre, Hanoi"),
        ("The National Convention Centre", "at the National Convention Centre"),
        ("Hotel Nikko Hanoi", "at Hotel Nikko Hanoi"),
        ("Ministry of Science and Technology, 18 Nguyen Du", "at the Ministry of Science and "
         "Technology, 18 Nguyen Du"),
        ("8 Le Thai To, Hanoi", "at 8 Le Thai To, Hanoi"),
        ("", "at a place that will be announced"),
    ],
)  # fmt: skip
def test_a_city_is_in_and_a_building_at(place, english):
    assert where(place, "en") == english


def test_the_city_of_the_letterhead_is_one():
    assert where("Thành phố Huế", "en", city="Thành phố Huế") == "in Thành phố Huế"


def test_vietnamese_has_one_word_for_it():
    assert where("Hà Nội", "vi") == "tại Hà Nội"
    assert where("Hà Nội; địa điểm cụ thể sẽ thông báo sau", "vi") == "tại Hà Nội"
    assert where("", "vi") == "tại địa điểm sẽ được thông báo sau"
