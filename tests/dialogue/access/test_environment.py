"""A value that cannot be meant ends the start in one line: the variable's name, what is wanted, and
never the value, which may be a password."""

import os
import runpy
import traceback
from unittest import mock

import pytest
from django.core.exceptions import ImproperlyConfigured

from dialogue.access.environment import Environment
from tests.source import ROOT
from tests.wrong_settings import HOSTILE, SAFE, SECRET, WRONG


def settings(**changes):
    """What dialogue/settings.py makes of an environment."""
    said = {name: text for name, text in {**SAFE, **changes}.items() if text is not None}
    with mock.patch.dict(os.environ, said, clear=True):
        return runpy.run_path(str(ROOT / "dialogue" / "settings.py"))


def complaint(**changes):
    """What the settings say against an environment, with all that a traceback would show, or ""."""
    try:
        settings(**changes)
    except ImproperlyConfigured as error:
        shown = "".join(traceback.format_exception(error))
        assert "During handling" not in shown
        assert SECRET not in shown
        return str(error)
    return ""


NAMES = sorted(settings()["env"].names)


@pytest.mark.parametrize("name", NAMES)
def test_whatever_a_variable_holds_comes_to_one_line_with_its_name_or_is_taken(name):
    for value in HOSTILE:
        line = complaint(**{name: value})
        assert "\n" not in line
        assert not line or name in line


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_what_cannot_be_meant_is_refused(name, value):
    assert complaint(**{name: value}).startswith(f"{name} ")


@pytest.mark.parametrize(
    ("name", "value", "setting", "read"),
    [
        ("LOG_LEVEL", "info", "LOG_LEVEL", "INFO"),
        ("LOG_LEVEL", "Warning", "LOG_LEVEL", "WARNING"),
        ("MODE", "Demo", "MODE", "demo"),
        ("BEHIND_PROXY", "On", "BEHIND_PROXY", True),
        ("USE_VERP", "", "USE_VERP", False),
        ("PUBLIC_URL", "https://dialogue.test/", "PUBLIC_URL", "https://dialogue.test"),
        ("ALLOWED_HOSTS", "a.test, .b.test,[::1]", "ALLOWED_HOSTS", ["a.test", ".b.test", "[::1]"]),
        ("ADMINS", "a@b.test, c@d.test", "ERRORS_TO", ["a@b.test", "c@d.test"]),
    ],
)
def test_what_is_meant_is_read(name, value, setting, read):
    assert settings(**{name: value})[setting] == read


def test_a_password_may_hold_anything_if_it_is_percent_encoded():
    url = "postgres://mei:p%23a%2Fs%40s%3Aw%3F@db.test:5433/dialogue"
    database = settings(DATABASE_URL=url)["DATABASES"]["default"]
    assert database["PASSWORD"] == "p#a/s@s:w?"
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.test", 5433, "dialogue")


def test_a_value_that_begins_with_a_dollar_is_no_reference_to_another_variable():
    key = "$" + SAFE["SECRET_KEY"]
    assert settings(SECRET_KEY=key)["SECRET_KEY"] == key


def test_the_folder_for_files_may_have_any_name(tmp_path):
    folder = tmp_path / "a #b+c%20d"
    database = settings(MODE="demo", DATABASE_URL=None, VAR=str(folder))["DATABASES"]["default"]
    assert database["NAME"] == str(folder / "db.sqlite3")


def test_a_name_that_is_almost_that_of_a_variable_is_noticed():
    said = settings(MAIL_URL="smtp://mail.test", LOGLEVEL="info", PATH="/bin", EMAIL_URL=None)
    assert said["UNKNOWN_VARIABLES"] == [
        "LOGLEVEL is not read; is LOG_LEVEL meant?",
        "MAIL_URL is not read; is EMAIL_URL meant?",
    ]


def test_a_name_in_the_file_that_is_no_variable_is_noticed(tmp_path):
    file = tmp_path / ".env"
    file.write_text("# a comment\n\nFAVOURITE=tea\nexport MODE='demo'\nSSL_CERT_FILE=/x\n")
    with mock.patch.dict(os.environ, {}, clear=True):
        env = Environment(file)
        assert env.choice("MODE", ["demo"], default="") == "demo"
        assert env.unknown() == ["FAVOURITE in .env is not read."]
        assert os.environ["SSL_CERT_FILE"] == "/x"  # the library's own


@pytest.mark.parametrize("content", [b"SECRET_KEY s3cr3t\n", b"SECRET_KEY=\xff s3cr3t\n"])
def test_a_file_that_cannot_be_read_is_one_line_without_what_is_in_it(tmp_path, content):
    file = tmp_path / ".env"
    file.write_bytes(content)
    with mock.patch.dict(os.environ, {}, clear=True), pytest.raises(ImproperlyConfigured) as error:
        Environment(file)
    assert ".env" in str(error.value)
    assert SECRET not in "".join(traceback.format_exception(error.value))
