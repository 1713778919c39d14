"""What happens while the database or the cache is away: one line when it goes, one when it is back,
a page that says so, and people who can go on where that is possible."""

import logging
import socket
import sqlite3

import psycopg
import pytest
from django.core.cache.backends.redis import RedisCache
from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError
from django.test import Client
from django.urls import reverse

from dialogue.health import database_errors, outages
from dialogue.health.outages import Outage
from dialogue.health.shared_cache import SharedCache
from tests.reading import page


def caused(error, cause):
    error.__cause__ = cause
    return error


def away():
    return caused(
        OperationalError("connection failed"),
        psycopg.OperationalError("connection to server at … failed: Connection refused"),
    )


@pytest.fixture
def nobody_listens():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


# Outages


def test_an_outage_is_one_line_when_it_begins_and_one_when_it_ends(caplog):
    outage = Outage("The kettle", "Tea waits.")
    assert outage.may_try()
    for _time in range(50):
        outage.failed("it is cold")
    outage.worked()
    outage.worked()
    begun, ended = [record.getMessage() for record in caplog.records]
    assert begun == "The kettle is away: it is cold. Tea waits."
    assert ended == "The kettle is back after 0 s; 50 uses failed."


def test_while_it_is_away_one_tries_and_the_others_do_not(monkeypatch):
    now = [100.0]
    monkeypatch.setattr("dialogue.health.outages.time.monotonic", lambda: now[0])
    outage = Outage("The kettle", "")
    outage.failed("it is cold")
    assert not outage.may_try()
    now[0] += outages.RETRY_AFTER
    assert [outage.may_try() for _thread in range(3)] == [True, False, False]
    outage.failed("somebody who did not ask")  # which must not put the next try off
    outage.failed("it is cold", was_try=True)
    assert not outage.may_try()
    now[0] += outages.RETRY_AFTER
    assert outage.may_try()
    outage.worked()
    assert [outage.may_try(), outage.may_try()] == [True, True]


def test_what_says_nothing_when_it_is_back_is_back_when_nothing_fails(monkeypatch):
    now = [100.0]
    monkeypatch.setattr("dialogue.health.outages.time.monotonic", lambda: now[0])
    outage = Outage("The kettle", "")
    outage.failed("it is cold")
    outage.settle()
    assert outage.is_on
    now[0] += outages.SETTLED_AFTER + 1
    outage.settle()
    assert not outage.is_on


# What an error means


def sqlite_error(name):
    error = sqlite3.OperationalError("whatever")
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("error", "is_away", "is_passing"),
    [
        (away(), True, True),
        (InterfaceError("the connection is closed"), True, True),
        (caused(OperationalError(), psycopg.errors.AdminShutdown()), True, True),
        (caused(OperationalError(), psycopg.errors.TooManyConnections()), True, True),
        (caused(OperationalError(), psycopg.errors.LockNotAvailable()), False, True),
        (caused(OperationalError(), psycopg.errors.QueryCanceled()), False, True),
        (caused(OperationalError(), psycopg.errors.DeadlockDetected()), False, True),
        (caused(OperationalError(), sqlite_error("SQLITE_BUSY")), True, True),
        (caused(OperationalError(), sqlite_error("SQLITE_FULL")), True, True),
        (caused(OperationalError(), sqlite_error("SQLITE_ERROR")), False, False),  # no such table
        (caused(IntegrityError(), psycopg.errors.UniqueViolation()), False, False),
        (DatabaseError(), False, False),
        (caused(RuntimeError(), away()), True, True),
        (ValueError("connection refused"), False, False),
        (None, False, False),
    ],
)
def test_whether_an_error_means_that_the_database_is_away(error, is_away, is_passing):
    assert database_errors.is_away(error) == is_away
    assert database_errors.is_passing(error) == is_passing


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('connection to server at "10.0.0.1" failed: Connection refused', "nothing listens"),
        ('FATAL:  password authentication failed for user "mei"', "refuses the password"),
        ('FATAL:  database "s3cr3t" does not exist', "no database of that name"),
        ("failed to resolve host 's3cr3t'", "no host of that name"),
        ("connection timeout expired", "does not answer in time"),
        ("s3cr3t", "the log of the database"),
    ],
)
def test_the_reason_is_in_words_of_ours(text, words):
    line = database_errors.sentence(caused(OperationalError(text), psycopg.OperationalError(text)))
    assert words in line
    assert "s3cr3t" not in line
    assert "mei" not in line
    assert "\n" not in line


