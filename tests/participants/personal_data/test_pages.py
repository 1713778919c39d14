"""A copy of what is kept about somebody, and erasing, in the admin site and behind the code."""

import base64
import json

import pytest
from django.test import Client
from django.urls import reverse

from dialogue.models import SecurityEvent
from participants.models import Person
from participants.states import Status
from tests import factories
from tests.participants.delegates.details_visit import prove
from tests.personal_data_world import NAME, make_world
from tests.reading import page, text_of

pytestmark = pytest.mark.django_db
OF_OTHERS = ["Ida Brambleton", "Odalys Fernhollow", "office@fernhollow.example", "Ormsby"]


@pytest.fixture
def office(clock, db):
    browser = Client()
    browser.force_login(factories.organiser())
    return browser


@pytest.fixture
def world(dialogue, client, clock):
    return make_world(dialogue, client)


def secrets_of(invitation):
    return [invitation.link_key, invitation.calendar_key, invitation.reply_key, invitation.token]


def test_the_copy_holds_what_is_kept_and_opens_nothing_and_names_nobody_else(world, office):
    response = office.get(reverse("admin:person_copy_file", args=[world.person.pk]))
    text = page(response)
    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert f"personal-data-{world.person.pk}.json" in response["Content-Disposition"]
    whole = json.loads(text)
    models = {section["model"] for section in whole["sections"]}
    assert models >= {
        "participants.Person",
        "participants.HistoricalPerson",
        "participants.Invitation",
        "participants.DelegateDetails",
        "participants.IncomingMail",
        "mail.OutgoingMail",
        "mail.MailAttachment",
        "agenda.Role",
        "agenda.SessionNote",
        "participants.Consent",
    }
    words = ["K7654321", "lutefisk", "Prefers the cathedral", "Mind the marmalade", "H.E. Zed"]
    assert [word for word in words if word not in text] == []
    # A letter to themselves is copied as they got it.
    sections = [it for it in whole["sections"] if it["model"] != "mail.OutgoingMail"]
    assert [word for word in OF_OTHERS if word in json.dumps(sections)] == []
    assert "office@fernhollow.example" not in text
    everything = text + "".join(contents(whole))
    assert [key for key in secrets_of(world.invitation) if key in everything] == []


def contents(whole):
    """The files in a copy, as text."""
    for section in whole["sections"]:
        for row in section["rows"]:
            for entry in row:
                if isinstance(entry["value"], dict) and "base64" in entry["value"]:
                    yield base64.b64decode(entry["value"]["base64"]).decode("utf-8", "replace")


def test_every_section_says_until_when_and_every_field_what_for(world, office):
    path = reverse("admin:person_copy_file", args=[world.person.pk])
    whole = json.loads(office.get(path).content)
    assert whole["schema"] == 1
    assert all(section["name"] and section["kept"] for section in whole["sections"])
    entries = [entry for section in whole["sections"] for row in section["rows"] for entry in row]
    assert {tuple(entry) for entry in entries} == {("name", "label", "value", "text", "purpose")}
    assert [entry for entry in entries if not entry["label"]] == []
    assert {entry["name"] for entry in entries if not entry["purpose"]} == {"dialogue"}


def test_the_page_to_print_and_the_security_log(world, office):
    text = text_of(office.get(reverse("admin:person_copy", args=[world.person.pk])))
    for word in ["Everything kept about", "Passport number", "K7654321", "For the visa letter"]:
        assert word in text
    (event,) = SecurityEvent.objects.filter(kind="data_copied")
    assert event.about == f"participants.person {world.person.pk}"


