"""manage.py daily: it does each part, says what it did, and bears being killed and run again."""

import io
import signal
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone

from participants.letters import letters
from participants.models import Reminder
from participants.reminders import dispatch
from participants.states import Status
from participants.workflow import invitations
from participants.workflow.transitions import Actor, Door
from tests import factories
from tests.commands import run_process

DAILY = Actor(Door.COMMAND, "daily run")
# Sends reminders, and is killed while the third is written: mail and row are there, uncommitted.
KILLED = """
import os, signal
import django
django.setup()
from django.core.management import call_command
from participants.reminders import dispatch
reminder, seen = dispatch.letters.reminder, []
def reminder_or_die(*arguments):
    seen.append(1)
    if len(seen) == 4:
        os.kill(os.getpid(), signal.SIGKILL)
    return reminder(*arguments)
dispatch.letters.reminder = reminder_or_die
dispatch.AT_ONCE = 2  # in one transaction: the third goes with the fourth
call_command("daily")
"""
LIBRARYS_OWN = "prune_db_task_results"  # it says nothing but a number, to the log
FAILING = """
from django.conf import settings
from django.core.management import execute_from_command_line
settings.DAILY_RUN = ["no_such_part", "release_seats"]
execute_from_command_line(["manage.py", "daily"])
"""


def daily():
    said, complained = io.StringIO(), io.StringIO()
    call_command("daily", stdout=said, stderr=complained)
    assert not complained.getvalue()
    return said.getvalue()


def waiting(dialogue, status=Status.INVITED, **fields):
    """Invited two weeks ago, to answer within a week: reminded today by a rule of seven days."""
    now = timezone.now()
    moments = {"invited_at": now - timedelta(days=14), "reply_by_at": now + timedelta(days=7)}
    return factories.invitation(dialogue, status, **{**moments, **fields})


def too_late(dialogue, **fields):
    return waiting(dialogue, reply_by_at=timezone.now() - timedelta(hours=1), **fields)


@pytest.mark.django_db
def test_each_part_says_in_one_line_what_it_did(dialogue):
    factories.reminder_rule(dialogue)
    category = factories.category(dialogue, name_en="Researchers")
    waiting(dialogue, person=factories.person(given_name="Mei Ling"))
    too_late(dialogue, category=category, person=factories.person(given_name="Wei"))
    Session.objects.create(session_key="old", expire_date=timezone.now() - timedelta(days=1))
    said = daily()
    assert said.splitlines() == [
        "collect_replies: No mailbox is set (IMAP_URL), so nothing is collected.",
        "release_seats: 1 seat released: 1 × Researchers",
        "send_reminders: 1 reminder sent: 1 × has not answered",
        "remind_of_requests: 0 data requests are due",
        "forget_personal_data: Forgotten: signed-in browsers 1",
        "prune_db_task_results: done",
    ]
    assert not Session.objects.exists()
    assert daily().splitlines() == [
        "collect_replies: No mailbox is set (IMAP_URL), so nothing is collected.",
        "release_seats: 0 seats released",
        "send_reminders: 0 reminders sent",
        "remind_of_requests: 0 data requests are due",
        "forget_personal_data: Nothing has been kept longer than its term.",
        "prune_db_task_results: done",
    ]
    assert dialogue.mails.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted({*settings.DAILY_RUN, "deliver_mail"} - {LIBRARYS_OWN}))
def test_no_part_prints_a_link_an_address_or_a_name(dialogue, name, capsys):
    factories.reminder_rule(dialogue)
    names = {"given_name": "Zubaidah", "family_name": "Quilliam"}
    for make in [waiting, too_late]:
        seat = make(dialogue, person=factories.person(**names))
        letters.invite(seat)
        factories.incoming_mail(seat)
    factories.data_request(
        dialogue, person=seat.person, received_at=timezone.now() - timedelta(days=30)
    )
    call_command(name)
    said = "".join(capsys.readouterr())
    assert said
    for secret in ["http", "@", "Zubaidah", "Quilliam"]:
        assert secret not in said


@pytest.mark.django_db
def test_a_released_seat_is_part_of_the_history_and_may_be_released_again(dialogue):
    late = too_late(dialogue)
    daily()
    late.refresh_from_db()
    assert late.released_at
    event = late.events.get()
    assert (event.verb, event.from_status, event.to_status) == ("release", "invited", "invited")
    assert event.door == "command"
    invitations.extend(late, DAILY)
    assert late.released_at is None
    type(late).objects.update(reply_by_at=timezone.now() - timedelta(hours=1))
    assert "1 seat released" in daily()


@pytest.mark.django_db
def test_nothing_is_released_where_an_answer_is_there_or_the_dialogue_is_off(dialogue):
    for status in set(Status) - {Status.INVITED, Status.NOMINATED, Status.TENTATIVE}:
        waiting(dialogue, status, reply_by_at=timezone.now() - timedelta(hours=1))
    waiting(dialogue)
    off = factories.dialogue(status="cancelled")
    too_late(off)
    assert "0 seats released" in daily()


@pytest.mark.django_db
def test_if_a_part_fails_the_others_run_and_the_end_is_honest(dialogue, settings, monkeypatch):
    def fail(*_arguments):
        raise RuntimeError(f"for somebody@example.org at {dialogue}")

    monkeypatch.setattr(dispatch, "send_due", fail)
    settings.DAILY_RUN = ["send_reminders", "no_such_part", "release_seats"]
    too_late(dialogue)
    said, complained = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError, match="Failed: send_reminders, no_such_part"):
        call_command("daily", stdout=said, stderr=complained)
    assert said.getvalue().startswith("release_seats: 1 seat released")
    assert "send_reminders: RuntimeError" in complained.getvalue()
    assert "no_such_part: Unknown command" in complained.getvalue()
    assert "@" not in complained.getvalue()


@pytest.mark.django_db
def test_reminders_that_cannot_be_written_are_counted_and_not_named(dialogue, monkeypatch):
    factories.reminder_rule(dialogue)
    waiting(dialogue, person=factories.person(given_name="Mei Ling"))
    monkeypatch.setattr(dispatch.letters, "reminder", lambda *_arguments: 1 / 0)
    said, complained = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError):
        call_command("daily", stdout=said, stderr=complained)
    assert "1 reminder could not be written; the log says why." in complained.getvalue()
    assert "Mei Ling" not in complained.getvalue()
    assert "send_reminders: 0 reminders sent" in said.getvalue()


@pytest.mark.django_db(transaction=True)
def test_a_run_that_is_killed_and_repeated_sends_nothing_twice(dialogue):
    factories.reminder_rule(dialogue)
    invited = [waiting(dialogue) for _ in range(5)]
    killed = run_process("-c", KILLED)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert dialogue.mails.count() == Reminder.objects.count() == 2

    again = run_process("manage.py", "daily")
    assert again.returncode == 0, again.stderr
    assert "3 reminders sent" in again.stdout
    assert dialogue.mails.count() == 5
    assert {one.mails.count() for one in invited} == {1}
    assert {one.events.count() for one in invited} == {1}

    assert "0 reminders sent" in run_process("manage.py", "daily").stdout
    assert dialogue.mails.count() == 5


@pytest.mark.django_db(transaction=True)
def test_its_exit_status_says_that_a_part_failed(dialogue):
    failed = run_process("-c", FAILING)
    assert failed.returncode == 1
    assert failed.stdout == "release_seats: 0 seats released\n"
    assert "no_such_part" in failed.stderr
    assert "Traceback" not in failed.stderr
