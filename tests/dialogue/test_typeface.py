"""The web font: small, free, and with every letter of Vietnamese."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

from dialogue.identity import typeface

NAME = "dialogue/fonts/source-serif-4.woff2"


@pytest.fixture(scope="module")
def path():
    return Path(finders.find(NAME))


@pytest.fixture(scope="module")
def font(path):
    return TTFont(path)


def test_it_has_every_vietnamese_letter(font):
    letters = set(font.getBestCmap())
    assert [one for one in typeface.VIETNAMESE if ord(one) not in letters] == []


def test_it_has_what_english_texts_are_written_with(font):
    letters = set(font.getBestCmap())
    assert [one for one in typeface.LATIN + typeface.SIGNS if ord(one) not in letters] == []


def test_it_is_small_enough_for_a_slow_telephone(path):
    assert path.stat().st_size < 33_000


def test_one_file_holds_both_weights(font):
    (axis,) = font["fvar"].axes
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 600)


def test_its_licence_lies_beside_it(path):
    licence = path.with_name("source-serif-4.LICENSE.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in licence


def test_it_is_what_the_command_makes():
    made = typeface.web_font()
    assert abs(len(made) - Path(finders.find(NAME)).stat().st_size) < 200


def test_the_stylesheet_names_it_and_what_stands_in_until_it_has_come():
    text = Path(finders.find("dialogue/site.css")).read_text()
    assert "url(fonts/source-serif-4.woff2)" in text
    for stand_in in ["Georgia", "Noto Serif", "DejaVu Serif", "Times New Roman"]:
        assert f'local("{stand_in}")' in text
