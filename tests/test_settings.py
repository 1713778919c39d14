"""Production refuses to start with unsafe settings, in one line that says what to do.

The commands run in a copy of the project, so that no .env of a developer has a say, and with an
environment that holds nothing but what is written here.
"""

import json
import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from unittest import mock

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from tests import demonstration
from tests.wrong_settings import SAFE, WRONG

ROOT = Path(__file__).resolve().parent.parent
COPIED = ["manage.py", "dialogue", "participants", "agenda", "templates", "static", "locale"]
# (what is unsafe, how the line begins that says so)
UNSAFE = [
    ({"SECRET_KEY": None}, "SECRET_KEY is missing"),
    ({"SECRET_KEY": ""}, "SECRET_KEY is missing"),
    ({"SECRET_KEY": "short"}, "SECRET_KEY is weak"),
    ({"SECRET_KEY": "a" * 60}, "SECRET_KEY is weak"),
    ({"SECRET_KEY": "django-insecure-" + SAFE["SECRET_KEY"]}, "SECRET_KEY is weak"),
    ({"DEBUG": "true"}, "DEBUG is on"),
    ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
    ({"ALLOWED_HOSTS": "dialogue.example.org,*"}, "ALLOWED_HOSTS"),
    ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
    ({"PUBLIC_URL": "http://dialogue.example.org"}, "PUBLIC_URL must begin with https://"),
    ({"PUBLIC_URL": None, "ALLOWED_HOSTS": None}, "PUBLIC_URL must begin with https://"),
    ({"FROM_EMAIL": "Secretariat"}, "FROM_EMAIL is not understood"),
    ({"CACHE_URL": None}, "CACHE_URL names no cache that web workers share"),
    ({"CACHE_URL": "locmemcache://"}, "CACHE_URL names no cache that web workers share"),
    (
        {"CACHE_URL": None, "WEB_CONCURRENCY": "2"},
        "CACHE_URL names no cache that web workers share",
    ),
    ({"CACHE_URL": "dummycache://"}, "CACHE_URL names a cache that keeps nothing"),
    ({"HSTS_PRELOAD": "true"}, "HSTS_PRELOAD needs HSTS_INCLUDE_SUBDOMAINS"),
    ({"MODE": "prodution"}, "MODE is not understood; wanted: one of production, demo"),
    *(({name: value}, f"{name} is not understood; wanted: ") for name, value in WRONG[::6]),
]
IDS = [f"{','.join(changes)}: {line}" for changes, line in UNSAFE]


def environment(**changes):
    """SAFE with changes; None takes a variable away."""
    return {name: text for name, text in {**SAFE, **changes}.items() if text is not None}


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of the project without .env."""
    folder = tmp_path_factory.mktemp("project")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder


def run(project, *command, **changes):
    """Run Python with `command` in the copy; return what came of it."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=project,
        env={"PATH": os.environ["PATH"], **environment(**{"VAR": str(project / "var"), **changes})},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(("changes", "line"), UNSAFE, ids=IDS)
