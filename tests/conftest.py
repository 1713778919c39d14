"""What every test may ask for."""

import pytest
from django.core.cache import cache
from django.utils import translation

from tests import factories


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


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
