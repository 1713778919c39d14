"""The texts of official letters: what the secretariat may write, and what becomes of it."""

import re

import pytest
from django.core.exceptions import ValidationError

from participants.models import LetterKind
from participants.official import wording

EMPTY = dict.fromkeys(wording.PLACEHOLDERS, "")
GOOD = "You are invited to {dialogue}.\n{paragraph}"


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("kind", LetterKind.values)
def test_the_texts_of_the_repository_pass_their_own_check(kind, language):
    wording.check(wording.default(kind, language), kind)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (GOOD + "\n{venue}", "no placeholder “{venue}”.*{dialogue}.*{place}"),
        (GOOD + "\n{place", "Line 3: a brace"),
        (GOOD + "\nplace}", "Line 3: a brace"),
        (GOOD + "\n{}", "no placeholder “{}”"),
        (GOOD + "\n{0}", r"no placeholder “\{0\}”"),
        (GOOD + "\n{name.pk}", "no placeholder “{name.pk}”"),
        (GOOD + "\n{name!r}", "no placeholder “{name!r}”"),
        (GOOD + "\n{name:>99}", "no placeholder “{name:>99}”"),
        (GOOD + "\n{{name}}", "Line 3: a brace"),
        ("You are invited to {dialogue}.", "lacks {paragraph}"),
        ("x" * 6001, "longer than 6000"),
        (GOOD + "\u202e", "invisible"),
    ],
)
def test_a_wording_that_could_not_be_filled_in_is_refused_with_the_reason(text, why):
    with pytest.raises(ValidationError) as refusal:
        wording.check(text, LetterKind.INVITATION)
    assert re.search(why, refusal.value.messages[0])


def test_a_letter_for_a_visa_needs_the_passport():
    with pytest.raises(ValidationError, match="passport"):
        wording.check(GOOD, LetterKind.VISA)


def test_a_line_whose_placeholders_are_all_empty_is_left_out():
    text = "Place: {place}\nForum: {forum}, {days}\nNo placeholder"
    filled = wording.fill(text, {**EMPTY, "days": "2 June 2031"})
    assert filled == ["Forum: , 2 June 2031", "No placeholder"]


def test_braces_in_what_is_filled_in_stay_text():
    filled = wording.fill("{paragraph}", {**EMPTY, "paragraph": "{name} {0}\nand {{more}}"})
    assert filled == ["{name} {0}", "And {{more}}"]