def test_an_unsafe_production_ends_with_one_clear_line(project, changes, line):
    ended = run(project, "manage.py", "check", **changes)
    assert ended.returncode != 0
    assert ended.stdout == ""
    assert ended.stderr.startswith(f"Not started: {line}")
    assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "options", [["--check-config"], ["--bind", "127.0.0.1:0", "--no-control-socket"]]
)
@pytest.mark.parametrize(
    ("changes", "line"),
    [({"SECRET_KEY": None}, "SECRET_KEY is missing"), ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS")],
)
def test_gunicorn_ends_with_that_line_too(project, changes, line, options):
    ended = run(project, "-m", "gunicorn", "dialogue.wsgi", *options, **changes)
    assert ended.returncode != 0
    assert f"Not started: {line}" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_shared_cache_that_the_readme_names_has_its_library():
    config = environ.Env.cache_url_config("redis://127.0.0.1:6379/1")
    backend = import_string(config["BACKEND"])(config["LOCATION"], {})
    assert backend._cache.get_client() is not None  # which imports the library; nothing is sent


@pytest.fixture
def served(tmp_path_factory):
    """What names a database with all its tables, and static files that were collected: those of a
    try-out, in SQLite."""
    var = demonstration.first_run(tmp_path_factory) / "var"
    one_worker = {"CACHE_URL": None, "WEB_CONCURRENCY": "1"}
    return {"DATABASE_URL": f"sqlite:///{var / 'db.sqlite3'}", "VAR": str(var), **one_worker}


def deploy_check(project, **changes):
    """(exit status, the marks of what `check --deploy` says): W007, of this machine's typefaces, is
    left out."""
    ended = run(project, "manage.py", "check", "--deploy", "--fail-level", "WARNING", **changes)
    assert "Traceback" not in ended.stderr
    marks = re.findall(r"\((\w+\.[EW]\d+)\)", ended.stdout + ended.stderr)
    marks = [mark for mark in marks if mark != "dialogue.W007"]
    return ended.returncode if marks else 0, marks


def test_the_check_for_deployment_says_nothing_but_what_is_so(project, served):
    assert deploy_check(project, **served) == (1, ["dialogue.W001"])  # SQLite


@pytest.mark.parametrize(
    ("changes", "mark"),
    [
        ({"EMAIL_URL": None}, "dialogue.W002"),
        ({"FROM_EMAIL": "Secretariat <secretariat@example.org>"}, "dialogue.W003"),
        ({"CACHE_URL": "redis://127.0.0.1:1/0"}, "dialogue.W005"),
        ({"EMAIL_UR": "smtp://mail.test", "EMAIL_URL": None}, "dialogue.W006"),
        ({"DATABASE_URL": "postgres://mei@127.0.0.1:1/dialogue"}, "dialogue.E001"),
        ({"DATABASE_URL": "sqlite:////dev/shm/nothing.sqlite3"}, "dialogue.E002"),
        ({"VAR": "/proc/nowhere"}, "dialogue.E003"),
        ({"VAR": "/proc/nowhere"}, "dialogue.E004"),
    ],
)
def test_the_check_for_deployment_warns_of_what_hardly_anybody_means(
    project, served, changes, mark
):
    status, marks = deploy_check(project, **{**served, **changes})
    assert status == 1
    assert mark in marks


NOBODY_LISTENS = (
    "postgres://mei:s3cr3t@127.0.0.1:1/dialogue",
    "nothing listens at that host and port",
)
NO_FOLDER = (
    "sqlite:////proc/nowhere/db.sqlite3",
    "the file cannot be opened, because there is no folder /proc/nowhere; create it",
)


# Each command once, for manage.py is the one door to all; and each way to be away once.
@pytest.mark.parametrize(
    ("command", "url", "words"),
    [
        (["migrate"], *NOBODY_LISTENS),
        (["daily"], *NOBODY_LISTENS),
        (["deliver_mail"], *NOBODY_LISTENS),
        (["load_roles"], *NOBODY_LISTENS),
        (["release_seats"], *NOBODY_LISTENS),
        (
            ["daily"],
            "postgres://mei:s3cr3t@nowhere.invalid/dialogue",
            "there is no host of that name",
        ),
        (["migrate"], *NO_FOLDER),
        (["daily"], *NO_FOLDER),
    ],
)
def test_a_command_without_a_database_ends_with_one_line(project, command, url, words):
    ended = run(project, "manage.py", *command, DATABASE_URL=url)
    [line] = [line for line in ended.stderr.splitlines() if not line.startswith("{")]
    assert line == f"Not done: The database (DATABASE_URL) cannot be used: {words}."
    assert ended.returncode == 1


def test_a_wrong_setting_ends_a_command_with_a_status_that_says_so(project):
    assert run(project, "manage.py", "check", LOG_LEVEL="loud").returncode == 78


def test_a_worker_without_static_files_ends_with_one_line(project, served, tmp_path):
    folder = served | {"VAR": str(tmp_path)}
    assert run(project, "manage.py", "migrate", **folder).returncode == 0
    ended = run(project, "-c", "import dialogue.wsgi", **folder)
    assert ended.returncode == 3
    assert "collectstatic" in ended.stderr.splitlines()[-1]
    assert "Traceback" not in ended.stderr


def test_a_worker_that_starts_on_sqlite_says_so_in_one_line(project, served):
    ended = run(project, "-c", "import dialogue.wsgi", **served)
    assert ended.returncode == 0, ended.stderr
    lines = [line for line in ended.stderr.splitlines() if "dialogue.access.checks" in line]
    [said] = [json.loads(line)["message"] for line in lines if "SQLite" in line]
    assert "The database is SQLite" in said
    assert "Set DATABASE_URL to a PostgreSQL database" in said


def test_one_worker_may_count_in_its_own_memory(project):
    ended = run(project, "manage.py", "check", CACHE_URL=None, WEB_CONCURRENCY="1")
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_safe_production_is_what_gunicorn_can_load(project, tmp_path_factory):
    var = demonstration.first_run(tmp_path_factory) / "var"
    where = {"DATABASE_URL": f"sqlite:///{var / 'db.sqlite3'}", "VAR": str(var)}
    ended = run(project, "-m", "gunicorn", "dialogue.wsgi", "--check-config", **where)
    assert (ended.returncode, "Not started" in ended.stderr) == (0, False)


def test_a_file_env_is_read_and_the_real_environment_wins(project):
    file = project / ".env"
    file.write_text("SECRET_KEY=short\n")
    try:
        from_file = run(project, "manage.py", "check", SECRET_KEY=None)
        from_environment = run(project, "manage.py", "check")
    finally:
        file.unlink()
    assert "SECRET_KEY is weak" in from_file.stderr
    assert from_environment.returncode == 0


@pytest.mark.parametrize("mode", ["demo", "development", "test"])
def test_elsewhere_the_same_is_let_pass(project, mode):
    ended = run(project, "manage.py", "check", MODE=mode, PUBLIC_URL="http://127.0.0.1:8000")
    assert (ended.returncode, ended.stderr) == (0, "")


# The settings as values, in this process


def settings(**changes):
    """The names that dialogue/settings.py defines in an environment."""
    # The whole environment is put back afterwards: a developer's .env is read into it.
    with mock.patch.dict(os.environ, environment(**changes), clear=True):
        return runpy.run_path(str(ROOT / "dialogue" / "settings.py"))


@pytest.mark.parametrize(
    ("changes", "line"),
    [(changes, line) for changes, line in UNSAFE if None not in changes.values()],
)
def test_the_settings_refuse_by_themselves(changes, line):
    with pytest.raises(ImproperlyConfigured, match=line):
        settings(**changes)


def test_production_speaks_https_only():
    names = settings()
    assert names["SECURE_SSL_REDIRECT"]
    assert names["SECURE_HSTS_SECONDS"] >= 365 * 24 * 60 * 60
    assert not names["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    assert not names["SECURE_HSTS_PRELOAD"]
    chosen = settings(HSTS_INCLUDE_SUBDOMAINS="true", HSTS_PRELOAD="true")
    assert chosen["SECURE_HSTS_INCLUDE_SUBDOMAINS"]
    assert chosen["SECURE_HSTS_PRELOAD"]
    assert names["REQUIRE_SECOND_FACTOR"]
    assert not names["DEBUG"]


def test_every_cookie_of_ours_is_bound_to_this_very_host():
    names = settings()
    for cookie in ["SESSION", "CSRF", "LANGUAGE"]:
        assert names[f"{cookie}_COOKIE_NAME"].startswith("__Host-")
        assert names[f"{cookie}_COOKIE_SECURE"]
        assert f"{cookie}_COOKIE_DOMAIN" not in names  # which the prefix forbids
        assert names.get(f"{cookie}_COOKIE_PATH", "/") == "/"  # which it demands
    assert names["DEVICE_COOKIE_NAME"].startswith("__Host-")
    assert names["MESSAGE_STORAGE"].endswith("SessionStorage")  # the other one has a cookie
    assert "SESSION_COOKIE_NAME" not in settings(MODE="demo")  # it speaks HTTP


def test_a_proxys_word_on_https_counts_only_where_the_settings_name_a_proxy():
    assert "SECURE_PROXY_SSL_HEADER" not in settings(BEHIND_PROXY="false")
    assert settings(BEHIND_PROXY="true")["SECURE_PROXY_SSL_HEADER"][1] == "https"


def test_sqlite_queues_its_writers_and_postgresql_keeps_its_connections():
    sqlite = settings(DATABASE_URL="sqlite:///unused.sqlite3")["DATABASES"]["default"]
    assert sqlite["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in sqlite["OPTIONS"]["init_command"]
    named = settings(DATABASE_URL="postgres://u@127.0.0.1/d", DATABASE_CONN_MAX_AGE="30")
    assert named["DATABASES"]["default"]["CONN_MAX_AGE"] == 30
    assert named["DATABASES"]["default"]["CONN_HEALTH_CHECKS"]
