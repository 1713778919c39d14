"""The names of countries are the United Nations', and lists may go on writing them otherwise."""

from pathlib import Path

import pytest
from django.utils import translation
from django_countries import countries

from participants.people.spreadsheets.exports import Country

# All 249 entries, compared by a person with UNTERM and M49; ASEAN's members as its Secretariat has
# them.
UNITED_NATIONS = dict(
    line.split(" ", 1) for line in Path(__file__).with_name("un_names.txt").read_text().splitlines()
)
# What the library, or an earlier version of ours, calls some of them in English or Vietnamese.
OTHER_NAMES = {
    "BO": ["Bolivia"],
    "BN": ["Brunei"],
    "BS": ["Bahamas (The)"],
    "CI": ["Cote d’Ivoire"],
    "CZ": ["Czech Republic", "Séc"],
    "FM": ["Micronesia"],
    "GB": ["United Kingdom", "UK"],
    "GS": ["South Georgia"],
    "HK": ["Hong Kong", "Hồng Công (Trung Quốc)"],
    "IR": ["Iran"],
    "KP": ["North Korea", "Triều Tiên", "DPRK"],
    "KR": ["South Korea", "Hàn Quốc"],
    "LA": ["Laos", "CHDCND Lào", "Lao People's Democratic Republic"],
    "MD": ["Moldova"],
    "MO": ["Macao", "Macau"],
    "NL": ["Netherlands", "Hà Lan"],
    "NR": ["Naoero"],
    "PS": ["Palestine", "Palestine, State of"],
    "RU": ["Russia", "Nga"],
    "SJ": ["Svalbard and Jan Mayen"],
    "SY": ["Syria"],
    "SZ": ["Swaziland"],
    "TL": ["East Timor"],
    "TR": ["Turkey"],
    "TW": ["Taiwan", "Đài Loan (Trung Quốc)"],
    "TZ": ["Tanzania"],
    "US": ["USA", "Mỹ"],
    "VA": ["Vatican City", "Vatican"],
    "VE": ["Venezuela"],
    "VG": ["Virgin Islands (British)"],
    "VI": ["Virgin Islands (U.S.)"],
    "VN": ["Vietnam", "Việt Nam"],
    "WF": ["Wallis and Futuna"],
    "AU": ["Úc"],
    "IT": ["Ý"],
}
VIETNAMESE = {
    "AU": "Australia",
    "CZ": "Cộng hòa Séc",
    "HK": "Hồng Công (Trung Quốc)",
    "IT": "Italia",
    "KP": "Triều Tiên",
    "KR": "Hàn Quốc",
    "MO": "Ma Cao (Trung Quốc)",
    "PS": "Nhà nước Palestine",
    "RU": "Liên bang Nga",
    "TW": "Đài Loan (Trung Quốc)",
    "US": "Hoa Kỳ",
    "VA": "Tòa thánh Vatican",
    "VN": "Việt Nam",
}


def test_the_english_names_are_those_of_the_united_nations():
    """An entry that a new version of the library adds or renames is compared by a person first."""
    with translation.override("en"):
        assert dict(countries) == UNITED_NATIONS


@pytest.mark.parametrize(
    "name", ["Taiwan", "Hong Kong", "Macao", "Palestine", "North Korea", "Naoero", "Russia"]
)
def test_no_name_that_the_united_nations_does_not_use_is_offered(name):
    with translation.override("en"):
        assert name not in dict(countries).values()


@pytest.mark.parametrize(("code", "name"), VIETNAMESE.items())
def test_the_vietnamese_names_are_the_foreign_ministrys(code, name):
    with translation.override("vi"):
        assert countries.name(code) == name


def test_lists_may_write_the_old_and_the_new_names():
    with translation.override("vi"):
        vietnamese = {code: str(name) for code, name in countries}
    for code, english in UNITED_NATIONS.items():
        if code == "CG":  # "Congo" may be the other one: the list is asked
            continue
        names = [english, vietnamese[code], vietnamese[code].upper(), *OTHER_NAMES.get(code, [])]
        assert {name: Country().clean(name) for name in names} == dict.fromkeys(names, code)


def test_a_code_is_not_taken_for_a_name_without_its_diacritics():
    read = Country().clean
    assert [read("MY"), read("my"), read("Mỹ"), read("MỸ")] == ["MY", "MY", "US", "US"]
    assert [read("NGA"), read("Nga"), read("AO"), read("Áo")] == ["NG", "RU", "AO", "AT"]
