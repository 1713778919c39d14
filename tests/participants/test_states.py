"""Every state × every verb: the table is obeyed, and what it does not hold changes nothing."""

from itertools import product

import pytest

from dialogue.refusals import Refused
from participants.models import InvitationEvent
from participants.states import (
    ANSWERABLE,
    HAS_A_CALENDAR,
    HAS_A_LINK,
    RESERVES_A_SEAT,
    TAKES_A_SEAT,
    TRANSITIONS,
    Status,
    Verb,
    legal_verbs,
)
from participants.workflow import invitations, transitions
from tests import factories

BY = transitions.Actor(InvitationEvent.Door.COMMAND, "test")


@pytest.mark.parametrize(("verb", "status"), list(product(Verb, Status)))
def test_a_verb_leads_where_the_table_says_or_is_refused(dialogue, verb, status):
    invitation = factories.invitation(dialogue, status, reply_by_at=dialogue.reply_by_at)
    invitation.invited_at = invitation.created_at
    invitation.save()
    target = TRANSITIONS.get((verb, status))

    if target is None:
        with pytest.raises(Refused, match=str(Status(status).label)):
            transitions.move(invitation, verb, BY)
        assert not invitation.events.exists()
    else:
        transitions.move(invitation, verb, BY, "because")
        event = invitation.events.get()
        assert (event.from_status, event.to_status) == (status, target)
        assert (event.actor, event.reason) == ("test", "because")
    invitation.refresh_from_db()
    assert invitation.status == (target or status)


def test_every_state_but_the_first_can_be_reached():
    reachable = {Status.DRAFT}
    while new := {to for (_verb, at), to in TRANSITIONS.items() if at in reachable} - reachable:
        reachable |= new
    assert reachable == set(Status)


def test_a_seat_passed_on_is_final_and_from_withdrawn_the_one_way_is_to_begin_again():
    assert not legal_verbs(Status.REPLACED)
    assert legal_verbs(Status.WITHDRAWN) == [Verb.REDRAFT]


def test_the_sets_of_states_agree_with_each_other():
    assert not TAKES_A_SEAT & RESERVES_A_SEAT
    assert HAS_A_CALENDAR <= HAS_A_LINK
    assert ANSWERABLE <= HAS_A_LINK
    assert TAKES_A_SEAT | RESERVES_A_SEAT <= HAS_A_LINK


def test_a_move_by_somebody_who_saw_an_older_state_is_refused(dialogue):
    invitation = factories.invitation(dialogue, Status.DRAFT)
    stale = type(invitation).objects.get(pk=invitation.pk)
    invitations.clear(invitation, BY)

    with pytest.raises(Refused, match="Somebody else has just changed"):
        transitions.move(stale, Verb.WITHDRAW, BY)

    invitation.refresh_from_db()
    assert invitation.status == Status.CLEARED
    assert invitation.events.count() == 1
