"""Put a backup in the place of the database, and do what has to follow."""

import re
import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from dialogue import __version__
from dialogue.backups import aftermath, databases
from dialogue.backups.archive import (
    DATABASE,
    FILES,
    BackupError,
    Manifest,
    extract,
    knows_key,
    opened,
    read_manifest,
)

# Rows of these make a database one that is used.
SIGNS_OF_USE = ["dialogue.Dialogue", "auth.User"]


def restore(
    path: Path,
    *,
    replaces: bool = False,
    erasures: Sequence[str] = (),
    without_erasures: bool = False,
    say: Callable[[str], object] = lambda _line: None,
) -> Manifest:
    """Restore a backup: look at everything first, then replace, migrate, and take the steps of
    `aftermath`. `erasures` are further lists of erasures, as text; `say` is told each thing done.
    Raises BackupError before anything is changed, and if the rows are not as many as they were.
    """
    with opened(path) as tar, tempfile.TemporaryDirectory(prefix="dialogue-restore-") as scratch:
        manifest = read_manifest(tar)
        refuse_unfit(manifest)
        if not replaces:
            refuse_used()
        extract(tar, manifest, Path(scratch))
        say(f"{path}: version {manifest.version}, of {manifest.made_at.isoformat()}; hashes fit")
        known = [*erasures, *aftermath.lists_of_erasures(path.resolve().parent)]
        if not known and not without_erasures:
            raise BackupError(
                "There is no list of erasures: neither in the database, nor in VAR, nor beside the "
                "backup. Name one (--erasures FILE), or say that there is none "
                "(--without-erasures)."
            )
        databases.load(Path(scratch) / DATABASE)
        _refuse_other_numbers(manifest)
        number = sum(manifest.counts.values())
        say(f"rows: {number}, in {len(manifest.counts)} tables, as many as then")
        say(f"files put back below {settings.VAR}: {_put_files_back(Path(scratch) / FILES)}")
    call_command("migrate", verbosity=0)
    say(f"migrated to version {__version__}")
    restored = aftermath.Restored(manifest.made_at, timezone.now(), known)
    for line in aftermath.run(restored):
        say(line)
    return manifest


def refuse_unfit(manifest: Manifest) -> None:
    """Raise BackupError for a backup of a newer version, of another kind of database, or whose
    links and secrets nobody could read."""
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    unknown = sorted(set(manifest.migrations) - known)
    if unknown or _numbers(manifest.version) > _numbers(__version__):
        why = f": it has the migration {unknown[0]}" if unknown else ""
        raise BackupError(
            f"The backup is of version {manifest.version}, newer than this one, {__version__}"
            f"{why}. Install that version first."
        )
    if manifest.engine != connection.vendor:
        raise BackupError(
            f"The backup is of {manifest.engine}, and DATABASE_URL names {connection.vendor}."
        )
    if not knows_key(manifest.key):
        raise BackupError(
            "The backup was made with another SECRET_KEY: nobody's personal link, second factor or "
            "letter could be read. Set that key, or add it to SECRET_KEY_FALLBACKS."
        )


def _numbers(version):
    return [int(digits) for digits in re.findall(r"\d+", version)]


def refuse_used() -> None:
    """Raise BackupError if the database holds a dialogue or an account."""
    there = set(databases.tables())
    for label in SIGNS_OF_USE:
        model = apps.get_model(label)
        if model._meta.db_table in there and model._default_manager.values("pk").exists():
            raise BackupError(
                f"The database is not empty: there is a {model._meta.verbose_name}. To put the "
                "backup in the place of all that is there: --replace."
            )


def _refuse_other_numbers(manifest):
    counts = databases.contents().counts
    for table, number in manifest.counts.items():
        if counts.get(table) != number:
            raise BackupError(
                f"The table {table} has {counts.get(table, 'no')} rows, and had {number}."
            )


def _put_files_back(folder):
    number = 0
    for source in sorted(folder.rglob("*")):
        if source.is_file():
            target = Path(settings.VAR) / source.relative_to(folder)
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            target.chmod(0o600)
            number += 1
    return number
