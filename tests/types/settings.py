"""The settings with which mypy loads the models."""

from tests.settings import *  # noqa: F403
from tests.settings import INSTALLED_APPS

INSTALLED_APPS = ["tests.types.apps.TypesConfig", *INSTALLED_APPS]
