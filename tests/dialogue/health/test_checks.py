"""`check --deploy` says something where something is wrong, and nothing where nothing is."""

import pytest
from django.db import connection

from dialogue.access import checks as of_settings
from dialogue.health import checks


@pytest.fixture
def production(db, settings, tmp_path):
    """What production has that the tests have not."""
    settings.MODE = "production"
    settings.VAR = tmp_path
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.WEB_CONCURRENCY = 1
    return settings


def said():
    return [message.id for message in [*of_settings.check_production(), *checks.check_services()]]


def expected(*ids):
    """SQLite, where the tests run on it, is told in any case."""
    return [*(["dialogue.W001"] if connection.vendor == "sqlite" else []), *ids]


def test_nothing_is_said_where_nothing_is_wrong(production):
    assert said() == expected()


def test_elsewhere_nothing_is_said(settings):
    settings.MODE = "demo"
    settings.DEFAULT_FROM_EMAIL = "a@example.org"
    assert said() == []


@pytest.mark.parametrize("address", ["S <s@example.org>", "s@mail.example.com", "s@mail.invalid"])
def test_an_address_for_examples_is_told(production, address):
    production.DEFAULT_FROM_EMAIL = address
    assert said() == expected("dialogue.W003")


def test_no_mail_server_is_told(production):
    production.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert said() == expected("dialogue.W002")


def test_workers_that_share_no_cache_are_told(production):
    production.WEB_CONCURRENCY = 2
    assert said() == expected("dialogue.W004")


def test_a_cache_that_does_not_answer_is_told(production):
    production.CACHES = {
        **production.CACHES,
        "default": {
            "BACKEND": "dialogue.health.shared_cache.SharedCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        },
    }
    assert said() == expected("dialogue.W005")


def test_migrations_that_were_not_applied_are_told(production):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'agenda'")
    assert said() == expected("dialogue.E002")


def test_static_files_that_were_not_collected_or_have_changed_are_told(production, tmp_path):
    manifest = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    production.STATIC_ROOT = tmp_path / "static"
    production.STORAGES = {**production.STORAGES, "staticfiles": {"BACKEND": manifest}}
    assert said() == expected("dialogue.E003")


def test_a_folder_that_cannot_be_written_to_is_told(production, tmp_path):
    file = tmp_path / "file"
    file.touch()
    production.VAR = file / "var"
    assert said() == expected("dialogue.E004")


def test_a_database_that_is_away_is_told_and_not_asked_again(production, monkeypatch):
    from dialogue.health import probes

    monkeypatch.setattr(probes, "database_answers", lambda: "nothing listens")
    monkeypatch.setattr(probes, "migrations", lambda: pytest.fail("it was asked again"))
    assert said() == expected("dialogue.E001")


def test_variables_that_nobody_reads_are_told(settings):
    settings.UNKNOWN_VARIABLES = ["MAIL_URL is not read; is EMAIL_URL meant?"]
    [message] = of_settings.check_variables()
    assert message.msg == "MAIL_URL is not read; is EMAIL_URL meant?"
    assert message.id == "dialogue.W006"
