"""No public page gives away whom the organisers have asked to chair or speak."""

import re

import pytest

from participants.delegates import consents
from participants.states import Status
from tests import factories
from tests.agenda.public.addresses import address

CHANGED = "Who chairs, speaks or reports has changed in: Opening."
PUBLIC = ["dialogue", "topics", "programme", "speakers", "changes", "changes_feed", "calendars"]


@pytest.fixture
def opening(dialogue):
    return factories.session(dialogue, title_en="Opening", slug="opening")


@pytest.fixture
def read(client, dialogue):
    """The text of the change log, or everything that the public can read."""

    def text(*names):
        pages = [client.get(address(name, dialogue)) for name in names or ["changes"]]
        words = (re.sub(r"<[^>]*>", " ", page.content.decode()) for page in pages)
        return re.sub(r"\s+(\.?)", r" \1", " ".join(words)).replace(" .", ".")

    return text


def speaker(dialogue, status=Status.ACCEPTED, *, agrees=True):
    invitation = factories.invitation(dialogue, status, person=factories.person())
    if agrees:
        consents.record(invitation, "programme", True, door="link", actor="the delegate")
    return invitation


def released_with(dialogue, session, person, state):
    """A role that is new in the second release."""
    factories.release(dialogue)
    role = factories.role(session, person, state=state)
    factories.release(dialogue)
    return role


@pytest.mark.parametrize("state", ["planned", "asked", "refused"])
def test_a_request_that_nobody_has_accepted_leaves_no_trace(dialogue, opening, read, state):
    factories.release(dialogue)
    before = read(*PUBLIC)
    released_with(dialogue, opening, speaker(dialogue).person, state)
    assert "Who chairs" not in read(*PUBLIC)
    assert "Opening" not in read()
    assert before.count("Opening") == read(*PUBLIC).count("Opening")


def test_nor_does_the_role_of_somebody_who_did_not_agree_to_be_named(dialogue, opening, read):
    released_with(dialogue, opening, speaker(dialogue, agrees=False).person, "confirmed")
    assert "Who chairs" not in read(*PUBLIC)


def test_nor_of_somebody_who_has_not_accepted_the_invitation(dialogue, opening, read):
    released_with(dialogue, opening, speaker(dialogue, Status.INVITED).person, "confirmed")
    assert "Who chairs" not in read(*PUBLIC)


def test_nor_of_somebody_who_was_asked_and_taken_off(dialogue, opening, read):
    role = released_with(dialogue, opening, speaker(dialogue).person, "asked")
    role.delete()
    factories.release(dialogue)
    assert "Who chairs" not in read(*PUBLIC)


def test_whom_the_programme_names_the_change_log_tells_of(dialogue, opening, read):
    released_with(dialogue, opening, speaker(dialogue).person, "confirmed")
    assert CHANGED in read()


def test_what_it_told_of_is_forgotten_when_the_consent_is_taken_back(dialogue, opening, read):
    invitation = speaker(dialogue)
    released_with(dialogue, opening, invitation.person, "confirmed")
    assert CHANGED in read()
    consents.record(invitation, "programme", False, door="link", actor="the delegate")
    assert "Who chairs" not in read("changes", "changes_feed")