# The page


@pytest.fixture
def failing(monkeypatch):
    """Let the readiness page fail in this way, for every visitor."""

    def fail_with(error):
        def look():
            raise error

        monkeypatch.setattr("dialogue.health.readiness.look", look)
        return Client(raise_request_exception=False)

    return fail_with


def test_a_page_without_a_database_is_503_in_both_languages(failing, caplog):
    client = failing(away())
    caplog.set_level(logging.INFO)
    responses = [client.get("/readyz") for _time in range(5)]
    text = page(responses[0], 503)
    assert "The site is not available for the moment" in text
    assert "tạm thời không truy cập được" in text
    assert 'lang="vi"' in text
    assert responses[0]["Retry-After"] == "10"
    assert responses[0]["Cache-Control"] == "no-store"
    said = [record for record in caplog.records if record.name == "dialogue.health.outages"]
    assert len(said) == 1


def test_a_lock_that_was_not_to_be_had_is_503_too_and_no_outage(failing):
    error = caused(OperationalError(), psycopg.errors.LockNotAvailable())
    assert failing(error).get("/readyz").status_code == 503
    assert not outages.DATABASE.is_on


def test_an_error_of_ours_is_500(failing):
    assert failing(ZeroDivisionError()).get("/readyz").status_code == 500


def test_the_page_needs_no_static_files_either(failing, settings):
    manifest = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STATIC_ROOT = "/nowhere"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": manifest}}
    settings.DEBUG = False
    assert "not available" in page(failing(away()).get("/readyz"), 503)


# The cache


def test_without_redis_each_process_counts_for_itself(nobody_listens, caplog):
    cache = SharedCache(f"redis://127.0.0.1:{nobody_listens}/0", {})
    assert cache.add("tries", 1)
    assert not cache.add("tries", 1)
    assert cache.incr("tries") == 2
    cache.set_many({"a": 1, "b": 2})
    assert cache.get_many(["a", "b", "c"]) == {"a": 1, "b": 2}
    assert "a" in cache
    assert cache.touch("a")
    assert cache.delete("a")
    cache.delete_many(["b"])
    assert cache.get("b", "none") == "none"
    assert cache.get_or_set("d", lambda: 4) == 4
    assert not cache.answers()
    cache.clear()
    assert cache.get("tries") is None
    [line] = [record.getMessage() for record in caplog.records]
    assert line.startswith("The cache (CACHE_URL) is away: ConnectionError.")


def test_every_way_to_the_cache_has_its_way_round_it():
    """`get_or_set`, `in`, `decr` and the versions are built of these."""
    built = {"get_or_set", "decr", "incr_version", "decr_version", "close", "validate_key"}
    asked = {
        name
        for name in vars(RedisCache)
        if not name.startswith("_") and name not in built | {"pickle_protocol"}
    }
    assert asked - {"get_backend_timeout"} <= set(vars(SharedCache))


def test_people_can_sign_in_without_redis(db, client, nobody_listens, settings, user_model_account):
    settings.CACHES = {
        **settings.CACHES,
        "default": {
            "BACKEND": "dialogue.health.shared_cache.SharedCache",
            "LOCATION": f"redis://127.0.0.1:{nobody_listens}/0",
        },
    }
    url = reverse("account_login")
    wrong = {"login": "mei", "password": "not this one"}
    said = [client.post(url, wrong).status_code for _time in range(8)]
    assert 500 not in said
    assert "Too many" in client.post(url, wrong).text
    right = {"login": "mei", "password": "a-long-Passw0rd-77"}
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert elsewhere.post(url, right).status_code == 302


@pytest.fixture
def user_model_account(db):
    from tests import factories

    account = factories.organiser(username="mei")
    account.set_password("a-long-Passw0rd-77")
    account.save()
    return account
