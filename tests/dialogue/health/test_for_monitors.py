"""What monitors read: /healthz, /readyz and /metrics."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from dialogue.health import heartbeats, readiness
from dialogue.mail.models import OutgoingMail
from dialogue.models import Heartbeat
from participants.states import Status
from tests import factories

DAY = timedelta(days=1)
PROXIED = {"HTTP_X_FORWARDED_FOR": "203.0.113.9"}


def ready(client, **meta):
    readiness.forget()
    response = client.get("/readyz", **meta)
    return response.status_code, response.json()


def numbers(client, **meta):
    """{(name, *labels): value}"""
    response = client.get("/metrics", **meta)
    assert response.status_code == 200
    return {
        (one.name, *one.labels.values()): one.value
        for family in text_string_to_metric_families(response.text)
        for one in family.samples
    }


def mail(**fields):
    said = {"kind": "invitation", "language": "en", "to_address": "mei@dialogue.test"}
    return OutgoingMail.objects.create(**{**said, "subject": "", "text": "", **fields})


def all_ran():
    for name in ["deliver_mail", "daily", "collect_replies", "work"]:
        heartbeats.beat(name, expected_within=DAY, at_once=True)


def test_whether_the_process_is_alive_asks_nothing_of_the_database(client):
    response = client.get("/healthz")  # which no fixture lets near a database
    assert (response.status_code, response.text) == (200, "ok\n")


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_a_monitor_on_this_machine_may_ask_by_any_name(db, client, path):
    assert client.get(path, HTTP_HOST="10.1.2.3:8000").status_code in {200, 503}
    assert client.get(path, HTTP_HOST="10.1.2.3:8000", **PROXIED).status_code == 400


def test_ready_is_whoever_has_all_it_needs_and_all_that_must_run(db, client):
    all_ran()
    status, said = ready(client)
    assert (status, said["status"]) == (200, "ready")
    assert set(said["checks"].values()) == {"ok"}
    assert said["mail queue"] == {"due": 0, "oldest due for seconds": 0, "failed": 0}


def test_what_does_not_run_is_told_and_takes_no_worker_away(db, client):
    all_ran()
    Heartbeat.objects.filter(name="deliver_mail").update(at=timezone.now() - 2 * DAY)
    Heartbeat.objects.filter(name="daily").delete()
    status, said = ready(client)
    assert (status, said["status"]) == (200, "degraded")
    late = {name for name, word in said["checks"].items() if word != "ok"}
    assert late == {"deliver_mail", "daily"}
    assert said["last runs"]["deliver_mail"]["seconds ago"] >= 2 * 86400


def test_email_that_nobody_sends_is_told(db, client):
    all_ran()
    long_ago = timezone.now() - timedelta(hours=3)
    mail(state=OutgoingMail.State.QUEUED, next_try_at=long_ago)
    _status, said = ready(client)
    assert said["status"] == "degraded"
    assert said["mail queue"]["oldest due for seconds"] >= 3 * 3600
    assert "deliver_mail" in said["checks"]["mail queue"]


def test_a_database_without_our_migrations_is_not_ready(db, client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'agenda'")
    status, said = ready(client)
    assert (status, said["status"]) == (503, "not ready")
    assert "run `manage.py migrate`" in said["checks"]["migrations"]


def test_static_files_that_were_not_collected_are_told(db, client, settings):
    from django.contrib.staticfiles.storage import staticfiles_storage

    manifest = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STATIC_ROOT = "/nowhere"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": manifest}}
    assert staticfiles_storage.hashed_files == {}
    status, said = ready(client)
    assert status == 503
    assert "collectstatic" in said["checks"]["static files"]


def test_who_asks_again_at_once_gets_the_same_without_a_query(
    db, client, django_assert_num_queries
):
    ready(client)
    with django_assert_num_queries(0):
        client.get("/readyz")


def test_the_numbers_are_for_this_machine_and_for_who_has_the_token(db, client, settings):
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", **PROXIED).status_code == 403
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 403
    nothing = {"HTTP_AUTHORIZATION": "Bearer "}
    assert client.get("/metrics", **PROXIED, **nothing).status_code == 403
    settings.METRICS_TOKEN = "t0ken-of-twenty-letters"
    wrong, right = [{"HTTP_AUTHORIZATION": f"Bearer {t}"} for t in ["x", settings.METRICS_TOKEN]]
    assert client.get("/metrics", **PROXIED, **wrong).status_code == 403
    assert client.get("/metrics", **PROXIED, **right).status_code == 200


def test_the_numbers_tell_of_mail_seats_answers_and_runs(dialogue, client):
    all_ran()
    factories.invitation(dialogue, Status.ACCEPTED)
    mail(state=OutgoingMail.State.FAILED, finished_at=timezone.now())
    said = numbers(client)
    assert said["dialogue_seats", dialogue.slug] == dialogue.capacity
    assert said["dialogue_invitations", dialogue.slug, "accepted"] == 1
    assert said["dialogue_mail", "failed"] == 1
    assert said["dialogue_mail_oldest_due_seconds",] == 0
    assert said["dialogue_is_late", "daily"] == 0
    assert said["dialogue_check_ok", "database"] == 1


def test_no_number_names_anybody(dialogue, client):
    invitation = factories.invitation(dialogue, Status.ACCEPTED)
    text = client.get("/metrics").text + client.get("/readyz").text
    assert invitation.person.family_name not in text
    assert invitation.person.email not in text


def test_answers_of_500_are_counted_where_all_workers_see_it(db, client, monkeypatch):
    def fail():
        raise RuntimeError

    monkeypatch.setattr("dialogue.health.readiness.look", fail)
    unfazed = Client(raise_request_exception=False)
    assert unfazed.get("/readyz").status_code == 500
    assert unfazed.get("/readyz").status_code == 500
    assert cache.get("health:answers:500") == 2


def test_each_answer_bears_the_name_of_its_request(client):
    given = client.get("/healthz", headers={"X-Request-ID": "proxy-2026.1"})
    assert given["X-Request-ID"] == "proxy-2026.1"
    for wrong in ["", "short", "with blanks in it", "x" * 41, "a\tb\tc\td\te"]:
        made = client.get("/healthz", headers={"X-Request-ID": wrong})["X-Request-ID"]
        assert made != wrong
        assert len(made) == 32


def test_one_line_says_which_page_and_never_its_address(db, client, caplog):
    caplog.set_level("INFO", logger="dialogue.requests")
    client.get("/i/0123456789abcdef0123456789abcdef-a-secret/")
    client.get("/healthz")
    client.get("/readyz")
    [line] = [one for one in caplog.records if one.name == "dialogue.requests"]
    assert (line.method, line.route, line.status) == ("GET", "i/<str:token>/", 404)
    assert line.ms > 0
    assert "secret" not in line.getMessage()
