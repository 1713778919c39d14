"""Who was there: not before it was, and never for good."""

import pytest
import time_machine
from django.urls import reverse

from dialogue.refusals import Refused
from participants.models import InvitationEvent
from participants.states import Status
from participants.workflow import attendance, transitions
from tests import factories
from tests.reading import page

BY = transitions.Actor(InvitationEvent.Door.ADMIN, "Secretariat")
# The dialogue begins on 2 June 2031 in Hanoi, which is the evening of the day before in Greenwich.
JUST_BEFORE, AS_IT_BEGINS = "2031-06-01T16:59:00Z", "2031-06-01T17:00:00Z"


@pytest.fixture
def delegate(dialogue):
    return factories.invitation(dialogue, Status.ACCEPTED)


def step(name, *chosen):
    ids = ",".join(str(invitation.pk) for invitation in chosen)
    return f"{reverse('admin:invitation_action', args=[name])}?ids={ids}"


def own_page(client, invitation):
    return page(client.get(reverse("admin:participants_invitation_change", args=[invitation.pk])))


@pytest.mark.parametrize("present", [True, False])
def test_nobody_is_present_or_absent_before_the_first_day_on_the_dialogues_clock(
    dialogue, delegate, present
):
    with time_machine.travel(JUST_BEFORE, tick=False), pytest.raises(Refused, match="2 June 2031"):
        attendance.record(delegate, BY, present=present)
    delegate.refresh_from_db()
    assert delegate.status == Status.ACCEPTED and not delegate.events.exists()

    with time_machine.travel(AS_IT_BEGINS, tick=False):
        attendance.record(delegate, BY, present=present)
    assert delegate.status == (Status.ATTENDED if present else Status.NO_SHOW)


def test_presence_is_corrected_and_taken_back_with_the_reason_in_the_history(delegate):
    with time_machine.travel(AS_IT_BEGINS, tick=False):
        attendance.record(delegate, BY, present=False)
        attendance.record(delegate, BY, present=True)
        assert delegate.status == Status.ATTENDED
        attendance.take_back(delegate, BY, "the wrong Mr Lee")
    delegate.refresh_from_db()
    assert delegate.status == Status.ACCEPTED
    event = delegate.events.latest("pk")
    assert (event.verb, event.from_status) == ("undo_attendance", "attended")
    assert event.reason == "the wrong Mr Lee"


def test_what_was_recorded_too_early_is_taken_back_on_any_day(dialogue):
    early = factories.invitation(dialogue, Status.ATTENDED)
    with time_machine.travel("2030-01-01T00:00:00Z", tick=False):
        attendance.take_back(early, BY)
    assert early.status == Status.ACCEPTED


def test_a_dialogue_that_does_not_take_place_has_no_presence(dialogue, delegate):
    dialogue.status = dialogue.Status.CANCELLED
    dialogue.save()
    with time_machine.travel(AS_IT_BEGINS, tick=False), pytest.raises(Refused, match="not take"):
        attendance.record(delegate, BY, present=True)


@pytest.mark.parametrize(("moment", "is_offered"), [(JUST_BEFORE, False), (AS_IT_BEGINS, True)])
def test_the_page_and_the_list_offer_it_from_the_first_day_on(
    client, user, delegate, moment, is_offered
):
    with time_machine.travel(moment, tick=False):
        client.force_login(user)
        assert ("/action/present/" in own_page(client, delegate)) == is_offered
        asked = page(client.get(step("present", delegate)))
        assert ("This affects 1 person." in asked) == is_offered
        changelist = page(client.get(reverse("admin:participants_invitation_changelist")))
        assert ('value="present"' in changelist) == is_offered


def test_the_list_takes_back_what_was_recorded_for_several(client, user, dialogue):
    wrong = [factories.invitation(dialogue, status) for status in ["attended", "no_show"]]
    assert "This affects 2 people." in page(client.get(step("undo-attendance", *wrong)))
    client.post(step("undo-attendance", *wrong), {"confirmed": "1", "reason": "wrong list"})
    for invitation in wrong:
        invitation.refresh_from_db()
        assert invitation.status == Status.ACCEPTED
        assert invitation.events.get().reason == "wrong list"
