"""What follows from a change of the dialogue is said before it is saved."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from participants.models import Invitation
from participants.states import Status
from participants.workflow import invitations, transitions
from tests import factories
from tests.reading import filled_form, page, text_of

BY = transitions.Actor("admin", "Secretariat")
ASKED = "Nothing has been saved yet."


@pytest.fixture
def address(dialogue, user):
    return reverse("admin:dialogue_dialogue_change", args=[dialogue.pk])


def save(client, address, **changed):
    """What comes of changing these fields in the form and pressing Save, and of pressing it once
    more on the page that comes."""
    form = {**filled_form(client.get(address).content), **changed}
    first = client.post(address, form)
    if first.status_code == 302:
        return first, None
    again = {**filled_form(first.content), "_save": "Save"}
    return first, client.post(address, again)


def invite(dialogue, **fields):
    invitation = factories.invitation(dialogue, Status.CLEARED, **fields)
    invitations.invite(invitation, BY)
    return invitation


def test_another_venue_says_who_knows_the_old_one_and_is_saved_when_it_is_meant(
    client, dialogue, address
):
    invite(dialogue)
    invite(dialogue, person=None, delegation=factories.delegation(dialogue))
    first, second = save(client, address, venue_en="Opera House")
    text = text_of(first)
    assert ASKED in text
    assert "1 invitee has the dialogue in their calendar as it was" in text
    assert "1 institution that is asked to nominate knows the dialogue as it was" in text
    assert "2 letters that name the old facts have not gone out yet" in text
    dialogue.refresh_from_db()
    assert dialogue.sequence == 1 and dialogue.venue_en == "Opera House"
    assert second.status_code == 302


def test_nothing_is_stored_by_the_page_that_asks_and_what_was_typed_stays(
    client, dialogue, address
):
    invite(dialogue)
    form = {**filled_form(client.get(address).content), "venue_en": "Opera House"}
    asked = client.post(address, form)
    dialogue.refresh_from_db()
    assert dialogue.venue_en == "Conference Centre"
    assert filled_form(asked.content)["venue_en"] == "Opera House"


def test_whoever_agreed_to_one_thing_is_asked_again_about_another(client, dialogue, address):
    invite(dialogue)
    form = {**filled_form(client.get(address).content), "venue_en": "Opera House"}
    asked = filled_form(client.post(address, form).content)
    invite(dialogue)
    again = client.post(address, asked)
    assert "2 invitees have the dialogue in their calendars as it was" in text_of(again)


def test_where_nobody_is_concerned_nothing_is_asked(client, dialogue, address):
    first, _ = save(client, address, venue_en="Opera House", capacity="3", status="cancelled")
    assert first.status_code == 302


def test_calling_the_dialogue_off_says_what_stops(client, dialogue, address):
    factories.invitation(dialogue, Status.ACCEPTED)
    first, second = save(client, address, status="cancelled")
    assert "Nobody can be invited or answer any more" in text_of(first)
    assert second.status_code == 302


def test_fewer_seats_than_are_taken_is_said_before(client, dialogue, address):
    for status in ["accepted", "accepted", "accepted", "invited"]:
        factories.invitation(dialogue, status)
    first, second = save(client, address, capacity="1")
    assert "3 seats are taken, 2 more than there would be" in text_of(first)
    assert second.status_code == 302
    assert Invitation.objects.filter(status="accepted").count() == 3


def test_fewer_seats_than_offers_are_out_is_said_before(client, dialogue, address):
    for status in ["accepted", "invited", "invited"]:
        factories.invitation(dialogue, status)
    assert "1 offer that is out would find no seat" in text_of(
        save(client, address, capacity="2")[0]
    )


def test_another_deadline_says_that_offers_keep_theirs(client, dialogue, address):
    invite(dialogue)
    later = dialogue.local(dialogue.reply_by_at + timedelta(days=2))
    first, _ = save(client, address, reply_by_at_0=f"{later:%Y-%m-%d}", reply_by_at_1="17:00")
    text = text_of(first)
    assert "1 invitation that is out keeps its own reply deadline" in text
    assert "17 May 2031, 17:00" in text


def test_another_host_says_who_is_not_told(client, dialogue, address):
    dialogue.institutions.create(part="host", name_en="Ministry A", name_vi="Bộ A")
    invite(dialogue)
    form = filled_form(client.get(address).content)
    [name] = [key for key in form if re.fullmatch(r"institutions-0-name_en", key)]
    first, second = save(client, address, **{name: "Ministry B"})
    assert "The host is another on the public pages" in text_of(first)
    assert second.status_code == 302
    assert dialogue.institutions.get().name_en == "Ministry B"


@pytest.mark.ignore_template_errors  # of the history’s own pages
def test_an_earlier_version_is_turned_back_to_without_a_second_question(client, dialogue, address):
    invite(dialogue)
    save(client, address, venue_en="Opera House")
    old = dialogue.history.last()
    version = reverse("admin:dialogue_dialogue_simple_history", args=[dialogue.pk, old.pk])
    form = filled_form(client.get(version).content)
    assert client.post(version, form).status_code == 302
    dialogue.refresh_from_db()
    assert dialogue.venue_en == "Conference Centre"


def test_saving_says_what_was_changed(client, dialogue, address):
    form = {**filled_form(client.get(address).content), "venue_en": "Opera House"}
    text = text_of(client.post(address, form, follow=True))
    assert "Changed Venue [en]." in text


def test_work_streams_have_a_list_of_their_own_and_the_dialogue_leads_there(
    client, dialogue, address
):
    factories.work_stream(dialogue)
    other = factories.work_stream(factories.dialogue(title_en="Other"))
    text = page(client.get(address))
    [link] = re.findall(r'href="([^"]*workstream/\?dialogue__id__exact=\d+)"', text)
    listed = page(client.get(link))
    assert dialogue.work_streams.get().title in listed
    assert f"workstream/{other.pk}/" not in listed
    assert 'id="work_streams-group"' in text  # where the front page leads to


def test_the_state_of_a_work_stream_is_changed_in_the_list(client, user, dialogue):
    stream = factories.work_stream(dialogue)
    address = reverse("admin:dialogue_workstream_changelist")
    form = filled_form(client.get(address).content)
    client.post(address, {**form, "form-0-state": "done", "_save": "Save"})
    stream.refresh_from_db()
    assert stream.is_done
