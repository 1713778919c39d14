"""The project's settings with the bare views of tests.bench.urls beside its own."""

from dialogue.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"
