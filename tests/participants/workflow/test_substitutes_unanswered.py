"""“I cannot come, Ms X will”, from somebody who never accepted: no acceptance is made up for it,
and the seat stays an offer until the organisers decide."""

import pytest
import time_machine
from django.urls import reverse

from dialogue.refusals import Refused
from participants.models import Answer
from participants.states import Status
from participants.workflow import answers, nominations, seats
from tests import factories
from tests.participants.workflow.nominating import BY
from tests.reading import page, soup, words

pytestmark = pytest.mark.usefixtures("clock")

LATE = "2031-05-16T02:00:00Z"
TYPED = {
    "family_name": "Lim",
    "title_en": "Director",
    "email": "lim@example.org",
    "language": "en",
    "proposed_by_name": "Mei Tan",
}


@pytest.fixture
def invited(dialogue):
    return factories.invitation(dialogue, Status.INVITED)


def recorded(client, invitation):
    client.force_login(factories.organiser())
    address = reverse("admin:invitation_nomination", args=[invitation.pk])
    response = client.post(address, {**TYPED, "channel": "paper"})
    invitation.refresh_from_db()
    return response


@pytest.mark.parametrize("status", [Status.INVITED, Status.TENTATIVE, Status.DECLINED])
def test_the_secretariat_writes_it_down_in_one_act(client, dialogue, status):
    invitation = factories.invitation(dialogue, status)
    client.force_login(factories.organiser())
    change = f"/admin/participants/invitation/{invitation.pk}/change/"
    assert "Record a substitute" in page(client.get(change))
    assert recorded(client, invitation).status_code == 302
    assert "substitute: Lim" in words(soup(client.get(change)).select_one(".glance-state"))
    assert invitation.status == Status.NOMINATED
    assert not Answer.objects.exists()
    numbers = seats.count(dialogue)
    assert (numbers.taken, numbers.reserved) == (0, 1)

    new = nominations.approve(invitation, BY)
    invitation.refresh_from_db()
    assert (invitation.status, new.status) == (Status.REPLACED, Status.ACCEPTED)
    assert new.replaces == invitation
    assert seats.count(dialogue).taken == 1


@pytest.mark.parametrize(
    ("language", "stands", "stays"),
    [
        ("en", "still stands.", "The seat stays with"),
        ("vi", "vẫn còn hiệu lực.", "Chỗ vẫn thuộc về"),
    ],
)
def test_who_is_rejected_leaves_the_invitation_as_it_was(invited, language, stands, stays):
    invited.person.language = language
    invited.person.save()
    nominations.nominate(invited, BY, factories.nomination())
    nominations.reject(invited, BY, "We need a regulator.")
    assert invited.status == Status.INVITED
    address = invited.person.email
    letter = invited.mails.get(kind="nomination_rejected", to_address=address).text
    assert stands in letter
    assert stays not in letter


def test_the_invitee_proposes_somebody_as_the_first_answer(client, invited):
    shown = soup(client.get(invited.page_path)).select_one("#answer")
    assert "You cannot come, but somebody else could in your place?" in words(shown)
    address = shown.select_one("a[href*='/substitute/']")["href"]
    assert "You do not need to accept or decline as well." in page(client.get(address))
    typed = {**TYPED, "act": "propose", "proposed_by": "invitee"}
    state = soup(client.post(address, typed, follow=True)).select_one(".state")
    assert "Lim has been proposed to come in your place" in words(state)
    assert "You have not accepted the invitation yourself" in words(state)
    invited.refresh_from_db()
    assert invited.status == Status.NOMINATED
    assert client.get(f"/calendar/my/{invited.calendar_token}.ics").status_code == 404


def test_whoever_comes_after_all_answers_and_the_proposal_is_dropped(client, invited):
    nominations.nominate(invited, BY, factories.nomination())
    client.post(invited.page_path, {"response": "accept"})
    invited.refresh_from_db()
    assert invited.status == Status.ACCEPTED
    assert not invited.nominations.open().exists()


def test_nobody_takes_a_seat_by_taking_a_proposal_back(client, invited):
    nominations.nominate(invited, BY, factories.nomination())
    address = reverse("substitute", args=[invited.token])
    assert "no longer a proposed substitute" in page(
        client.post(address, {"act": "take_back"}), 422
    )
    invited.refresh_from_db()
    assert invited.status == Status.NOMINATED


def test_after_the_deadline_only_the_secretariat_may_write_it_down(client, invited):
    with time_machine.travel(LATE, tick=False):
        shown = page(client.get(reverse("substitute", args=[invited.token])))
        assert "A substitute cannot be proposed here at present." in shown
        recorded(client, invited)
    assert invited.status == Status.NOMINATED


def test_a_substitute_finds_no_seat_that_others_took(dialogue, invited):
    dialogue.capacity = 1
    dialogue.save()
    nominations.nominate(invited, BY, factories.nomination())
    with time_machine.travel(LATE, tick=False):
        factories.invitation(dialogue, Status.ACCEPTED)
        with pytest.raises(Refused, match="No seat is free"):
            nominations.approve(invited, BY)


def test_nobody_is_proposed_for_a_declined_seat_that_has_gone(dialogue, invited):
    dialogue.capacity = 1
    dialogue.save()
    answers.answer(invited, BY, Answer(response="decline", answered_by="invitee"))
    factories.invitation(dialogue, Status.ACCEPTED)
    with pytest.raises(Refused, match="Every seat is now taken or reserved"):
        nominations.nominate(invited, BY, factories.nomination())


def test_an_institution_reads_of_its_guest_that_a_substitute_is_proposed(client, dialogue):
    delegation = factories.delegation(dialogue)
    seat = factories.invitation(
        dialogue, Status.INVITED, person=factories.person(), delegation=delegation
    )
    nominations.nominate(seat, BY, factories.nomination(family_name="Lim"))
    card = soup(client.get(delegation.page_path)).select_one(f"#seat-{seat.pk}")
    assert "has been proposed as a substitute" in words(card)
    assert "Correct this, or propose somebody else" in words(card)
