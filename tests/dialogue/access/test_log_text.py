"""No token, address, row or value of a row reaches a log or a report of an error, whatever the
error says."""

import json
import logging
import sys

import psycopg
import pytest
from django.conf import settings
from django.core import mail as sent
from django.db import IntegrityError, connection

from dialogue.access import log_text, logs, request_ids, tokens
from dialogue.health import error_reports

ADDRESS, NAME = "mei.tan@ministry.example", "Mei Tan"
TOKEN = tokens.make_token("answer", "0123456789abcdef0123456789abcdef")
ROW = f"(7, {NAME}, {ADDRESS}, {TOKEN},\n\nDear {NAME},\n\n a letter, https://d.test/i/{TOKEN}/)"
SAID = f'new row for relation "person" violates "check"\nDETAIL:  Failing row contains {ROW}.'


def raised(error, cause=None):
    """sys.exc_info() of an error."""
    try:
        raise error from cause
    except type(error):
        return sys.exc_info()


def entry(message="Something failed: /i/%s/", *args, exc_info=None, **more):
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 0, message, args or (TOKEN,), exc_info
    )
    record.__dict__ |= more
    return record


def database_error():
    return raised(IntegrityError(SAID), psycopg.errors.CheckViolation(SAID))


def holds_nothing(text):
    return not any(part in text for part in [ADDRESS, NAME, TOKEN, TOKEN[:30], "Dear"])


FORMATTERS = [logs.Json(), logs.Line("{asctime} {levelname} {name} {message}", style="{")]


@pytest.mark.parametrize("formatter", FORMATTERS, ids=["json", "text"])
def test_an_error_of_the_database_is_written_without_the_row(formatter):
    text = formatter.format(entry(exc_info=database_error()))
    assert holds_nothing(text)
    assert 'new row for relation "person"' in text.replace("\\", "")
    assert "IntegrityError" in text
    assert "test_log_text.py" in text  # where it happened


@pytest.mark.parametrize("formatter", FORMATTERS, ids=["json", "text"])
def test_nor_does_a_message_that_quotes_the_error_hold_it(formatter):
    assert holds_nothing(formatter.format(entry("Not stored: %s", SAID)))
    letter = entry("A letter to %s failed, %s.", ADDRESS, TOKEN)
    assert holds_nothing(formatter.format(letter))


@pytest.mark.postgres
@pytest.mark.skipif(
    "postgresql" not in settings.DATABASES["default"]["ENGINE"], reason="SQLite tells no values"
)
def test_what_postgresql_itself_says_is_cut(db):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE people (email text UNIQUE)")
        cursor.execute("INSERT INTO people VALUES (%s)", [f"{ADDRESS} {TOKEN}"])
        cursor.execute("SAVEPOINT before")
        with pytest.raises(IntegrityError) as error:
            cursor.execute("INSERT INTO people VALUES (%s)", [f"{ADDRESS} {TOKEN}"])
        cursor.execute("ROLLBACK TO SAVEPOINT before")
        with pytest.raises(Exception, match=NAME) as of_data:
            cursor.execute("SELECT %s::integer", [NAME])
        cursor.execute("ROLLBACK TO SAVEPOINT before")
    assert ADDRESS in str(error.value)
    for one in [error, of_data]:
        assert holds_nothing(logs.Json().format(entry(exc_info=(one.type, one.value, one.tb))))


@pytest.mark.parametrize(
    "error",
    [
        ValueError(f"invalid literal for int() with base 10: '{NAME}'"),
        KeyError(NAME),
        LookupError(f'no person "{NAME}" <{ADDRESS}>'),
        ExceptionGroup("several", [ValueError(f"{NAME!r}"), KeyError(ADDRESS)]),
    ],
)
def test_the_values_that_an_error_quotes_are_cut(error):
    assert holds_nothing(logs.Json().format(entry(exc_info=raised(error))))


