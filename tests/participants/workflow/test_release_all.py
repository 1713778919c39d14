"""Seats of offers whose reply deadline has passed are released together, in few queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from participants.states import Status
from participants.workflow import invitations, transitions
from tests import factories

BY = transitions.Actor(transitions.Door.COMMAND, "daily run")


def past_offers(dialogue, number):
    before = timezone.now() - timedelta(hours=1)
    moments = {"invited_at": before - timedelta(days=9), "reply_by_at": before}
    return [factories.invitation(dialogue, Status.INVITED, **moments) for _n in range(number)]


def queries(dialogue, number):
    past_offers(dialogue, number)
    with CaptureQueriesContext(connection) as asked:
        assert len(invitations.release_all(BY)) == number
    return len(asked)


def test_thirty_take_as_many_queries_as_three(dialogue):
    assert queries(dialogue, 3) == queries(dialogue, 30) <= 8


def test_each_is_released_once_and_it_is_in_its_history(dialogue):
    offers = past_offers(dialogue, 3)
    assert invitations.release_all(BY) == offers
    assert invitations.release_all(BY) == []
    for offer in offers:
        offer.refresh_from_db()
        assert offer.released_at is not None
        assert [(e.verb, e.from_status, e.to_status) for e in offer.events.all()] == [
            ("release", "invited", "invited")
        ]


def test_what_is_answered_or_given_more_time_or_called_off_is_left_alone(dialogue):
    answered, extended = past_offers(dialogue, 2)
    past_offers(factories.dialogue(slug="off", status="cancelled"), 1)
    answered.status = Status.DECLINED
    answered.save()
    extended.reply_by_at = timezone.now() + timedelta(days=1)
    extended.save()
    assert invitations.release_all(BY) == []


@pytest.mark.parametrize("at_once", [1, 2])
def test_many_are_released_in_several_transactions(dialogue, monkeypatch, at_once):
    monkeypatch.setattr(invitations, "RELEASED_AT_ONCE", at_once)
    assert len(invitations.release_all(BY)) == 0
    past_offers(dialogue, 5)
    assert len(invitations.release_all(BY)) == 5
