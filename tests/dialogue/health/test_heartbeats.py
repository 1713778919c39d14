"""When what runs beside the web workers was last seen."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone, translation

from dialogue.health import heartbeats
from dialogue.models import Heartbeat
from tests.reading import page

HOUR = timedelta(hours=1)


@pytest.fixture
def user_fields():
    return {"is_superuser": True}


def test_the_first_beat_makes_the_row_and_the_next_one_changes_it(db, django_assert_num_queries):
    heartbeats.beat("daily", expected_within=HOUR)
    with django_assert_num_queries(0):
        heartbeats.beat("daily", expected_within=HOUR)  # too soon after the other
    with django_assert_num_queries(1):
        heartbeats.beat("daily", expected_within=2 * HOUR, note="failed: x", at_once=True)
    [row] = Heartbeat.objects.all()
    assert (row.expected_within, row.note) == (7200, "failed: x")
    assert row.pid > 0
    assert row.host


def test_late_is_what_was_not_seen_in_its_own_time(db):
    heartbeats.beat("daily", expected_within=HOUR)
    row, now = Heartbeat.objects.get(), timezone.now()
    assert not row.is_late(now + timedelta(minutes=59))
    assert row.is_late(now + timedelta(minutes=61))


def test_the_daily_run_and_the_mail_worker_are_seen(db):
    call_command("daily")
    call_command("deliver_mail")
    seen = set(Heartbeat.objects.values_list("name", flat=True))
    assert {"daily", "deliver_mail"} <= seen


def test_a_part_that_failed_is_noted(db, settings, capsys):
    settings.DAILY_RUN = ["no_such_part"]
    with pytest.raises(Exception, match="no_such_part"):
        call_command("daily")
    assert Heartbeat.objects.get(name="daily").note == "failed: no_such_part"


def test_the_queue_page_says_what_runs_and_what_does_not(client, user):
    heartbeats.beat("deliver_mail", expected_within=HOUR)
    Heartbeat.objects.update(at=timezone.now() - 3 * HOUR)
    text = page(client.get(reverse("admin:outgoing_mail_queue")))
    assert "Mail worker (deliver_mail): has not run for 3 hours" in " ".join(text.split())
    assert "Daily run (daily): has never run" in " ".join(text.split())
    Heartbeat.objects.update(at=timezone.now() - timedelta(minutes=2))
    text = page(client.get(reverse("admin:outgoing_mail_queue")))
    assert "Mail worker (deliver_mail): ran 2 minutes ago" in " ".join(text.split())


def test_the_same_in_vietnamese(client, user):
    heartbeats.beat("deliver_mail", expected_within=HOUR)
    Heartbeat.objects.update(at=timezone.now() - 3 * HOUR)
    with translation.override("vi"):
        client.cookies["django_language"] = "vi"
        text = page(client.get(reverse("admin:outgoing_mail_queue")))
    assert "Tiến trình gửi thư (deliver_mail): đã không chạy trong 3 giờ" in " ".join(text.split())
    assert "Tác vụ hằng ngày (daily): chưa chạy lần nào" in " ".join(text.split())