def test_the_names_of_fields_and_types_stay():
    for error in [KeyError("reply_by_at"), AttributeError("'NoneType' has no attribute 'pk'")]:
        assert log_text.message_of(error) == str(error)


def test_a_line_of_production_is_one_json_object_with_clock_and_request():
    mark = request_ids.current.set("proxy-12345")
    try:
        extra = {"method": "GET", "route": "i/<str:token>/", "status": 200, "ms": 7.5}
        text = logs.Json().format(entry("Một dòng\nvà một dòng nữa, %s", 1, **extra))
    finally:
        request_ids.current.reset(mark)
    assert "\n" not in text
    said = json.loads(text)
    assert said["request"] == "proxy-12345"
    assert said["message"] == "Một dòng\nvà một dòng nữa, 1"
    assert said["time"].endswith("+00:00")
    assert {name: said[name] for name in extra} == extra


def test_the_request_of_a_line_that_comes_late_is_known():
    class Request:
        request_id = "proxy-12345"

    assert json.loads(logs.Json().format(entry(request=Request())))["request"] == "proxy-12345"


def test_what_a_visitor_asks_for_in_vain_and_what_is_away_is_no_line_of_its_own():
    keeps = logs.RefusalsInOneLine().filter
    assert not keeps(entry(status_code=404))
    assert not keeps(entry(status_code=503))
    assert keeps(entry(status_code=403))
    assert keeps(entry(status_code=500))


# Errors by email and to Sentry


def test_admins_get_the_traceback_and_nothing_of_the_visitor(settings, rf):
    settings.ADMINS = [("", "admin@dialogue.test")]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    request = rf.post(f"/i/{TOKEN}/", {"name": NAME})
    handler = logs.ToAdmins(reporter_class="dialogue.access.logs.BriefReport")
    handler.setFormatter(FORMATTERS[1])
    handler.handle(entry(exc_info=database_error(), request=request, status_code=500))
    [mail] = sent.outbox
    assert mail.to == ["admin@dialogue.test"]
    assert "IntegrityError" in mail.body
    assert holds_nothing(mail.subject + mail.body)


def test_admins_get_ten_an_hour_and_no_more():
    passes = logs.AtMost(10).filter
    assert [passes(entry()) for _time in range(12)] == [True] * 10 + [False] * 2


def test_the_settings_send_errors_to_admins_only_if_there_are_any():
    assert "admins" not in logs.configuration("INFO")["root"]["handlers"]
    configured = logs.configuration("INFO", "json", admins=True)
    assert configured["root"]["handlers"] == ["stderr", "admins"]
    assert configured["handlers"]["stderr"]["formatter"] == "json"


def test_sentry_gets_the_kind_and_place_of_an_error_and_nothing_of_the_visitor():
    error = database_error()
    event = {
        "exception": {"values": [{"type": "IntegrityError", "value": SAID}]},
        "request": {"url": f"https://d.test/i/{TOKEN}/", "data": {"name": NAME}},
        "user": {"email": ADDRESS},
        "breadcrumbs": {"values": [{"message": NAME}]},
        "extra": {"row": ROW},
        "transaction": f"/i/{TOKEN}/",
        "logentry": {"message": f"To {ADDRESS}"},
    }
    cut = error_reports.cut(event, {"exc_info": error})
    assert holds_nothing(json.dumps(cut))
    assert cut["exception"]["values"][0]["type"] == "IntegrityError"
    assert "request" not in cut


def test_sentry_hears_of_no_outage():
    away = raised(psycopg.OperationalError("Connection refused"))
    from django.db import OperationalError

    gone = raised(OperationalError("x"), away[1])
    assert error_reports.cut({}, {"exc_info": gone}) is None


def test_gunicorn_writes_in_the_same_form():
    configured = logs.for_gunicorn(logs.configuration("INFO", "json"))
    assert configured["loggers"]["gunicorn.error"]["handlers"] == ["stderr"]
    assert configured["loggers"]["gunicorn.access"]["handlers"] == []
