"""Many reminders are sent in few queries, and one that cannot be written holds up none."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from dialogue.mail.models import BlockedAddress, OutgoingMail, Unsubscription
from participants.letters import letters
from participants.models import Reminder
from participants.reminders import dispatch
from participants.states import Status
from participants.workflow import transitions
from tests import factories

pytestmark = pytest.mark.usefixtures("clock")
BY = transitions.Actor(transitions.Door.COMMAND, "daily run")
OF_EACH = 2  # queries: the letter, and whose it is


@pytest.fixture
def due(dialogue):
    """Make so many invitations that are to be reminded today."""
    factories.reminder_rule(dialogue, days_before=10)
    now = timezone.now()
    moments = {"invited_at": now - timedelta(days=14), "reply_by_at": now + timedelta(days=7)}

    def make(number):
        return [factories.invitation(dialogue, Status.INVITED, **moments) for _n in range(number)]

    return make


def queries():
    with CaptureQueriesContext(connection) as asked:
        sent, failed = dispatch.send_due(timezone.now(), BY)
    assert failed == []
    return len(asked), len(sent)


def test_each_further_reminder_costs_no_more_than_storing_it(due):
    due(3)
    few, number = queries()
    assert number == 3
    due(30)
    many, number = queries()
    assert number == 30
    assert many - few <= 27 * OF_EACH


def test_an_invitee_who_wants_none_or_is_blocked_is_told_apart_among_many(due, dialogue):
    unwanted, blocked, plain = due(3)
    address = unwanted.person.email.upper()
    Unsubscription.objects.create(dialogue=dialogue, address=address)
    BlockedAddress.objects.create(address=blocked.person.email.upper(), reason="it bounced")
    sent, _failed = dispatch.send_due(timezone.now(), BY)
    assert {letter.invitation for letter in sent} == {blocked, plain}
    states = dict(OutgoingMail.objects.values_list("to_address", "state"))
    assert states == {
        unwanted.person.email: "cancelled",
        blocked.person.email: "on_hold",
        plain.person.email: "queued",
    }
    assert Reminder.objects.get(invitation=unwanted).outcome == "unwanted"


def test_one_that_cannot_be_written_does_not_hold_up_the_others(due, monkeypatch):
    bad, *_others = due(4)
    write = letters.reminder

    def fail(kind, invitation, seats=(), number=1):
        if invitation == bad:
            raise ValueError
        return write(kind, invitation, seats, number)

    monkeypatch.setattr(letters, "reminder", fail)
    sent, failed = dispatch.send_due(timezone.now(), BY)
    assert len(sent) == 3
    assert [letter.invitation for letter in failed] == [bad]
    assert OutgoingMail.objects.count() == 3
