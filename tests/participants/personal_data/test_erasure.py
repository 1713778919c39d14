"""Erasing a person: nothing of them is left anywhere, and everybody else's numbers are right."""

import json
import logging

import pytest
from django.test import Client
from django.urls import reverse

from dialogue.access.tokens import without_tokens
from dialogue.mail.delivery import worker
from participants.models import Invitation
from participants.personal_data.erasure import erase
from participants.states import Status
from participants.workflow.transitions import organiser
from tests import factories
from tests.dialogue.mail.conftest import boxes as boxes
from tests.everything_about_a_person import (
    IN_VIETNAMESE,
    do_everything_else,
    outside_the_database,
)
from tests.personal_data_world import (
    NAME,
    WORDS_OF_THE_OFFICE,
    WORDS_OF_THE_PERSON,
    make_world,
    traces,
)

pytestmark = pytest.mark.django_db
# Of the organiser’s name alone something is left: whoever did it.
WORDS = [*WORDS_OF_THE_PERSON, *WORDS_OF_THE_OFFICE, IN_VIETNAMESE, json.dumps(IN_VIETNAMESE)[1:-1]]


@pytest.fixture
def world(dialogue, client, clock):
    return make_world(dialogue, client)


@pytest.fixture
def guest(dialogue, clock):
    """A delegate with an entry in the calendar."""
    return factories.invitation(
        dialogue,
        Status.ACCEPTED,
        calendar_told=0,
        calendar_sequence=3,
        person=factories.person(family_name="Quilliam", email="quilliam@example.org"),
    )


def by():
    return organiser(factories.organiser())


def test_nothing_is_left_of_a_person_who_used_everything(
    world, client, caplog, boxes, django_capture_on_commit_callbacks
):
    caplog.set_level(logging.DEBUG)
    office = Client()
    office.force_login(factories.organiser())
    keys = do_everything_else(world, client, office)
    opened = [Invitation.objects.get(link_key=key) for key in keys[:2]]
    assert {trace.partition(": ")[2] for trace in traces([*WORDS, *keys])} >= {*WORDS, *keys}
    assert NAME in outside_the_database()

    with django_capture_on_commit_callbacks(execute=True):
        erase(world.person, organiser(world.user))
    worker.deliver_due()

    assert traces([*WORDS, *keys]) == []
    assert [word for word in WORDS if word.casefold() in outside_the_database().casefold()] == []
    # The mail server of this test has a log of its own.
    records = [record for record in caplog.records if record.name != "mail.log"]
    logged = without_tokens("\n".join(record.getMessage() for record in records))
    assert [word for word in [*WORDS, *keys] if word.casefold() in logged.casefold()] == []
    for invitation in opened:
        assert client.get(reverse("answer", args=[invitation.token])).status_code == 404
