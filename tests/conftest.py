"""What every test may ask for."""

import hypothesis
import pytest
from django.core.cache import caches
from django.utils import translation

from tests import factories

# Machines are noisy; how long an example takes says nothing.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")


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
