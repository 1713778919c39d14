"""A delegate's details that the office was told by telephone or on paper."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from dialogue.models import SecurityEvent
from participants.delegates import consents, delegate_form
from participants.models import DelegateDetails, InvitationEvent
from participants.states import Status
from participants.workflow.transitions import Actor
from tests import factories
from tests.participants.delegates.details_visit import prove
from tests.reading import page

TOLD = {"told_by": "Ms Lan", "channel": "telephone"}


@pytest.fixture
def seat(dialogue):
    return factories.invitation(dialogue, Status.ACCEPTED)


def record(client, seat, **typed):
    address = reverse("admin:invitation_details", args=[seat.pk])
    return client.post(address, {**TOLD, **typed}, follow=True)


def test_protocol_types_what_it_was_told_and_by_whom(client, user, seat):
    typed = {"attendance": "travels", "arrival_on": "2031-06-01", "diet": "vegetarian"}
    shown = page(record(client, seat, **typed))
    assert "as told by Ms Lan (telephone)" in shown
    row = DelegateDetails.objects.get()
    assert (row.attendance, row.diet, row.told_by) == ("travels", "vegetarian", "Ms Lan")
    assert row.changed_by == user.get_full_name()
    event = seat.events.get(verb="record_details")
    assert (event.door, event.on_behalf_of) == (InvitationEvent.Door.ADMIN, "Ms Lan")


def test_the_form_has_all_that_the_delegates_own_has(client, user, seat):
    shown = page(client.get(reverse("admin:invitation_details", args=[seat.pk])))
    for form in delegate_form.forms_for(seat):
        for name in form.fields:
            assert f'name="{name}"' in shown
    assert SecurityEvent.objects.filter(kind=SecurityEvent.Kind.DETAILS_OPENED).exists()


def test_it_is_not_stored_without_a_name(client, user, seat):
    shown = page(record(client, seat, told_by="", diet="vegetarian"))
    assert "This field is required." in shown
    assert "vegetarian" in shown  # what was typed stays
    assert not DelegateDetails.objects.exists()


def test_what_is_right_is_stored_and_what_is_wrong_is_marked(client, user, seat):
    shown = page(record(client, seat, diet="vegetarian", arrival_on="2031-12-24"))
    assert "Saved, except for the fields marked below." in shown
    assert "The dialogue begins on" in shown
    row = DelegateDetails.objects.get()
    assert (row.diet, row.arrival_on) == ("vegetarian", None)


def test_the_delegate_sees_it_and_corrects_it(client, user, seat):
    record(client, seat, diet="vegetarian")
    shown = page(prove(client, seat))
    assert "The secretariat entered these details for you" in shown
    assert "as told by Ms Lan (telephone)" in shown
    own = Actor(InvitationEvent.Door.LINK, seat.person.name)
    delegate_form.save_valid(seat, {"diet": "halal"}, own)
    row = DelegateDetails.objects.get()
    assert (row.diet, row.told_by, row.channel) == ("halal", "", "")
    assert "The secretariat entered" not in page(client.get(reverse("details", args=[seat.token])))


def test_nobody_who_has_not_accepted_is_asked(client, user, dialogue):
    invited = factories.invitation(dialogue, Status.INVITED)
    shown = page(record(client, invited, diet="vegetarian"))
    assert "Details are asked of delegates who have accepted." in shown
    assert not DelegateDetails.objects.exists()


def test_somebody_without_an_address_too(client, user, dialogue):
    person = factories.person(email="", reached_by="telephone", phone="+84 24 1")
    seat = factories.invitation(dialogue, Status.ACCEPTED, person=person)
    record(client, seat, diet="halal")
    assert DelegateDetails.objects.get().diet == "halal"


def test_consent_is_recorded_in_the_words_read_out_with_who_said_so_and_when(
    client, user, dialogue
):
    person = factories.person(language="vi")
    seat = factories.invitation(dialogue, Status.ACCEPTED, person=person)
    address = reverse("admin:invitation_details", args=[seat.pk])
    with translation.override("vi"):
        words = str(consents.WORDING["list"])
    assert words in page(client.get(address))
    typed = {"consent_list": "yes", "consent_photographs": "no"}
    typed["told_on"] = (timezone.localdate() - timedelta(days=1)).isoformat()
    record(client, seat, **typed)
    known = consents.now(seat)
    assert {purpose: one.is_given for purpose, one in known.items()} == {
        "list": True,
        "photographs": False,
    }
    consent = known["list"]
    assert (consent.is_given, consent.language, consent.wording) == (True, "vi", words)
    name = user.get_full_name() or user.username
    assert consent.actor.startswith(f"{name}, as told by Ms Lan (telephone, ")
    assert "So far: agreed" in page(client.get(address))
    record(client, seat, consent_list="")
    assert consents.now(seat)["list"].is_given  # what is not spoken of stays
    record(client, seat, consent_list="no")
    assert not consents.now(seat)["list"].is_given


def test_nobody_was_told_tomorrow(client, user, seat):
    shown = page(record(client, seat, told_on="2099-01-01", consent_list="yes"))
    assert "This day is still to come." in shown
    assert not consents.now(seat)