def test_a_delegate_reads_and_takes_it_behind_the_code(world, client):
    link = reverse("details_data", args=[world.invitation.token])
    text = text_of(client.get(link))
    for word in ["Everything kept about you", "K7654321", "Mind the marmalade", NAME]:
        assert word in text
    assert "Brambleton" not in text
    file = client.get(reverse("details_data_file", args=[world.invitation.token]))
    assert json.loads(file.content)["sections"]
    assert file["Cache-Control"].count("no-store")
    assert SecurityEvent.objects.filter(
        kind="data_copied", about=f"participants.invitation {world.invitation.pk}"
    ).exists()
    notice = page(client.get(reverse("details", args=[world.invitation.token])))
    assert link in notice


@pytest.mark.parametrize("name", ["details_data", "details_data_file"])
def test_without_the_code_there_is_nothing_and_nothing_is_written_down(
    dialogue, client, clock, name
):
    invitation = factories.invitation(dialogue, Status.ACCEPTED)
    response = client.get(reverse(name, args=[invitation.token]))
    assert response.url.startswith(reverse("details", args=[invitation.token]))
    assert not SecurityEvent.objects.exists()


def test_a_new_link_ends_it(dialogue, client, clock):
    invitation = factories.invitation(dialogue, Status.ACCEPTED)
    prove(client, invitation)
    type(invitation).objects.filter(pk=invitation.pk).update(link_key="another")
    assert client.get(reverse("details_data", args=[invitation.token])).status_code == 404


def test_erasing_asks_first_and_does_nothing_without_the_tick(world, office):
    address = reverse("admin:person_erase", args=[world.person.pk])
    text = text_of(office.get(address))
    for word in [
        "Erase everything about",
        "is withdrawn, and its seat is free",
        "nothing: deleted",
        "Why something stays",
    ]:
        assert word in text
    text = text_of(office.post(address))
    assert "Please tick this first: nothing was erased." in text
    assert Person.objects.get(pk=world.person.pk).family_name == "Quilliam"


def test_erasing_says_that_it_was_done_and_by_whom_and_a_second_press_too(world, office):
    address = reverse("admin:person_erase", args=[world.person.pk])
    text = text_of(office.post(address, {"is_sure": "on"}, follow=True))
    assert "Everything about this person has been erased." in text
    text = text_of(office.post(address, {"is_sure": "on"}, follow=True))
    assert "Everything about this person has been erased already." in text
    (event,) = SecurityEvent.objects.filter(kind="data_erased")
    assert event.about == f"participants.person {world.person.pk}"
    assert event.account.startswith("organiser-")
    assert event.address == "127.0.0.1"


def test_the_row_that_is_left_cannot_be_given_a_name_again(office, dialogue, clock):
    person = factories.person()
    factories.invitation(dialogue, Status.ACCEPTED, person=person)
    office.post(reverse("admin:person_erase", args=[person.pk]), {"is_sure": "on"})
    address = reverse("admin:participants_person_change", args=[person.pk])
    assert "(name erased)" in text_of(office.get(address))
    assert office.post(address, {"family_name": "Again"}).status_code == 403


def test_deleting_leads_to_erasing(office, dialogue):
    person = factories.invitation(dialogue, Status.ACCEPTED).person
    link = reverse("admin:person_erase", args=[person.pk])
    assert link in page(office.get(reverse("admin:participants_person_delete", args=[person.pk])))
    chosen = {"action": "delete_selected", "_selected_action": [person.pk]}
    assert link in page(office.post(reverse("admin:participants_person_changelist"), chosen))


def test_the_page_says_that_a_last_letter_goes_out(office, dialogue, clock):
    invitation = factories.invitation(dialogue, Status.ACCEPTED, calendar_told=0)
    text = text_of(office.get(reverse("admin:person_erase", args=[invitation.person.pk])))
    assert "A last letter takes Regional dialogue on AI governance out of the person’s" in text


def test_a_focal_points_institution_is_named_afterwards(office, dialogue, clock):
    delegation = factories.delegation(dialogue)
    address = reverse("admin:person_erase", args=[delegation.focal_point.pk])
    text = f"{delegation} has no focal point any more"
    assert text in text_of(office.get(address))
    assert text in text_of(office.post(address, {"is_sure": "on"}, follow=True))
