"""One backup as one file: a tar with the database, the files that matter and a manifest.

The manifest says what it was made of, and the SHA-256 of each part. It holds no key and no name.
"""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

SCHEMA = 1
MANIFEST = "manifest.json"
DATABASE = "database"
FILES = "files"  # the folder of those that were below VAR
CHUNK = 1 << 20  # bytes


class BackupError(Exception):
    """It cannot be backed up or restored; the message is one line for the operator."""


@dataclass(frozen=True)
class Manifest:
    """What an archive was made of.

    `engine` is Django's name of the database ("sqlite", "postgresql"), `key` a digest by which the
    SECRET_KEY is recognised, `counts` the number of rows of each table, `hashes` the SHA-256 of
    each part in hexadecimal digits.
    """

    version: str
    made_at: datetime
    engine: str
    key: str
    migrations: list[str]
    counts: dict[str, int]
    hashes: dict[str, str]

    def as_json(self) -> bytes:
        """What `read_manifest` reads."""
        fields = {**asdict(self), "made_at": self.made_at.isoformat(), "schema": SCHEMA}
        return json.dumps(fields, indent=1, sort_keys=True).encode()


def key_digest(secret: str) -> str:
    """A digest by which a SECRET_KEY is recognised, and from which it cannot be found."""
    return salted_hmac("dialogue.backups", "key", secret=secret, algorithm="sha256").hexdigest()


def knows_key(digest: str) -> bool:
    """Whether this is a digest of SECRET_KEY or of one of SECRET_KEY_FALLBACKS."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(constant_time_compare(digest, key_digest(key)) for key in keys)


def hash_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(target: Path, manifest: Manifest, parts: dict[str, Path]) -> None:
    """Make the archive of these parts, {name in it: file}. It has its name only once it is whole
    and on the disk, and nobody but its owner can read it. Raises OSError."""
    unfinished = target.with_name(f".{target.name}.part")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            with tarfile.open(fileobj=file, mode="w") as tar:
                content = manifest.as_json()
                entry = tarfile.TarInfo(MANIFEST)
                entry.size, entry.mtime = len(content), int(manifest.made_at.timestamp())
                tar.addfile(entry, io.BytesIO(content))
                for name, path in parts.items():
                    tar.add(path, name, recursive=False)
            file.flush()
            os.fsync(file.fileno())
        unfinished.chmod(0o600)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def opened(path: Path) -> Iterator[tarfile.TarFile]:
    """An archive to read. Raises BackupError where it is none."""
    try:
        with tarfile.open(path, "r:") as tar:
            yield tar
    except (tarfile.TarError, EOFError) as error:
        raise BackupError(f"{path} is no backup, or not whole: {error}") from error
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {error.strerror}") from error


def read_manifest(tar: tarfile.TarFile) -> Manifest:
    """What an archive was made of. Raises BackupError."""
    try:
        file = tar.extractfile(MANIFEST)
        fields = json.load(file) if file else {}
        if fields.pop("schema") != SCHEMA:
            raise BackupError("The backup has a form that this version does not know.")
        return Manifest(**{**fields, "made_at": datetime.fromisoformat(fields["made_at"])})
    except (KeyError, TypeError, ValueError) as error:
        raise BackupError("The backup has no manifest that can be read.") from error


def extract(tar: tarfile.TarFile, manifest: Manifest, folder: Path) -> None:
    """Unpack the parts into a folder, each checked against its hash, and nothing else; the
    database is then in the file `DATABASE`. Raises BackupError."""
    for name, expected in manifest.hashes.items():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            raise BackupError(f"The backup names a file outside of it: {name}")
        try:
            source = tar.extractfile(name)
        except KeyError:
            source = None
        if source is None:
            raise BackupError(f"The backup is not whole: {name} is missing.")
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with target.open("wb") as file:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                file.write(chunk)
        if digest.hexdigest() != expected:
            raise BackupError(f"The backup is damaged: {name} does not have its hash.")
