"""What `manage.py check --deploy` says of the services and files that production needs. It says
nothing when nothing is wrong."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from dialogue.health import probes


def check_services(
    app_configs: Sequence[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Whether what the settings name is there. It asks the database and the cache, and waits a few
    seconds for one that is silent."""
    if settings.MODE != "production":
        return []
    found = _folder() + _static_files() + _cache()
    if problem := probes.database_answers():
        hint = "Set DATABASE_URL, and start the database."
        text = f"The database cannot be used: {problem}."
        return [*found, Error(text, hint=hint, id="dialogue.E001")]
    if problem := probes.migrations():
        found.append(Error(f"Migrations: {problem}.", id="dialogue.E002"))
    return found


def _static_files() -> list[CheckMessage]:
    problem = probes.static_files_are_current()
    return [Error(f"Static files: {problem}.", id="dialogue.E003")] if problem else []


def _folder() -> list[CheckMessage]:
    problem = probes.folder()
    return [Error(f"The folder VAR: {problem}.", id="dialogue.E004")] if problem else []


def _cache() -> list[CheckMessage]:
    problem = probes.shared_cache()
    hint = "Set CACHE_URL, and start the cache. Until then each process counts for itself."
    text = f"The cache: {problem}."
    return [Warning(text, hint=hint, id="dialogue.W005")] if problem else []


def register_checks() -> None:
    """For `check --deploy`; called once, when the apps are ready."""
    register(check_services, Tags.security, deploy=True)
