"""The delegates' programme: kept for all who have no role and nothing new to look at, and nobody
sees there what is another's."""

import pytest
import time_machine
from django.urls import reverse

from agenda.releases import unseen_changes
from dialogue.calendars import events
from participants.models import InvitationEvent
from participants.states import Status
from participants.workflow import invitations
from participants.workflow.transitions import Actor
from tests import factories
from tests.reading import page

BY = Actor(InvitationEvent.Door.ADMIN, "Lan Nguyen")


@pytest.fixture
def session(dialogue):
    return factories.session(dialogue, title_en="Trust at the table")


@pytest.fixture
def speaker(dialogue, session):
    """Somebody who comes and has a role in the session that is released."""
    invitation = factories.invitation(
        dialogue, Status.ACCEPTED, person=factories.person(family_name="Nameworthy")
    )
    factories.role(session, invitation.person)
    factories.release(dialogue)
    return invitation


def shown(client, invitation):
    return page(client.get(reverse("delegate_programme", args=[invitation.token])))


def test_those_without_a_role_read_the_release_once(
    client, dialogue, speaker, invitation, django_assert_max_num_queries
):
    first = shown(client, invitation)
    assert "Nameworthy" in first
    other = factories.invitation(dialogue, Status.ACCEPTED)
    with django_assert_max_num_queries(5):  # the fifth: which background papers there are
        assert "Trust at the table" in shown(client, other)


def test_nobody_sees_the_role_of_another(client, speaker, invitation):
    assert "Your role" in shown(client, speaker)
    assert "Your role" not in shown(client, invitation)
    assert "Your role" in shown(client, speaker)


def test_a_new_release_shows_at_once_and_what_is_new_is_marked(
    client, dialogue, session, speaker, invitation
):
    shown(client, invitation)
    unseen_changes.mark_seen(invitation, 1)
    session.title_en = "Doubt at the table"
    session.save()
    factories.release(dialogue)
    text = shown(client, invitation)
    assert "Doubt at the table" in text
    assert '<span class="tag">changed</span>' in text
    stranger = factories.invitation(dialogue, Status.ACCEPTED)
    assert '<span class="tag">changed</span>' not in shown(client, stranger)


def test_who_withdraws_or_gives_a_role_back_is_named_no_more(client, speaker, session, invitation):
    assert "Nameworthy" in shown(client, invitation)
    invitations.withdraw(speaker, BY)
    assert "Nameworthy" not in shown(client, invitation)


def test_links_to_topics_follow_whether_the_dialogue_is_public(
    client, dialogue, session, speaker, invitation
):

    topic = factories.topic(dialogue)
    session.topics.add(topic)
    factories.release(dialogue)
    assert topic.get_absolute_url() in shown(client, invitation)
    dialogue.refresh_from_db()
    dialogue.is_public = False
    events.save_dialogue(dialogue)
    assert topic.get_absolute_url() not in shown(client, invitation)


def test_on_the_day_delegates_read_what_is_on_with_what_only_they_see(
    client, dialogue, session, speaker, invitation
):
    session.audience = "delegates"
    session.save()
    factories.release(dialogue)
    assert "Now, until" not in shown(client, invitation)
    with time_machine.travel("2031-06-02T02:30:00Z", tick=False):
        text = shown(client, invitation)
        assert "Now, until 10:00" in text
        assert f'href="#{session.slug}"' in text
        assert text.count("is-now") == 1
    with time_machine.travel("2031-06-02T09:00:00Z", tick=False):
        assert "is-now" not in shown(client, invitation)
