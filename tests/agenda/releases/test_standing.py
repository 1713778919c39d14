"""How the draft stands is worked out once, and anew after every change of what it is made of."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agenda.models import Role, Session, Topic
from agenda.programme.conflicts import board
from agenda.releases import releasing, standing
from dialogue.models import Dialogue
from participants.models import Invitation, Person
from participants.states import Status
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(dialogue):
    return factories.invitation(dialogue, Status.ACCEPTED).person


@pytest.fixture
def session(dialogue, moderator):
    """A round table that is released, with a room, a topic, and a role that is confirmed."""
    session = factories.session(dialogue, room=factories.room(dialogue))
    session.topics.add(factories.topic(dialogue))
    factories.role(session, moderator)
    factories.release(dialogue)
    return session


def now(dialogue):
    """How it stands."""
    found = standing.of([Dialogue.objects.get(pk=dialogue.pk)])[dialogue]
    return found.facts, found.lag.differing, found.lag.release


def reword(session):
    Session.objects.filter(pk=session.pk).update(description_vi="Một đoạn khác.")


def cancel(session):
    Session.objects.filter(pk=session.pk).update(is_cancelled=True)


def rename_room(session):
    session.room.name_en = "Another hall"
    session.room.save()


def reword_topic(session):
    Topic.objects.update(summary_en="Another summary.")


def take_topic(session):
    session.topics.clear()


def add_topic(session):
    factories.topic(session.dialogue)


def cite(session):
    session.topics.get().passages.add(factories.passage(factories.document(), "Trust"))


def add_session(session):
    factories.session(session.dialogue, room=session.room)


def add_role(session):
    factories.role(session, factories.person(), state=Role.State.PLANNED)


def refuse(session):
    Role.objects.update(state=Role.State.REFUSED)


def withdraw(session):
    Invitation.objects.update(status=Status.WITHDRAWN)


def all_women(session):
    factories.role(session, factories.person(gender=Person.Gender.WOMAN), kind=Role.Kind.CHAIR)
    Person.objects.update(gender=Person.Gender.WOMAN)


def accept_conflict(session):
    dialogue = session.dialogue
    [first, *_others] = board.reviewed_conflicts(dialogue)
    board.accept(dialogue, first.conflict, "Lan Nguyen", "We know.")


def other_dates(session):
    Dialogue.objects.update(starts_on="2031-06-10", ends_on="2031-06-11")


def release(session):
    factories.session(session.dialogue)
    factories.release(session.dialogue)


CHANGES = [reword, cancel, rename_room, reword_topic, take_topic, add_topic, cite, add_session]
CHANGES += [add_role, refuse, withdraw, all_women, accept_conflict, other_dates, release]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_any_change_of_what_it_is_made_of_counts_at_once(dialogue, session, change):
    before = now(dialogue)
    change(session)
    after = now(dialogue)
    assert after != before
    caches["template_fragments"].clear()
    assert now(dialogue) == after


def test_it_says_what_releasing_and_the_conflicts_say(dialogue, session):
    reword(session)
    reword_topic(session)
    factories.session(dialogue, room=session.room)
    found = standing.of([dialogue])[dialogue]
    assert str(found.lag) == str(releasing.lag(dialogue))
    assert str(standing.lag(dialogue)) == "Changed since version 1: 2 sessions, 1 topic."
    assert found.facts.conflicts == len(board.reviewed_conflicts(dialogue))


def test_each_dialogue_stands_for_itself(dialogue, session):
    other = factories.dialogue()
    before = now(other)
    reword(session)
    assert now(other) == before
    assert standing.of([]) == {}


def test_the_front_page_takes_fifteen_queries_for_any_number_of_dialogues(client, user, dialogue):
    def queries():
        client.get(reverse("admin:index"))
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse("admin:index")).status_code == 200
        return len(found)

    def fill(dialogue, number):
        for n in range(number):
            one = factories.session(dialogue, room=factories.room(dialogue))
            one.topics.add(factories.topic(dialogue))
            guest = factories.invitation(dialogue, [Status.ACCEPTED, Status.INVITED][n % 2])
            factories.role(one, guest.person)

    fill(dialogue, 3)
    few = queries()
    assert few <= 15
    fill(dialogue, 27)
    fill(factories.dialogue(), 3)
    assert queries() == few
