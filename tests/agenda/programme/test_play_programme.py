"""The roles of sample delegates, as the demonstration shows them."""

import pytest
from django.core.management import CommandError, call_command

from agenda.models import Role
from participants.states import Status
from tests import factories


@pytest.fixture
def session(dialogue):
    texts = {f"{name}_vi": "Bàn tròn" for name in ["title", "description", "questions"]}
    session = factories.session(
        dialogue, kind="round_table", description_en="A talk.", questions_en="Why?", **texts
    )
    factories.release(dialogue)
    return session


def test_sample_delegates_are_asked_and_most_answer_before_a_new_release(dialogue, session):
    for _ in range(5):
        factories.invitation(dialogue, Status.ACCEPTED)
    real = factories.invitation(
        dialogue, Status.ACCEPTED, person=factories.person(email="minister@gov.test")
    )
    call_command("play_programme", dialogue.slug)
    kinds = ["moderator", "discussant", "discussant", "rapporteur"]
    assert [role.kind for role in session.roles.all()] == kinds
    assert session.roles.values("person").distinct().count() == 4
    assert not session.roles.filter(person=real.person).exists()
    assert set(session.roles.values_list("state", flat=True)) == {Role.State.ASKED}
    assert dialogue.releases.first().number == 2
    call_command("play_programme", dialogue.slug)
    assert (session.roles.count(), dialogue.releases.count()) == (4, 2)


def test_without_sample_delegates_nothing_is_done(dialogue, session):
    call_command("play_programme", dialogue.slug)
    assert (session.roles.count(), dialogue.releases.count()) == (0, 1)


def test_an_unknown_dialogue_is_reported(db):
    with pytest.raises(CommandError, match="There is no dialogue “nowhere”"):
        call_command("play_programme", "nowhere")
