"""What the tests of the programme, its documents and its data share."""

import pytest

from participants.states import Status
from tests import factories
from tests.agenda.small_dialogue import write_files


@pytest.fixture
def folder(tmp_path):
    """A folder with the data of a small dialogue."""
    return write_files(tmp_path)


@pytest.fixture
def user_fields():
    return {"first_name": "Lan", "last_name": "Nguyen"}


@pytest.fixture
def invitation(dialogue):
    """The invitation of a delegate."""
    return factories.invitation(dialogue, Status.ACCEPTED)
