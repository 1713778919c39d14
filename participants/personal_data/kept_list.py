"""The list of erasures outside the database: written after each erasure into the folder VAR, and
beside each backup, so that whoever was erased after a backup is known when it is restored."""

import logging
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from dialogue.access import security_log
from dialogue.backups.aftermath import Restored
from dialogue.backups.making import BESIDE
from dialogue.models import SecurityEvent
from participants.models import Person
from participants.personal_data import replay
from participants.workflow.transitions import Actor, Door

BY = "restore"
log = logging.getLogger(__name__)


def keep_in(folder: Path) -> None:
    """Write the list into a folder. What a list that is there knows besides stays in it: the
    database may be an older one. Raises OSError."""
    target = folder / BESIDE
    text = replay.merged([replay.write(), _text(target)])
    descriptor, name = tempfile.mkstemp(prefix=f".{BESIDE}-", dir=folder)  # for its owner alone
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(target)


def keep() -> None:
    """Write the list into VAR. The erasure is done whether that works or not."""
    try:
        keep_in(Path(settings.VAR))
    except OSError as error:
        log.warning("The list of erasures could not be written to VAR: %s", error.strerror)


def known_before(folder: Path) -> str:
    """What is known of erasures before the database is replaced: by itself if it can be read, in
    VAR, and beside the backup; "" if none of them has a list."""
    texts = [_text(Path(settings.VAR) / BESIDE), _text(folder / BESIDE), _of_the_database()]
    return replay.merged(texts) if any(texts) else ""


def _of_the_database():
    try:
        with transaction.atomic():
            return replay.write()
    except DatabaseError:
        return ""
    finally:
        connection.close()


def _text(path):
    """A list in a file, "" if there is none that can be read."""
    try:
        text = path.read_text()
        replay.read(text)
    except (OSError, ValueError):
        return ""
    return text


def replay_all(restored: Restored) -> str:
    """Erase again everybody in the lists, and keep the list of all."""
    entries = replay.read(replay.merged(restored.erasures))
    keys = replay.replay(entries, Actor(Door.COMMAND, BY))
    record(keys, BY)
    keep()
    return f"{len(entries)} in the lists, {len(keys)} erased again"


def record(keys: Iterable[int], by: str) -> None:
    """Write down in the security log who was erased again, by their keys."""
    for key in keys:
        about = f"{Person._meta.label_lower} {key}"
        security_log.record(SecurityEvent.Kind.DATA_ERASED, account=by, about=about)
