"""An office is not asked for what is known of it already."""

import pytest

from participants.models import Nomination
from participants.states import Status
from tests import factories
from tests.reading import page, soup

pytestmark = pytest.mark.usefixtures("clock")

ANSWER = {"response": "accept", "answered_by": "office", "answered_by_name": "Dewi Lestari"}
COPIES = "office@example.org"
SUBSTITUTE = {
    "act": "propose",
    "family_name": "Tan",
    "title_en": "Director",
    "country": "SG",
    "email": "tan@example.org",
    "language": "en",
    "proposed_by": "office",
    "proposed_by_name": "Dewi Lestari",
}


def invited(dialogue, status=Status.INVITED, cc_email=COPIES):
    person = factories.person(cc_email=cc_email)
    return factories.invitation(dialogue, status, person=person)


def answered(client, invitation, **more):
    client.post(invitation.page_path, {**ANSWER, **more})
    return invitation.answers.get()


def proposal(client, invitation, **more):
    return client.post(f"{invitation.page_path}substitute/", {**SUBSTITUTE, **more})


def test_an_office_that_gets_copies_may_leave_its_address_out(client, dialogue):
    invitation = invited(dialogue)
    shown = soup(client.get(invitation.page_path))
    assert "the address of the office to which the secretariat sends copies" in shown.get_text()
    assert COPIES not in str(shown)
    answer = answered(client, invitation)
    assert (answer.answered_by_name, answer.answered_by_email) == ("Dewi Lestari", COPIES)


def test_an_address_that_is_given_counts(client, dialogue):
    answer = answered(client, invited(dialogue), answered_by_email="dewi@example.net")
    assert answer.answered_by_email == "dewi@example.net"


def test_where_none_is_known_it_is_asked_for_and_nobody_is_told_otherwise(client, dialogue):
    with_copies, without = invited(dialogue), invited(dialogue, cc_email="")
    client.get(with_copies.page_path)  # whose form is kept for others like it
    shown = soup(client.get(without.page_path))
    assert "sends copies" not in shown.get_text()
    assert shown.select_one("[name=answered_by_email]")["aria-required"] == "true"
    assert "Please give your email address." in page(client.post(without.page_path, ANSWER), 422)


def test_a_wrong_address_is_not_taken_for_one_left_out(client, dialogue):
    wrong = {**ANSWER, "answered_by_email": "dewi@"}
    assert client.post(invited(dialogue).page_path, wrong).status_code == 422


def test_whoever_answered_for_the_invitee_is_remembered_where_a_substitute_is_proposed(
    client, dialogue
):
    invitation = invited(dialogue, cc_email="")
    answered(client, invitation, answered_by_email="dewi@example.net")
    shown = soup(client.get(f"{invitation.page_path}substitute/"))
    assert shown.select_one("[name=proposed_by]").has_attr("checked")
    assert shown.select_one("[name=proposed_by_name]")["value"] == "Dewi Lestari"
    assert "dewi@example.net" not in str(shown)
    proposal(client, invitation)
    assert Nomination.objects.get().proposed_by_email == "dewi@example.net"


def test_somebody_else_who_proposes_says_where_to_reach_them(client, dialogue):
    invitation = invited(dialogue, cc_email="")
    answered(client, invitation, answered_by_email="dewi@example.net")
    response = proposal(client, invitation, proposed_by_name="Ms Lim")
    assert "Please give your email address." in page(response, 422)


def test_an_office_that_gets_copies_proposes_without_giving_its_address(client, dialogue):
    invitation = invited(dialogue, Status.ACCEPTED)
    proposal(client, invitation)
    assert Nomination.objects.get().proposed_by_email == COPIES
