"""One question in place of five: what most delegates want arranged, at one stroke."""

import pytest

from participants.models import DelegateDetails
from tests.participants.delegates.details_visit import ALL, NEEDS, TRAVEL, VISA, address, kept, send
from tests.reading import soup, words

pytestmark = pytest.mark.usefixtures("clock")

JOURNEY = {
    name: value
    for name, value in TRAVEL.items()
    if name.startswith(("attendance", "arrival", "departure"))
}
CONTACT = {name: value for name, value in NEEDS.items() if name.startswith("emergency")}
COMMON = {**JOURNEY, **CONTACT}


def arranged(client, invitation):
    """Which of the choices the page shows as made; "" for none."""
    page = soup(client.get(address("details", invitation)))
    made = page.select_one("[name=arranged][checked]")
    return made["value"] if made else ""


def missing(client, invitation):
    page = soup(client.get(address("details", invitation)))
    return [link["href"] for link in page.select("#missing a")]


def test_the_organisers_hotel_and_a_pick_up_say_all_the_rest(proven, invitation):
    send(proven, invitation, {**COMMON, "arranged": "hotel"})
    row = kept(invitation)
    assert row.is_complete
    assert (row.hotel, row.wants_pickup, row.funding) == ("block", True, "own")
    assert (row.needs_visa_letter, row.interpretation) == (False, "none")
    assert arranged(proven, invitation) == "hotel"


def test_so_does_nothing(proven, invitation):
    send(proven, invitation, {**COMMON, "arranged": "nothing"})
    row = kept(invitation)
    assert row.is_complete
    assert (row.hotel, row.wants_pickup, row.needs_visa_letter) == ("own", False, False)
    assert arranged(proven, invitation) == "nothing"


def test_what_the_choice_has_hidden_does_not_count(proven, invitation):
    send(proven, invitation, {**ALL, **VISA, "arranged": "hotel"})
    row = kept(invitation)
    assert row.needs_visa_letter is False
    assert (row.passport_number, row.hotel_nights) == ("", None)


def test_one_by_one_is_as_it_was_answered(proven, invitation):
    send(proven, invitation, {**ALL, "arranged": "each"})
    row = kept(invitation)
    assert (row.needs_visa_letter, row.passport_number) == (True, "K1234567")
    assert arranged(proven, invitation) == "each"


@pytest.mark.parametrize("attendance", ["local", "online"])
def test_whoever_does_not_travel_is_asked_about_interpretation_alone(
    proven, invitation, attendance
):
    sent = {**CONTACT, "attendance": attendance, "arranged": "hotel", "interpretation": "vi"}
    send(proven, invitation, sent)
    row = kept(invitation)
    assert row.is_complete
    assert (row.interpretation, row.hotel, row.wants_pickup) == ("vi", "", None)


def test_until_it_is_answered_one_question_is_missing(proven, invitation):
    send(proven, invitation, COMMON)
    assert missing(proven, invitation) == ["#id_arranged_0"]
    assert arranged(proven, invitation) == ""
    send(proven, invitation, {**COMMON, "arranged": "each", "hotel": "block"})
    assert "#id_arranged_0" not in missing(proven, invitation)
    assert "#id_wants_pickup_0" in missing(proven, invitation)


def test_a_hotel_that_is_named_is_shown(proven, invitation):
    own = {**COMMON, "arranged": "each", "hotel": "own", "hotel_name": "Grand", "funding": "own"}
    send(proven, invitation, {**own, "wants_pickup": "no", "needs_visa_letter": "no"})
    assert arranged(proven, invitation) == "each"


def test_after_something_wrong_the_choice_is_still_made(proven, invitation):
    wrong = {**COMMON, "arranged": "nothing", "arrival_on": "2020-01-01"}
    page = soup(send(proven, invitation, wrong), 422)
    assert page.select_one("[name=arranged][checked]")["value"] == "nothing"
    assert kept(invitation).hotel == "own"


def test_nonsense_is_no_choice(proven, invitation):
    send(proven, invitation, {"arranged": "a\0b"})
    assert not DelegateDetails.objects.exists()


def test_the_choice_says_what_else_it_means(proven, invitation):
    page = soup(proven.get(address("details", invitation)))
    group = page.select_one("#div_id_arranged")
    assert "neither a letter for your visa nor interpretation" in words(group)
    assert page.select_one("#id_arrival_on")["min"] == "2031-05-19"
    assert page.select_one("#id_departure_on")["max"] == "2031-06-17"
