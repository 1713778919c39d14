"""Sessions in which notes are written, for tests."""

import pytest

from agenda.models import Session
from tests import factories

Attribution = Session.Attribution


@pytest.fixture
def open_session(dialogue):
    """On the record."""
    return factories.session(dialogue, attribution=Attribution.ON_RECORD, title_en="Open talk")


@pytest.fixture
def quiet_session(dialogue):
    """Under the Chatham House Rule."""
    return factories.session(dialogue, attribution=Attribution.CHATHAM_HOUSE, title_en="Quiet talk")
