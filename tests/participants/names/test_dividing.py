"""Whole names, divided as their countries write them."""

import pytest

from participants.names.dividing import FAMILY_FIRST, FAMILY_LAST, divide


@pytest.mark.parametrize(
    ("whole", "country", "family", "given"),
    [
        ("Nguyễn Thị Phượng", "VN", "Nguyễn", "Thị Phượng"),
        ("Nguyen Van An", "", "Nguyen", "Van An"),
        ("Lê Hoàng", "", "Lê", "Hoàng"),
        ("Le Corbusier", "", "Corbusier", "Le"),
        ("John Smith", "GB", "Smith", "John"),
        ("Mary Jane Watson", "", "Watson", "Mary Jane"),
        ("Ludwig van der Rohe", "DE", "van der Rohe", "Ludwig"),
        ("María García Márquez", "ES", "García Márquez", "María"),
        ("Ahmad Fairuz bin Ismadi", "MY", "", "Ahmad Fairuz bin Ismadi"),
        ("Aung San Suu Kyi", "MM", "", "Aung San Suu Kyi"),
        ("Kim Min-su", "KR", "Kim", "Min-su"),
        ("菊池 和詩", "", "菊池", "和詩"),
        ("Kenji TANAKA", "JP", "TANAKA", "Kenji"),
        ("NGUYỄN Văn An", "VN", "NGUYỄN", "Văn An"),
        ("Tan, Mei Ling", "SG", "Tan", "Mei Ling"),
        ("Sukarno", "ID", "", "Sukarno"),
        ("", "VN", "", ""),
    ],
)
def test_a_name_is_divided_by_the_custom_of_its_country(whole, country, family, given):
    divided = divide(whole, country)
    assert (divided.family, divided.given) == (family, given)


@pytest.mark.parametrize(
    ("whole", "form", "family"),
    [
        ("Dr. John Smith", "Dr.", "Smith"),
        ("PGS.TS. Nguyễn Văn An", "PGS. TS.", "Nguyễn"),
        ("H.E. Mr. Tan Wei", "H.E. Mr.", "Wei"),
        ("Ông Trần Minh", "Ông", "Trần"),
        ("Tuan Nguyen", "", "Nguyen"),
    ],
)
def test_a_form_of_address_before_the_name_is_taken_apart(whole, form, family):
    divided = divide(whole)
    assert (divided.form, divided.family) == (form, family)


def test_a_whole_list_may_have_its_own_order():
    assert divide("Tan Mei", "", FAMILY_FIRST).family == "Tan"
    assert divide("Nguyễn An", "VN", FAMILY_LAST).family == "An"


def test_marks_that_only_vietnamese_has_tell_a_vietnamese_name():
    assert divide("Chu Thị Lan Phương").family == "Chu"
    assert divide("Anna Nguyễn").family == "Nguyễn"
