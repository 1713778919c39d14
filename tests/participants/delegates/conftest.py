"""A delegate who gives their details, for tests."""

import pytest

from participants.states import Status
from tests import factories
from tests.participants.delegates.details_visit import prove


@pytest.fixture
def invitation(dialogue):
    """The invitation of a delegate."""
    return factories.invitation(dialogue, Status.ACCEPTED)


@pytest.fixture
def proven(client, invitation):
    """A browser in which the delegate has typed the code."""
    prove(client, invitation)
    return client
