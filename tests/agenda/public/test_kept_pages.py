"""What public pages keep of a release: nothing is read twice, and every change shows at once."""

import pytest

from dialogue.calendars import events
from dialogue.models import Dialogue, Institution
from participants.delegates import consents
from participants.models import InvitationEvent
from participants.personal_data import erasure
from participants.states import Status
from participants.workflow import invitations
from participants.workflow.transitions import Actor
from tests import factories
from tests.agenda.public.addresses import address
from tests.reading import page

BY = Actor(InvitationEvent.Door.ADMIN, "Lan Nguyen")
# The queries that a page takes that was opened a moment ago: the dialogue, and what is read anew.
WARM = {"dialogue": 2, "topics": 1, "topic": 2, "programme": 1, "speakers": 1, "calendars": 1}
NAMING = ["programme", "speakers"]


@pytest.fixture
def topic(dialogue):
    return factories.topic(dialogue, slug="trust", title_en="Trust between regulators")


@pytest.fixture
def session(dialogue, topic):
    session = factories.session(dialogue, title_en="Trust at the table")
    session.topics.add(topic)
    return session


@pytest.fixture
def seat(dialogue, session):
    """The invitation of a speaker whom public pages may name, in a programme that is released."""
    person = factories.person(family_name="Nameworthy")
    invitation = factories.invitation(dialogue, Status.ACCEPTED, person=person)
    factories.role(session, person)
    consents.record(invitation, consents.Purpose.PROGRAMME, True, door="link", actor="invitee")
    factories.release(dialogue)
    return invitation


def shown(client, dialogue, name):
    names = {"topic": "trust"} if name == "topic" else {}
    return page(client.get(address(name, dialogue, **names)))


def kept(client, dialogue):
    """All pages, opened so that they are kept."""
    return {name: shown(client, dialogue, name) for name in WARM}


@pytest.mark.parametrize("name", WARM)
def test_a_page_reads_the_release_once(client, dialogue, seat, django_assert_num_queries, name):
    first = shown(client, dialogue, name)
    with django_assert_num_queries(WARM[name]):
        assert shown(client, dialogue, name) == first


@pytest.mark.parametrize("name", ["dialogue", "topics", "topic", "programme", "calendars"])
def test_a_release_shows_on_every_page_at_once(client, dialogue, session, seat, name):
    assert "Trust at the table" in kept(client, dialogue)[name]
    session.title_en = "Doubt at the table"
    session.save()
    factories.release(dialogue)
    text = shown(client, dialogue, name)
    assert "Doubt at the table" in text
    assert "Trust at the table" not in text


@pytest.mark.parametrize("name", ["dialogue", "topics", "topic"])
def test_a_topic_that_is_released_anew_shows_at_once(client, dialogue, topic, seat, name):
    assert "Trust between regulators" in kept(client, dialogue)[name]
    topic.title_en = "Trust among regulators"
    topic.save()
    factories.release(dialogue)
    text = shown(client, dialogue, name)
    assert "Trust among regulators" in text
    assert "Trust between regulators" not in text


@pytest.mark.parametrize("name", NAMING)
def test_a_consent_that_is_taken_back_counts_at_once(client, dialogue, seat, name):
    assert "Nameworthy" in kept(client, dialogue)[name]
    consents.record(seat, consents.Purpose.PROGRAMME, False, door="link", actor="invitee")
    assert "Nameworthy" not in shown(client, dialogue, name)


@pytest.mark.parametrize("name", NAMING)
def test_somebody_who_is_erased_is_gone_at_once(client, dialogue, seat, name):
    assert "Nameworthy" in kept(client, dialogue)[name]
    erasure.erase(seat.person, BY)
    assert "Nameworthy" not in shown(client, dialogue, name)


@pytest.mark.parametrize("name", NAMING)
def test_somebody_whose_invitation_is_withdrawn_is_gone_at_once(client, dialogue, seat, name):
    assert "Nameworthy" in kept(client, dialogue)[name]
    invitations.withdraw(seat, BY)
    assert "Nameworthy" not in shown(client, dialogue, name)


def test_what_the_dialogue_is_and_who_hosts_it_shows_at_once(client, dialogue, seat):
    host = Institution.objects.create(
        dialogue=dialogue, part=Institution.Part.HOST, name_en="Office of Hosts", position=1
    )
    dialogue = Dialogue.objects.get(pk=dialogue.pk)
    dialogue.status = Dialogue.Status.CONFIRMED
    events.save_dialogue(dialogue)
    text = shown(client, dialogue, "dialogue")
    assert text.count("Office of Hosts") == 2  # on the page, and as an Event for search engines
    assert "EventScheduled" in text
    host.name_en = "Office of Guests"
    host.save()
    dialogue.status = Dialogue.Status.CANCELLED
    events.save_dialogue(dialogue)  # the page that changes institutions saves their dialogue too
    text = shown(client, dialogue, "dialogue")
    assert "EventCancelled" in text
    assert "EventScheduled" not in text
    assert "Office of Guests" in text
    assert "Office of Hosts" not in text


@pytest.mark.parametrize("name", WARM)
def test_each_language_keeps_its_own(client, dialogue, seat, name):
    kept(client, dialogue)
    names = {"topic": "trust"} if name == "topic" else {}
    text = page(client.get(address(name, dialogue, "vi", **names)))
    assert '<html lang="vi">' in text
    assert "Trust at the table" not in text


def test_pages_that_nobody_may_see_any_more_are_not_kept(client, dialogue, seat):
    kept(client, dialogue)
    dialogue.refresh_from_db()
    dialogue.is_public = False
    dialogue.save()
    for name in WARM:
        names = {"topic": "trust"} if name == "topic" else {}
        assert client.get(address(name, dialogue, **names)).status_code == 404
