"""The files that a process of ours makes, and those it finds, are for its owner alone: the database
holds letters and people's details, and other accounts of the machine have no business there."""

import os
from pathlib import Path

from django.conf import settings

OTHERS = 0o077  # what group and everybody else might do


def keep_private() -> None:
    """Make new files private, and take the folder VAR and a database in a file from others. What
    belongs to another account is left as it is."""
    os.umask(OTHERS)
    database = settings.DATABASES["default"]
    found = [Path(settings.VAR)]
    if database["ENGINE"].endswith("sqlite3"):
        found += [Path(f"{database['NAME']}{suffix}") for suffix in ["", "-wal", "-shm"]]
    for path in found:
        if path.exists() and path.stat().st_uid == os.geteuid() and path.stat().st_mode & OTHERS:
            path.chmod(path.stat().st_mode & 0o700)
