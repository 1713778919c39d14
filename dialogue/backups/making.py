"""Make a backup of the database and of the files below VAR, and delete the old ones."""

import re
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from dialogue import __version__
from dialogue.backups import databases
from dialogue.backups.archive import DATABASE, FILES, Manifest, hash_of, key_digest, write

NAME = re.compile(r"dialogue-(\d{8}T\d{6})Z\.tar")
UNFINISHED = re.compile(r"\.dialogue-(\d{8}T\d{6})Z\.tar\.part")
FORM = "%Y%m%dT%H%M%S"
BESIDE = "erasures.json"
# Below VAR, what is made again (collectstatic), what the database's own copy holds, and the list of
# erasures, which must never be as old as a backup.
LEFT_OUT = {"static", "db.sqlite3", "db.sqlite3-wal", "db.sqlite3-shm", BESIDE}

# What a floor above keeps beside the backups: told the folder, it writes there.
Companion = Callable[[Path], object]
_companions: list[Companion] = []


@dataclass(frozen=True)
class Backup:
    """A backup that was made: its file, what is in it, and the old ones that were deleted."""

    path: Path
    manifest: Manifest
    deleted: list[Path]


def register_companion(companion: Companion) -> None:
    """Let this write its file beside each backup; an app says so in its AppConfig."""
    _companions.append(companion)


def make(folder: Path, keep_days: int | None = None) -> Backup:
    """Make a backup in a folder; then delete those of ours there that are older than `keep_days`
    days, but for this one. Raises BackupError and OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made_at = timezone.now().astimezone(UTC).replace(microsecond=0)
    target = folder / f"dialogue-{made_at.strftime(FORM)}Z.tar"
    with tempfile.TemporaryDirectory(prefix=".making-", dir=folder) as scratch:
        database = Path(scratch) / DATABASE
        contents = databases.dump(database)
        parts = {DATABASE: database, **files_that_matter()}
        manifest = Manifest(
            version=__version__,
            made_at=made_at,
            engine=connection.vendor,
            key=key_digest(settings.SECRET_KEY),
            migrations=contents.migrations,
            counts=contents.counts,
            hashes={name: hash_of(path) for name, path in parts.items()},
        )
        write(target, manifest, parts)
    for companion in _companions:
        companion(folder)
    return Backup(target, manifest, delete_old(folder, keep_days, besides=target))


def files_that_matter() -> dict[str, Path]:
    """{name in the archive: file} of what is below VAR and cannot be made again."""
    top = Path(settings.VAR)
    found = {}
    for path in sorted(top.rglob("*")):
        inside = path.relative_to(top)
        is_ours = inside.parts[0] not in LEFT_OUT and not inside.parts[0].startswith(".")
        if is_ours and path.is_file() and not path.is_symlink() and not _is_backup(path):
            found[f"{FILES}/{inside.as_posix()}"] = path
    return found


def _is_backup(path):
    """The folder of the backups may be below VAR; the database may have a name of its own there."""
    is_database = path.name.startswith(Path(str(connection.settings_dict["NAME"])).name)
    return bool(NAME.fullmatch(path.name)) or ".making-" in str(path) or is_database


def delete_old(folder: Path, keep_days: int | None, besides: Path | None = None) -> list[Path]:
    """Delete the backups in a folder that are older than so many days, and what was left behind by
    one that was killed; nothing whose name is not one of ours. Return what was deleted."""
    deleted, now = [], timezone.now()
    for path in sorted(folder.iterdir()):
        days = keep_days
        found = NAME.fullmatch(path.name)
        if found is None:
            found, days = UNFINISHED.fullmatch(path.name), 1
        if found is None or days is None or path == besides:
            continue
        if now - datetime.strptime(found[1], FORM).replace(tzinfo=UTC) > timedelta(days=days):
            path.unlink()
            deleted.append(path)
    return deleted


def as_line(backup: Backup) -> str:
    """One line about a backup, in numbers."""
    rows, size = sum(backup.manifest.counts.values()), backup.path.stat().st_size
    files = len(backup.manifest.hashes) - 1
    return (
        f"{backup.path}: {size} bytes, {rows} rows, {files} files; {len(backup.deleted)} old "
        f"{'backup' if len(backup.deleted) == 1 else 'backups'} deleted"
    )
