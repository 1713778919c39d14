"""The initials of names, as different countries write them."""

import pytest

from participants.names.initials import initials


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Võ Trường Nghĩa", "VN"),
        ("Nguyễn Thị Ánh", "NÁ"),
        ("Chea Sopheakdey", "CS"),
        ("Daw Thiri Hnin Aung", "TA"),
        ("Ahmad bin Abdullah", "AA"),
        ("Joko", "J"),
        ("“", ""),
        ("", ""),
    ],
)
def test_first_and_last_word_give_a_letter_each(name, expected):
    assert initials(name) == expected
