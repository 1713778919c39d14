"""What anybody can cause as often as they like is one line in the log."""

import logging
import sys

import pytest
from django.conf import settings
from django.core.exceptions import DisallowedHost

from dialogue.access.logs import RefusalsInOneLine


def entry(name, level, **more):
    try:
        raise DisallowedHost("Invalid HTTP_HOST header: 'evil.example'.")
    except DisallowedHost as error:
        made = logging.LogRecord(name, level, "", 0, str(error), (), sys.exc_info())
    made.__dict__ |= more
    assert RefusalsInOneLine().filter(made)
    return logging.Formatter("{levelname} {message}", style="{").format(made)


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("django.security.DisallowedHost", {"status_code": 400}),
        ("django.security.RequestDataTooBig", {}),
        ("django.request", {"status_code": 403}),
    ],
)
def test_a_refusal_is_one_line_and_a_warning(name, more):
    text = entry(name, logging.ERROR, **more)
    assert text == "WARNING Invalid HTTP_HOST header: 'evil.example'."


def test_an_error_of_the_server_keeps_its_trace():
    text = entry("django.request", logging.ERROR, status_code=500)
    assert text.startswith("ERROR")
    assert "Traceback" in text


def test_whatever_is_written_passes_through_it():
    assert settings.LOGGING["handlers"]["stderr"]["filters"] == ["refusals"]
