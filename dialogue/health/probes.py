"""What the site needs in order to work, tried one by one. Each probe returns "" or what is wrong,
in a line that names no secret."""

import functools
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import DEFAULT_CACHE_ALIAS, caches
from django.core.exceptions import ImproperlyConfigured
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from dialogue.health import database_errors, heartbeats
from dialogue.health.outages import DATABASE

# Who asks writes under this name, which proves that the database takes a row.
WEB = "web"
NEEDED_FILES = ["dialogue/site.css", "dialogue/fonts/source-serif-4.woff2"]


def database() -> str:
    """Whether the database answers, and a row can be written."""
    try:
        heartbeats.beat(WEB, expected_within=heartbeats.A_DAY_AND_A_BIT, at_once=True)
    except Error as error:
        if database_errors.is_away(error):
            DATABASE.failed(database_errors.reason(error))
            return database_errors.reason(error)
        if is_unmade(error):
            return ""  # that is what `migrations` says
        return "no row can be written"
    return ""


def database_answers() -> str:
    """Whether the database answers, without writing to it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        return database_errors.reason(error)
    return ""


def is_unmade(error: Error) -> bool:
    """Whether an error says that there is no such table."""
    state = getattr(error.__cause__, "sqlstate", "")
    return state == "42P01" or "no such table" in str(error)


def migrations() -> str:
    """Whether the tables have all the migrations of the code."""
    try:
        applied = set(MigrationRecorder(connection).applied_migrations())
    except Error as error:
        return database_errors.reason(error)
    missing = [
        name
        for name, replaced in _migrations_of_the_code().items()
        if name not in applied and not (replaced and replaced <= applied)
    ]
    return f"{len(missing)} not applied; run `manage.py migrate`" if missing else ""


@functools.cache
def _migrations_of_the_code():
    """{(app, name): the migrations that it replaces}"""
    disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    replaced = {name for migration in disk.values() for name in migration.replaces}
    return {
        name: set(migration.replaces) for name, migration in disk.items() if name not in replaced
    }


def static_files() -> str:
    """Whether the static files were collected, as far as this process has read of them."""
    collected = _collected()
    if collected is None or all(name in collected for name in NEEDED_FILES):
        return ""
    return "they are not collected; run `manage.py collectstatic`, then start the workers again"


def refuse_without_static_files() -> None:
    """Raise ImproperlyConfigured where no page could be shown for want of them."""
    if problem := static_files():
        raise ImproperlyConfigured(f"The static files: {problem}.")


def static_files_are_current() -> str:
    """Whether each static file of the code was collected as it is now. Reads all of them."""
    problem, collected = static_files(), _collected()
    manifest: Any = staticfiles_storage  # StaticFiles, where files are collected
    if problem or collected is None:
        return problem
    for finder in get_finders():
        for name, storage in finder.list(None):
            if name not in collected:
                return f"{name} was not collected; run `manage.py collectstatic`"
            try:
                if not manifest.is_current(name, storage):
                    return f"{name} has changed since; run `manage.py collectstatic`"
            except OSError:
                return f"{name} was not collected; run `manage.py collectstatic`"
    return ""


def _collected():
    """The names of the files that were collected; None where they are served from where they
    are."""
    try:
        return getattr(staticfiles_storage, "hashed_files", None)
    except OSError:  # VAR lies where no folder can be
        return {}


def shared_cache() -> str:
    """Whether the cache keeps what it is given."""
    cache: Any = caches[DEFAULT_CACHE_ALIAS]
    if hasattr(cache, "answers"):  # SharedCache, which is not imported here: Redis is slow to load
        return "" if cache.answers() else "it does not answer"
    cache.set("health", "kept", 10)
    return "" if cache.get("health") == "kept" else "it keeps nothing"


def folder() -> str:
    """Whether the folder VAR can be written to."""
    var = Path(settings.VAR)
    there = next(path for path in [var, *var.absolute().parents] if path.exists())
    try:
        tempfile.TemporaryFile(dir=there).close()
    except OSError:
        return "this account cannot write to it"
    return ""
