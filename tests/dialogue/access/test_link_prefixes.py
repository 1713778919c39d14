"""Every address with a token in it is recognised, so that logs and tests show none."""

import pytest
from django.urls import path, reverse

from dialogue.access import tokens
from tests.addresses import patterns

SECRETS = {"token", "key"}  # what our addresses and allauth's call it
SAMPLES = {"token": "0123456789abcdef", "key": "set-0123456789abcdef", "uidb36": "a1"}


def names_in(pattern):
    """The names of the values in a pattern's part of the address."""
    values = {*pattern.pattern.converters}
    return values or {*getattr(pattern.pattern.regex, "groupindex", {})}


def with_tokens(found):
    """{name: the names of its values} of those patterns that bear a token."""
    return {name: names_in(pattern) for name, pattern in found if SECRETS & names_in(pattern)}


def uncovered(names):
    """The addresses of these from which no token is cut."""
    addresses = {
        name: reverse(name, kwargs={value: SAMPLES.get(value, 1) for value in values})
        for name, values in names.items()
    }
    return [
        name
        for name, address in addresses.items()
        if "0123456789abcdef" in tokens.without_tokens(address)
    ]


@pytest.fixture
def no_prefixes(monkeypatch):
    monkeypatch.setattr(tokens, "_prefixes", set())
    tokens._token_pattern.cache_clear()
    yield
    monkeypatch.undo()
    tokens._token_pattern.cache_clear()


def test_a_pattern_that_bears_a_token_is_noticed():
    bearing, other = path("i/<str:token>/", print), path("i/<int:pk>/", print)
    assert with_tokens([("a", bearing), ("b", other)]) == {"a": {"token"}}


def test_an_address_whose_prefix_nobody_registered_is_noticed(no_prefixes):
    tokens.register_link_prefixes("/calendar/my/")
    assert uncovered({"answer": {"token"}, "calendar_mine": {"token"}}) == ["answer"]


def test_every_address_with_a_token_is_covered_by_a_registered_prefix():
    names = with_tokens(patterns())
    assert names.keys() >= {"answer", "delegation", "calendar_mine", "unsubscribe"}
    assert names.keys() >= {"calendar_organisers", "account_reset_password_from_key"}
    assert uncovered(names) == []


def test_before_any_app_has_registered_a_text_stays_as_it_is(no_prefixes):
    assert tokens.without_tokens("GET /healthz") == "GET /healthz"


def test_the_longest_prefix_counts():
    address = "https://dialogue.test/i/delegation/0123456789abcdef/"
    assert tokens.without_tokens(address) == "https://dialogue.test/i/delegation/…/"
