"""The example for nginx writes no token into its log."""

import re

import pytest

from dialogue.access import tokens
from tests.source import ROOT

EXAMPLE = (ROOT / "deploy" / "nginx.conf").read_text()
LOGS_A_TOKEN = {"request", "request_uri", "uri", "args", "query_string", "http_referer"}
SHOWN = ["/", "/en/ai-governance-2026/", "/calendar/ai-governance-2026.ics", "/healthz"]
SHOWN += ["/en/ai-governance-2026/programme/", "/accounts/password/reset/", "/admin/"]


def pattern_of(example):
    """The pattern by which the example's map recognises a token, for Python."""
    written = re.search(r'"~(\^.+\$)" "\$\{before\}…\$\{after\}";', example)[1]
    return re.compile(written.replace("(?<", "(?P<"))


def logged(path, example=EXAMPLE):
    found = pattern_of(example).match(path)
    return f"{found['before']}…{found['after']}" if found else path


@pytest.mark.parametrize("language", ["", "/en", "/accounts"])
def test_no_registered_address_is_logged_with_its_token(language):
    assert {"/i/", "/i/delegation/", "/password/reset/key/"} <= tokens._prefixes
    for prefix in tokens._prefixes:
        for ending in ["/", "/details/code/", ".ics"]:
            path = f"{language}{prefix}0123456789abcdef{ending}"
            assert logged(path) == tokens.without_tokens(path)
            assert "0123456789abcdef" not in logged(path)


def test_a_prefix_that_the_example_forgets_is_noticed():
    example = EXAMPLE.replace("calendar/my|", "")
    assert "0123456789abcdef" in logged("/calendar/my/0123456789abcdef.ics", example)


@pytest.mark.parametrize("path", SHOWN)
def test_other_addresses_are_logged_as_they_are(path):
    assert logged(path) == path


def test_the_log_holds_nothing_else_that_quotes_the_address():
    names = set(re.findall(r"\$(\w+)", re.search(r"log_format.+?;", EXAMPLE, re.DOTALL)[0]))
    assert "uri_without_token" in names
    assert not names & LOGS_A_TOKEN
    kept = set(re.findall(r"access_log (\S+)(?: (\w+))?;", EXAMPLE))
    assert kept == {("off", ""), ("/var/log/nginx/dialogue.log", "without_tokens")}
