"""What every test may ask for."""

import os

import hypothesis
import pytest
import time_machine
from django.contrib.auth.signals import user_logged_in
from django.core.cache import caches
from django.db import connection
from django.utils import translation

from dialogue.health import outages
from tests import databases, endless_sessions, factories

# Machines are noisy; how long an example takes says nothing.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")


user_logged_in.connect(endless_sessions.begin)

# What takes longest comes first, so that at the end no worker waits for the last test of another.
LONG = ["test_schema_upgrades.py", "test_schema.py", "test_demo.py", "test_fuzz.py"]
LONG += ["test_access.py", "test_limited_dialogues.py"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: "browser" not in item.keywords and item.path.name not in LONG)


def pytest_runtest_setup() -> None:
    """A test that ends a connection leaves no outage to the next, which would be refused one."""
    for outage in [outages.DATABASE, outages.CACHE]:
        outage.worked()


@pytest.fixture(scope="session")
def django_db_setup(
    request,
    tmp_path_factory,
    django_test_environment,
    django_db_blocker,
    django_db_modify_db_settings,
    django_db_keepdb,
    django_db_createdb,
):
    """In place of pytest-django's, which makes all tables anew in each worker."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    original = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        databases.set_up(shared, keep=django_db_keepdb and not django_db_createdb)
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            connection.creation.destroy_test_db(original, verbosity=0)


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
