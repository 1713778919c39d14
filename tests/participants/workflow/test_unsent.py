"""An invitation that counts as sent although its letter never left: what its page says, and the
way back to cleared."""

import pytest
from django.urls import reverse
from django.utils import timezone

from dialogue.mail.models import OutgoingMail
from dialogue.refusals import Refused
from participants.models import Invitation, InvitationEvent
from participants.states import Status
from participants.workflow import invitations, seats, transitions, unsent
from tests import factories
from tests.reading import page, text_of

BY = transitions.Actor(InvitationEvent.Door.ADMIN, "Secretariat")
OVER = {"finished_at": timezone.now()}
NO_LETTER = "no letter about it has left"


@pytest.fixture
def invitation(dialogue):
    invitations.invite(factories.invitation(dialogue, Status.CLEARED), BY)
    return Invitation.objects.with_people().get()


def page_of(client, invitation):
    address = reverse("admin:participants_invitation_change", args=[invitation.pk])
    return text_of(client.get(address))


@pytest.mark.parametrize("state", ["cancelled", "failed", "not_sent"])
def test_a_letter_that_never_left_is_said_with_both_ways_on(client, user, invitation, state):
    answers = {"mei@example.org": "250 OK"} if state == "not_sent" else {}
    OutgoingMail.objects.update(state=state, answers=answers, **OVER)
    text = page_of(client, invitation)
    assert NO_LETTER in text
    assert "Write the letter again" in text and "Put back to cleared" in text


@pytest.mark.parametrize("state", ["queued", "draft", "sent", "bounced"])
def test_what_waits_or_has_left_is_not_said_to_be_missing(client, user, invitation, state):
    OutgoingMail.objects.update(state=state, **(OVER if state in {"sent", "bounced"} else {}))
    assert NO_LETTER not in page_of(client, invitation)


def test_put_back_to_cleared_the_seat_is_free_and_nothing_goes_out(dialogue, invitation):
    link = invitation.link
    unsent.clear_again(invitation, BY, "too early")
    invitation.refresh_from_db()
    assert (invitation.status, invitation.invited_at) == (Status.CLEARED, None)
    assert invitation.link != link
    assert seats.count(dialogue).reserved == 0
    assert OutgoingMail.objects.get().state == "cancelled"
    assert invitation.events.latest("pk").reason == "too early"
    invitations.invite(invitation, BY)
    assert OutgoingMail.objects.filter(state="queued").count() == 1


@pytest.mark.parametrize("state", ["sent", "bounced", "sending"])
def test_what_may_have_arrived_is_not_put_back(client, user, invitation, state):
    fields = OVER
    if state == "sending":
        fields = {"lease": "0" * 32, "leased_until_at": timezone.now()}
    OutgoingMail.objects.update(state=state, **fields)
    with pytest.raises(Refused, match="Withdraw it"):
        unsent.clear_again(invitation, BY)
    assert "action/clear-again" not in page(
        client.get(reverse("admin:participants_invitation_change", args=[invitation.pk]))
    )


def test_an_invitation_that_was_not_written_here_is_not_put_back(dialogue):
    by_telephone = factories.invitation(dialogue, Status.INVITED)
    with pytest.raises(Refused):
        unsent.clear_again(by_telephone, BY)
