"""Names and addresses inside texts: which words go, and which are somebody else's."""

import pytest

from dialogue.personal_data.forgetting import SOMEBODY, in_texts
from dialogue.personal_data.subjects import Subject

AN = Subject(frozenset({"Trần An"}), frozenset({"an@moit.example"}))


@pytest.mark.parametrize(
    "said",
    [
        "Write to {}.",
        "Viết thư đến {}.Xin cảm ơn!",
        "<mailto:{}>",
        "cc={}&subject=visa",
        "“{}”, her assistant said",
        "-{}, by telephone",
    ],
)
@pytest.mark.parametrize("word", ["an@moit.example", "AN@moit.example", "Trần An"])
def test_a_name_or_an_address_goes_whatever_stands_beside_it(said, word):
    assert in_texts(AN).sub(SOMEBODY, said.format(word)) == said.format(SOMEBODY)


@pytest.mark.parametrize(
    "other",
    [
        "tran.an@moit.example",
        "bich-an@moit.example",
        "o'an@moit.example",
        "lan+an@moit.example",
        "lan@moit.example",
        "an@moit.example.vn",
        "an@moit.example-office.vn",
        "Trần Anh",
    ],
)
def test_an_address_of_which_theirs_is_a_part_stays_whole(other):
    said = f"Write to {other}, or by telephone."
    assert in_texts(AN).sub(SOMEBODY, said) == said
