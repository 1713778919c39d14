"""What every test may ask for."""

import hypothesis
import pytest
import time_machine
from django.contrib.auth.signals import user_logged_in
from django.core.cache import caches
from django.utils import translation

from dialogue.health import outages
from tests import endless_sessions, factories

# Machines are noisy; how long an example takes says nothing.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")


user_logged_in.connect(endless_sessions.begin)


def pytest_runtest_setup() -> None:
    """A test that ends a connection leaves no outage to the next, which would be refused one."""
    for outage in [outages.DATABASE, outages.CACHE]:
        outage.worked()


@pytest.fixture(autouse=True)
def _empty_cache():
    for cache in caches.all():
        cache.clear()
    caches["template_fragments"].clear()


@pytest.fixture(autouse=True)
def _in_english():
    """A request leaves its language behind; no test starts with that of another."""
    translation.activate("en")
    yield
    translation.activate("en")


@pytest.fixture
def dialogue(db):
    """A public dialogue, proposed for 2–3 June 2031, open for answers."""
    return factories.dialogue()


@pytest.fixture
def clock():
    """It is nine in Hanoi on 1 May 2031, until a test moves the clock."""
    with time_machine.travel("2031-05-01T02:00:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def user_fields():
    """What is particular to the organiser who is signed in; a folder or a module may say."""
    return {}


@pytest.fixture
def user(client, db, user_fields):
    """An organiser, who is signed in."""
    user = factories.organiser(**user_fields)
    client.force_login(user)
    return user
