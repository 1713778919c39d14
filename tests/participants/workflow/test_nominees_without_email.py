"""An institution nominates somebody who has no email address and is reached through it."""

import pytest

from participants.models import Nomination, Person
from participants.personal_data.people import nominee
from participants.workflow import nominations
from tests import factories
from tests.participants.workflow.nominating import BY, invited_seat, typed
from tests.reading import page

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def delegation(dialogue):
    return factories.delegation(dialogue)


@pytest.fixture
def seat(delegation):
    return invited_seat(delegation)


def through(seat, **fields):
    return typed(seat, email="", through_institution="on", **fields)


def test_the_nominee_gets_the_seat_and_the_letter_is_to_hand_over(client, delegation, seat):
    assert "reached through us" in page(client.get(delegation.page_path))
    client.post(delegation.page_path, through(seat))
    assert seat.nominations.get().email == ""
    nominations.approve(seat, BY)
    seat.refresh_from_db()
    person = seat.person
    assert (person.email, person.reached_by) == ("", "office")
    assert delegation.focal_point.name in person.postal_address
    assert delegation.focal_point.email in person.postal_address
    person.full_clean()
    assert seat.mails.get(kind="seat_confirmed").state == "to_hand_over"
    address = delegation.focal_point.email
    told = seat.mails.get(kind="nomination_approved", to_address=address)
    assert "hands their letter over through you" in told.text
    assert "hands their letter over through you" in told.html


def test_an_address_is_not_forgotten_unseen(client, delegation, seat):
    response = client.post(delegation.page_path, typed(seat, email=""))
    text = response.content.decode()
    assert "or tick below that they are reached through you." in text and "Hui Min" in text
    assert not seat.nominations.exists()


def test_nobody_without_an_address_has_two_seats_and_others_are_not_in_the_way(
    client, delegation, seat
):
    other = invited_seat(delegation)
    client.post(delegation.page_path, through(seat))
    refused = client.post(delegation.page_path, through(other))
    assert "is put forward for, a seat of this institution" in refused.content.decode()
    client.post(delegation.page_path, through(other, given_name="Wei"))
    assert other.nominations.get().given_name == "Wei"


def test_somebody_known_without_an_address_is_not_entered_twice(client, delegation, seat):
    client.post(delegation.page_path, through(seat))
    known = seat.nominations.get().as_person()
    known.save()
    nominations.approve(seat, BY)
    seat.refresh_from_db()
    assert seat.person == known
    assert Person.objects.filter(email="").count() == 1


def test_erasing_a_nominee_without_an_address_touches_nobody_elses_empty_field(seat):
    nomination = factories.nomination(invitation=seat, kind="nomination", email="")
    nomination.proposed_by = "office"
    nomination.save()
    assert nominee(nomination).addresses == frozenset()
    assert Nomination.objects.get() == nomination
