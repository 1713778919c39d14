"""The order of names, by one key for every database."""

import random

from participants.names.sort_keys import LENGTH, sort_key

LETTERS = ["An", "Ân", "Ấn", "Dương", "Đặng", "Ong", "Ơn", "Zhang"]
TONES = ["ma", "mà", "mả", "mã", "má", "mạ", "man", "mă", "mâ"]


def _shuffled(names):
    mixed = list(names)
    random.Random(7).shuffle(mixed)
    return mixed


def test_letters_and_tones_come_in_vietnamese_order():
    assert sorted(_shuffled(LETTERS), key=sort_key) == LETTERS
    assert sorted(_shuffled(TONES), key=sort_key) == TONES


def test_a_name_is_compared_word_by_word_the_letters_of_a_word_before_its_tone():
    names = ["Ma An", "Ma Anh", "Mà An", "Man An"]
    assert sorted(_shuffled(names), key=sort_key) == names


def test_lower_case_comes_before_upper_where_all_else_is_the_same():
    names = ["an bình", "an Bình", "An bình", "An Bình", "An Bính"]
    assert sorted(_shuffled(names), key=sort_key) == names


def test_a_family_name_comes_before_longer_ones_whatever_the_given_name_is():
    names = [("Costa", ""), ("Costa", "Ana"), ("Costa", "Zita"), ("Costa Ximenes", "Ana")]
    assert sorted(_shuffled(names), key=lambda parts: sort_key(*parts)) == names


def test_marks_of_other_languages_count_after_letters_and_scripts_keep_apart():
    names = ["Muller", "Müller", "Mz", "Nandu", "Ñandu", "Nz", "Strasse", "Straße", "Иван", "김"]
    assert sorted(_shuffled(names), key=sort_key) == names


def test_hyphens_part_words_and_apostrophes_do_not():
    names = ["Jean Anne", "Jean-Luc", "Jeane", "Obrien", "O’Brien", "Obrienne"]
    assert sorted(_shuffled(names), key=sort_key) == names


def test_thai_vowels_that_stand_before_a_consonant_sort_after_it():
    assert sort_key("กานดา") < sort_key("เกษม") < sort_key("ขวัญ")


def test_composed_and_decomposed_letters_are_the_same():
    assert sort_key("Nguye\u0302\u0303n") == sort_key("Nguyễn")


def test_a_key_is_of_digits_alone_so_that_every_collation_agrees_and_never_too_long():
    for text in ["Ấn", "กรุงเทพ" * 30, "Đ" * 200, "", "-", "\U0001f600"]:
        key = sort_key(text)
        assert key.isascii() and key.isdigit() and len(key) <= LENGTH
