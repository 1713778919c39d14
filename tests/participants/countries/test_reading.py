"""Countries as people write them; nothing is guessed."""

from pathlib import Path

import pytest
from babel import Locale
from django.utils import translation
from django_countries import countries
from django_countries.fields import Country as CountryValue

from participants.countries.reading import CountryNotReadError, code_of, read_country
from participants.people.spreadsheets.exports import Country

SPELLINGS = [
    line.split(" ", 1)
    for line in Path(__file__).with_name("spellings.txt").read_text().splitlines()
]


def test_what_people_write_is_read():
    assert len(SPELLINGS) >= 200
    read = {text: code_of(text) for _code, text in SPELLINGS}
    assert read == {text: code for code, text in SPELLINGS}


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_name_that_unicode_has_is_read(language):
    names = Locale(language).territories
    wrong = {code: names[code] for code, _name in countries if code_of(names[code]) != code}
    assert wrong == {}


@pytest.mark.parametrize("language", ["en", "vi"])
def test_what_a_list_writes_it_can_read_again(language):
    with translation.override(language):
        for code, _name in countries:
            assert Country().clean(Country().render(CountryValue(code))) == code


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("Korea", ["Republic of Korea", "Democratic People's Republic of Korea"]),
        ("Congo", ["Congo (CG)", "Democratic Republic of the Congo"]),
        ("CONGO", ["Congo (CG)", "Democratic Republic of the Congo"]),
        ("Republic of China", ["China", "Taiwan Province of China"]),
        ("Virgin Islands", ["British Virgin Islands", "United States Virgin Islands"]),
    ],
)
def test_what_may_be_two_countries_is_asked(text, choices):
    with pytest.raises(CountryNotReadError) as caught:
        read_country(text)
    assert str(caught.value) == (
        f"“{text}” may be more than one country. Enter one of: {'; '.join(choices)}."
    )
    assert [code_of(choice) for choice in choices].count(None) == 0


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Vietnma", "Viet Nam"),
        ("Malasia", "Malaysia"),
        ("Singapor", "Singapore"),
        ("Irak", "Iraq"),
        ("Camboida", "Cambodia"),
        ("Thái Lna", "Thailand"),
    ],
)
def test_a_typing_error_is_a_suggestion(text, meant):
    with pytest.raises(CountryNotReadError, match=r"Did you mean: .*\?") as caught:
        read_country(text)
    assert meant in str(caught.value)


@pytest.mark.parametrize("text", ["EU", "European Union", "ASEAN", "liên hợp quốc", "E.U."])
def test_an_organisation_is_no_country(text):
    with pytest.raises(CountryNotReadError, match="is an organisation, not a country"):
        read_country(text)


@pytest.mark.parametrize("text", ["Kosovo", "Republic", "Xyz", "?", "the", "Đông Lào", "", "12"])
def test_what_is_no_country_is_refused(text):
    with pytest.raises(CountryNotReadError, match="There is no country"):
        read_country(text)


def test_it_says_so_in_vietnamese_too():
    with translation.override("vi"), pytest.raises(CountryNotReadError) as caught:
        read_country("Korea")
    assert "Hàn Quốc; Triều Tiên" in str(caught.value)
