"""The sample delegates' livelier states, as the demonstration shows them."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

import manage
from dialogue.refusals import Refused
from participants.delegates import consents
from participants.models import IncomingMail, OfficialLetter
from participants.states import Status
from tests import factories


def test_samples_are_cleared_invited_and_answer_through_the_real_verbs(dialogue):
    category = factories.category(dialogue)
    for _ in range(32):
        factories.invitation(dialogue, category=category)
    real = factories.invitation(dialogue, person=factories.person(email="minister@gov.test"))
    call_command("play_samples", dialogue.slug)
    numbers = dialogue.invitations.count_by_status()
    assert numbers[Status.ACCEPTED] == 12
    assert numbers[Status.TENTATIVE] == 3
    assert numbers[Status.DECLINED] == 3
    assert numbers[Status.INVITED] == 6
    assert numbers[Status.NOMINATED] == 1
    assert numbers[Status.RESERVE] == 2
    assert numbers[Status.CLEARED] == 4
    assert numbers[Status.DRAFT] == 3
    real.refresh_from_db()
    assert real.status == Status.DRAFT
    assert dialogue.mails.count() == 24 + 18 + 2
    coming = dialogue.invitations.filter(status=Status.ACCEPTED)
    assert 8 <= len(consents.who_agreed("programme", coming)) < 12
    declined = dialogue.invitations.filter(status=Status.DECLINED).first()
    assert "parliament" in declined.answers.get().reason
    by_calendar = IncomingMail.objects.get()
    assert (by_calendar.partstat, by_calendar.doubts) == ("ACCEPTED", [])
    assert by_calendar.invitation.status == Status.INVITED
    assert by_calendar.may_be_confirmed
    letters = OfficialLetter.objects.order_by("pk")
    assert [letter.state for letter in letters] == [*["issued"] * 3, *["draft"] * 2]


def test_an_unknown_dialogue_is_reported(db):
    with pytest.raises(CommandError, match="There is no dialogue “nowhere”"):
        call_command("play_samples", "nowhere")


def test_a_rule_that_says_no_is_one_line_and_no_trace(monkeypatch, db):
    dialogue = factories.dialogue(reply_by_at=timezone.now() - timedelta(days=1))
    factories.invitation(dialogue)
    monkeypatch.setattr(
        manage, "execute_from_command_line", lambda arguments: call_command(*arguments)
    )
    with pytest.raises(Refused):
        call_command("play_samples", dialogue.slug)
    with pytest.raises(SystemExit, match=r"^Not done: .*deadline"):
        manage._run(["play_samples", dialogue.slug])
