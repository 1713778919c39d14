"""Erasing a person: nothing of them is left anywhere, and everybody else's numbers are right."""

import pytest

from dialogue.mail.delivery import worker
from participants.personal_data.erasure import erase
from participants.workflow.transitions import organiser
from tests.personal_data_world import (
    WORDS_OF_THE_OFFICE,
    WORDS_OF_THE_PERSON,
    make_world,
    traces,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(dialogue, client, clock):
    return make_world(dialogue, client)


def test_nothing_is_left_of_a_person_who_used_everything(
    world, caplog, django_capture_on_commit_callbacks
):
    assert traces(WORDS_OF_THE_PERSON)
    with django_capture_on_commit_callbacks(execute=True):
        erase(world.person, organiser(world.user))
    worker.deliver_due()
    assert traces(WORDS_OF_THE_PERSON + WORDS_OF_THE_OFFICE) == []
