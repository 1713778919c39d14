"""A speaker's portrait: put behind the code with consent, shown where they are named, gone with the
consent or the person."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dialogue.refusals import Refused
from participants.delegates import consents
from participants.models import Consent, InvitationEvent, Portrait
from participants.personal_data import erasure
from participants.portraits import portraits
from participants.states import Status
from participants.workflow.transitions import Actor
from tests import factories
from tests.participants.delegates.details_visit import address, prove
from tests.participants.portraits.files import file
from tests.reading import page
from tests.visitors import Visitors

pytestmark = pytest.mark.django_db
DOOR = InvitationEvent.Door.LINK


@pytest.fixture
def seat(dialogue):
    """Of a speaker whom public pages name."""
    invitation = factories.invitation(dialogue, Status.ACCEPTED)
    factories.role(factories.session(dialogue), invitation.person)
    say(invitation, "programme")
    factories.release(dialogue)
    return invitation


@pytest.fixture
def proven(client, seat):
    prove(client, seat)
    return client


def say(invitation, purpose, is_given=True):
    consents.record(invitation, purpose, is_given, door=DOOR, actor="invitee")


def send(client, invitation, content=None, **more):
    files = {"picture": SimpleUploadedFile("me.jpg", content)} if content else {}
    return client.post(address("details_portrait", invitation), {**files, **more}, follow=True)


def shown(client, dialogue):
    """The key of the portrait that both public pages show, "" for initials."""
    pages = [client.get(reverse(name, args=[dialogue.slug])) for name in ["speakers", "dialogue"]]
    texts = [response.content.decode() for response in pages]
    found = Portrait.objects.first()
    is_there = {bool(found) and f"/portraits/{found.key}/160.jpg" in text for text in texts}
    assert len(is_there) == 1, "the pages differ"
    return found.key if is_there == {True} else ""


def test_a_speaker_agrees_and_uploads_in_one_step_and_stands_on_the_pages(
    proven, seat, client, dialogue
):
    assert shown(client, dialogue) == ""
    response = send(proven, seat, file(), agree="on")
    assert "Your portrait has been saved." in page(response)
    assert consents.now(seat)["portrait"].is_given
    key = shown(client, dialogue)
    picture = client.get(f"/portraits/{key}/320.jpg")
    assert picture["Content-Type"] == "image/jpeg" and picture.content[:2] == b"\xff\xd8"
    again = client.get(f"/portraits/{key}/320.jpg", headers={"if-none-match": picture["ETag"]})
    assert again.status_code == 304
    assert client.get(f"/portraits/{key}/999.jpg").status_code == 404


def test_nothing_is_kept_without_the_tick_or_of_what_is_no_picture(proven, seat):
    for response, message in [
        (send(proven, seat, file()), "Tick this, too"),
        (send(proven, seat, b"%PDF", agree="on"), "no picture that can be read"),
        (send(proven, seat, agree="on"), "Please choose the picture."),
    ]:
        assert message in page(response, 422)
    assert not Portrait.objects.exists() and not Consent.objects.filter(purpose="portrait").exists()


def test_without_the_code_nothing_is_shown_or_taken(client, seat):
    for response in [
        client.get(address("details_portrait", seat), follow=True),
        send(client, seat, file(), agree="on"),
        send(client, seat, remove="1"),
    ]:
        assert "Your portrait has" not in page(response)
        assert response.redirect_chain[0][0].startswith(address("details_consent", seat))
    assert not Portrait.objects.exists()


def test_a_new_picture_has_a_new_address_and_the_old_one_is_gone(client, seat, dialogue):
    say(seat, "portrait")
    old = portraits.put(seat.person, file()).key
    portraits.put(seat.person, file(color="maroon"))
    assert shown(client, dialogue) not in {"", old}
    assert client.get(f"/portraits/{old}/160.jpg").status_code == 404


def test_it_is_removed_by_a_press(proven, seat, dialogue):
    send(proven, seat, file(), agree="on")
    assert "Your portrait has been removed." in page(send(proven, seat, remove="1"))
    assert shown(proven, dialogue) == "" and not Portrait.objects.exists()


@pytest.mark.parametrize("purpose", ["portrait", "programme"])
def test_it_is_shown_no_longer_than_either_consent_stands(client, seat, dialogue, purpose):
    say(seat, "portrait")
    key = portraits.put(seat.person, file()).key
    assert shown(client, dialogue) == key
    say(seat, purpose, False)
    assert shown(client, dialogue) == ""
    assert Portrait.objects.exists() == (purpose == "programme")


def test_it_is_shown_at_the_dialogue_only_for_which_the_person_agreed(client, seat, dialogue):
    other = factories.dialogue(slug="elsewhere")
    elsewhere = factories.invitation(other, Status.ACCEPTED, person=seat.person)
    say(elsewhere, "portrait")
    key = portraits.put(seat.person, file()).key
    assert portraits.shown_at(other, [seat.person_id]) == {seat.person_id: key}
    assert shown(client, dialogue) == ""
    say(seat, "portrait")
    say(elsewhere, "portrait", False)
    assert shown(client, dialogue) == key, "it went though another consent stands"


def test_organisers_put_and_remove_it_where_the_person_agreed(seat):
    organisers = Visitors()("secretariat")
    where = reverse("admin:person_portrait", args=[seat.person.pk])
    picture = {"picture": SimpleUploadedFile("me.jpg", file())}
    assert "has not agreed to a portrait" in page(organisers.post(where, picture))
    assert not Portrait.objects.exists()
    with pytest.raises(Refused, match="agreed"):
        portraits.put(seat.person, file())
    say(seat, "portrait")
    picture = {"picture": SimpleUploadedFile("me.jpg", file())}
    assert "has been saved" in page(organisers.post(where, picture, follow=True))
    assert Portrait.objects.get().uploaded_by.username == "secretariat"
    assert "has been removed" in page(organisers.post(where, {"remove": "1"}, follow=True))
    assert not Portrait.objects.exists()


def test_it_is_erased_with_the_person(client, seat, dialogue):
    say(seat, "portrait")
    key = portraits.put(seat.person, file()).key
    erasure.erase(seat.person, Actor(InvitationEvent.Door.ADMIN, "An organiser"))
    assert not Portrait.objects.exists()
    assert client.get(f"/portraits/{key}/160.jpg").status_code == 404
