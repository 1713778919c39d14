"""What somebody who listens to the pages behind a link hears, and in which order."""

import pytest

from participants.states import Status
from tests import factories
from tests.participants.delegates.details_visit import ALL, address, prove, send
from tests.reading import soup

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def invitation(dialogue):
    return factories.invitation(dialogue, Status.ACCEPTED)


def test_what_is_wrong_with_a_field_is_read_before_its_help(client, invitation):
    wrong = {"response": "accept", "answered_by": "office", "answered_by_email": "dewi@"}
    shown = soup(client.post(invitation.page_path, wrong), 422)
    field = shown.select_one("[name=answered_by_email]")
    first, second = field["aria-describedby"].split()
    assert "valid email address" in shown.find(id=first).get_text()
    assert "confirmation" in shown.find(id=second).get_text()


def test_a_choice_is_not_called_wrong_before_anything_was_sent(client, invitation):
    shown = soup(client.get(invitation.page_path))
    radios = shown.select("[name=response]")
    assert {radio["aria-invalid"] for radio in radios} == {"false"}
    shown = soup(client.post(invitation.page_path, {}), 422)
    assert {radio["aria-invalid"] for radio in shown.select("[name=response]")} == {"true"}


def test_the_box_of_an_office_says_what_is_asked_for_next(client, invitation):
    shown = soup(client.get(invitation.page_path))
    box = shown.select_one("[name=answered_by]")
    told = shown.find(id=box["aria-describedby"]).get_text(strip=True)
    assert told == "Then please give your name and email address."
    for name in ["answered_by_name", "answered_by_email"]:
        assert shown.select_one(f"[name={name}]")["aria-required"] == "true"


def test_details_of_which_some_are_wrong_are_said_to_be_saved_but_for_these(client, invitation):
    prove(client, invitation)
    shown = soup(send(client, invitation, {**ALL, "birth_on": "2090-01-01"}), 422)
    heading = shown.find(id=shown.select_one(".error-summary")["aria-labelledby"])
    assert heading.get_text() == "Saved, except for the following"


def test_details_that_are_saved_are_said_to_be_before_what_is_missing(client, invitation):
    prove(client, invitation)
    shown = soup(send(client, invitation, {"diet": "halal"}, follow=True))
    said = shown.select_one("[role=status][autofocus]").get_text(" ", strip=True)
    assert said.startswith("Saved at ")
    assert "Still missing:" in said
    assert "Saved at" not in soup(client.get(address("details", invitation))).main.get_text()


def test_what_was_recorded_bears_the_name_of_its_heading(client, invitation):
    shown = soup(client.get(f"{invitation.page_path}?done=1"))
    state = shown.select_one("#answer[role=status]")
    assert shown.find(id=state["aria-labelledby"]).name == "h1"


def test_nothing_leads_away_from_the_page_before_the_answer(client, dialogue):
    dialogue.institutions.create(part="host", name_en="The Ministry", website="https://example.vn")
    invitation = factories.invitation(dialogue, Status.INVITED)
    shown = soup(client.get(invitation.page_path))
    assert "The Ministry" in shown.header.get_text()
    assert not shown.select("header a[href^=http]")


@pytest.mark.parametrize("number", [1, 2])
def test_of_several_seats_an_error_says_which(client, dialogue, number):
    delegation = factories.delegation(dialogue)
    seats = [
        factories.invitation(dialogue, Status.INVITED, delegation=delegation, person=None)
        for _seat in range(number)
    ]
    sent = {"seat": str(seats[-1].pk), "act": "propose"}
    shown = soup(client.post(delegation.page_path, sent), 422)
    errors = [one.get_text() for one in shown.select(".error-summary li")]
    assert errors
    assert all(one.startswith("Seat 2: ") for one in errors) == (number == 2)
