"""Whatever has come to an end has a way back while nothing else depends on it."""

import pytest

from dialogue.mail.models import OutgoingMail
from dialogue.refusals import Refused
from participants.models import Invitation, InvitationEvent
from participants.states import TAKES_A_SEAT, TRANSITIONS, WAYS_BACK, Status
from participants.workflow import invitations, nominations, redrafting, seats, transitions, unsent
from tests import factories

BY = transitions.Actor(InvitationEvent.Door.ADMIN, "Secretariat")
ENDS = {
    *(Status.CLEARED, Status.RESERVE, Status.DECLINED, Status.REPLACED, Status.WITHDRAWN),
    *(Status.ATTENDED, Status.NO_SHOW),
}


def test_every_end_but_a_passed_on_seat_has_a_way_back_that_the_table_knows():
    assert set(WAYS_BACK) == ENDS - {Status.REPLACED}
    assert all((verb, status) in TRANSITIONS for status, verb in WAYS_BACK.items())


@pytest.mark.parametrize("before", ["draft", "cleared", "invited", "accepted", "tentative"])
def test_a_withdrawn_invitation_becomes_a_draft_and_is_sent_like_any_other(dialogue, before):
    invitation = factories.invitation(dialogue, before)
    link = invitation.link
    invitations.withdraw(invitation, BY, "the ministry asked")
    revoked = invitation.link
    redrafting.redraft(invitation, BY, "it asked again")
    invitation = Invitation.objects.with_people().get()
    assert (invitation.status, invitation.invited_at, invitation.reply_by_at) == (
        "draft",
        None,
        None,
    )
    assert invitation.link not in {link, revoked}
    assert seats.count(dialogue).taken == seats.count(dialogue).reserved == 0
    event = invitation.events.latest("pk")
    assert (event.from_status, event.reason) == ("withdrawn", "it asked again")

    OutgoingMail.objects.update(state="sent", finished_at=invitation.changed_at)
    invitations.clear(invitation, BY)
    invitations.invite(invitation, BY)
    assert invitation.mails.filter(kind="invitation", state="queued").count() == 1


def test_a_cleared_invitation_becomes_a_draft_again(dialogue):
    invitation = factories.invitation(dialogue, Status.CLEARED)
    redrafting.redraft(invitation, BY)
    assert invitation.status == Status.DRAFT


def test_nobody_gets_two_invitations_by_a_way_back(dialogue):
    withdrawn = factories.invitation(dialogue, Status.WITHDRAWN)
    factories.invitation(dialogue, Status.DRAFT, person=withdrawn.person)
    with pytest.raises(Refused, match="another invitation"):
        redrafting.redraft(withdrawn, BY)
    withdrawn.refresh_from_db()
    assert withdrawn.status == Status.WITHDRAWN


def test_somebody_who_was_erased_is_not_invited_by_a_way_back(dialogue):
    withdrawn = factories.invitation(dialogue, Status.WITHDRAWN)
    withdrawn.person.email = f"erased-{withdrawn.person.pk}@erased.invalid"
    withdrawn.person.save()
    assert withdrawn.person.is_erased
    with pytest.raises(Refused, match="erased"):
        redrafting.redraft(withdrawn, BY)


def test_the_seat_of_an_institution_is_asked_for_again(dialogue):
    delegation = factories.delegation(dialogue)
    seat = factories.invitation(dialogue, "invited", person=None, delegation=delegation)
    invitations.withdraw(seat, BY)
    redrafting.redraft(seat, BY)
    assert seat.status == Status.DRAFT


def test_put_on_the_reserve_list_too_early_is_put_back_to_cleared(dialogue):
    invitation = factories.invitation(dialogue, Status.CLEARED)
    invitations.put_on_reserve(invitation, BY)
    assert unsent.never_left([invitation]) == {invitation.pk}
    unsent.clear_again(invitation, BY, "the wrong row")
    assert (invitation.status, invitation.reserve_rank) == (Status.CLEARED, None)


def test_somebody_on_the_reserve_list_who_was_invited_before_is_not_put_back(dialogue):
    invitation = factories.invitation(dialogue, Status.INVITED)
    invitations.put_on_reserve(invitation, BY)
    assert unsent.never_left([invitation]) == set()
    with pytest.raises(Refused):
        unsent.clear_again(invitation, BY)


def test_the_delegate_who_was_replaced_by_mistake_gets_the_seat_back(dialogue):
    old = factories.invitation(dialogue, Status.ACCEPTED)
    nominations.nominate(old, BY, factories.nomination(email="other@example.org"))
    new = nominations.approve(old, BY)
    again = factories.nomination(email=old.person.email)
    nominations.nominate(new, BY, again)
    third = nominations.approve(new, BY)
    assert third.person == old.person and third.status in TAKES_A_SEAT
    new.refresh_from_db()
    assert new.status == Status.REPLACED
