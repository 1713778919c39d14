"""An organiser at the sign-in."""

import pytest
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.utils import translation

from tests import endless_sessions, factories
from tests.dialogue.accounts.steps import PASSWORD


@pytest.fixture(autouse=True)
def _language_of_the_next_test():
    """The language of the last request stays active in the thread."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _what_waits_for_the_commit_is_done(monkeypatch):
    """Within the request: the transaction around a test never commits, and allauth tells of a new
    second factor only then."""
    monkeypatch.setattr(transaction, "on_commit", lambda function, **_options: function())


@pytest.fixture
def lan():
    return factories.organiser(
        username="lan",
        first_name="Lan",
        last_name="Nguyễn",
        email="Lan.Nguyen@most.example",
        password=PASSWORD,
    )


@pytest.fixture
def demanded(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture(autouse=True)
def _real_sessions():
    """Here sessions are what is tried."""
    user_logged_in.disconnect(endless_sessions.begin)
    yield
    user_logged_in.connect(endless_sessions.begin)
