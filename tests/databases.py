"""The tables of a run of the tests are made by its first worker; each other one gets a copy.

That takes half a minute for each, and is the same every time.
"""

import fcntl
import os
import shutil
from pathlib import Path

from django.db import connection
from psycopg import sql

WORKERS = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))


def set_up(folder: Path, *, keep: bool) -> None:
    """Make the database of this worker, or take the copy that another one made of its own.

    `folder` is shared by the workers of a run. If it is to `keep` one of an earlier run, only what
    that lacks is made.
    """
    with (folder / "databases.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        copies = folder / "databases"
        known = copies.read_text().splitlines() if copies.exists() else []
        mine = connection.creation._get_test_db_name()
        connection.creation.create_test_db(
            verbosity=0, autoclobber=True, serialize=False, keepdb=keep or mine in known
        )
        if not known:
            made = [] if keep else _copy_for_the_others(mine)
            copies.write_text("\n".join([mine, *made]))


def _copy_for_the_others(name):
    """The names of the copies."""
    base, _worker, number = str(name).rpartition("_gw")
    others = [f"{base}_gw{other}" for other in range(WORKERS) if base and str(other) != number]
    connection.close()  # what somebody is connected to is not copied
    for other in others:
        if connection.vendor == "sqlite":
            shutil.copy(name, other)
        else:
            _copy_on_the_server(name, other)
    return others


def _copy_on_the_server(name, other):
    name, other = sql.Identifier(name), sql.Identifier(other)
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(other))
        cursor.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(other, name))
