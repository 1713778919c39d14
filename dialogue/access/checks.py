"""What `manage.py check --deploy`, and a web worker when it starts, say of production's settings.
What is unsafe is refused by the settings themselves."""

import logging
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register

log = logging.getLogger(__name__)


def check_production(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """What works, but hardly as meant."""
    if settings.MODE != "production":
        return []
    found: list[CheckMessage] = []
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        text = "The database is SQLite: one file on one machine, one writer at a time."
        hint = "Set DATABASE_URL to a PostgreSQL database, unless this is a small trial."
        found.append(Warning(text, hint=hint, id="dialogue.W001"))
    if settings.EMAIL_BACKEND.endswith("dummy.EmailBackend"):
        text = "No email is sent: letters are only stored."
        found.append(Warning(text, hint="Set EMAIL_URL.", id="dialogue.W002"))
    return found


def register_checks() -> None:
    """For `check --deploy`; called once, when the apps are ready."""
    register(check_production, Tags.security, deploy=True)


def log_warnings() -> None:
    """A line in the log for each, for those who never run the check."""
    for message in check_production():
        log.warning("%s %s (%s)", message.msg, message.hint, message.id)
