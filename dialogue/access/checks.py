"""What `manage.py check --deploy`, and a web worker when it starts, say of production's settings.
What is unsafe is refused by the settings themselves."""

import logging
from collections.abc import Sequence
from email.utils import parseaddr
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register

log = logging.getLogger(__name__)
# RFC 2606 and RFC 6761: domains for examples and tests.
EXAMPLES = {"example.org", "example.com", "example.net"}
RESERVED = (".example", ".invalid", ".localhost", ".example.org", ".example.com", ".example.net")


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
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2].casefold()
    if domain in EXAMPLES or domain.endswith(RESERVED):
        text = "Letters come from an address that nobody has: its domain is for examples."
        found.append(Warning(text, hint="Set FROM_EMAIL.", id="dialogue.W003"))
    if "locmem" in settings.CACHES["default"]["BACKEND"] and settings.WEB_CONCURRENCY != 1:
        text = "Web workers share no cache, so each counts wrong passwords for itself."
        found.append(Warning(text, hint="Set CACHE_URL.", id="dialogue.W004"))
    return found


def check_variables(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Variables that are hardly meant as they are written: nobody reads them."""
    return [Warning(said, id="dialogue.W006") for said in settings.UNKNOWN_VARIABLES]


def register_checks() -> None:
    """For `check --deploy`; called once, when the apps are ready."""
    register(check_production, Tags.security, deploy=True)
    register(check_variables)


def log_warnings() -> None:
    """A line in the log for each, for those who never run the check."""
    for message in [*check_production(), *check_variables()]:
        log.warning("%s", " ".join(filter(None, [message.msg, message.hint, f"({message.id})"])))
