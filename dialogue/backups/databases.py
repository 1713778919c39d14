"""The database as one file, and back: SQLite by its own online backup, PostgreSQL by pg_dump and
pg_restore. Reading waits for nobody; writing is all or nothing."""

import sqlite3
import subprocess
import time
from collections.abc import Iterable
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import connection, transaction
from django.db.backends.postgresql.client import DatabaseClient

from dialogue.backups.archive import BackupError

# What ends a statement or a transaction of the web's by the clock must not end a backup.
NO_LIMITS = [
    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    "SET LOCAL statement_timeout = 0",
    "SET LOCAL lock_timeout = 0",
    "SET LOCAL idle_in_transaction_session_timeout = 0",
]


PATIENCE = 20  # seconds for which a database may be locked
PAGES = -1  # all at once: it is of one moment, and no writer can make it begin again


@dataclass(frozen=True)
class Contents:
    """What was in a database: {table: how many rows}, and the migrations that made the tables,
    "app.name"."""

    counts: dict[str, int]
    migrations: list[str]


def tables() -> list[str]:
    """The names of the tables in the database."""
    return sorted(connection.introspection.table_names())


def contents() -> Contents:
    """What is in the database now."""
    with connection.cursor() as cursor:
        return _contents(cursor, tables())


def _contents(cursor, names):
    counts, migrations = {}, []
    for table in names:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
        counts[table] = cursor.fetchone()[0]
    if "django_migrations" in names:
        cursor.execute("SELECT app, name FROM django_migrations")
        migrations = sorted({f"{app}.{name}" for app, name in cursor.fetchall()})
    return Contents(counts, migrations)


def dump(target: Path) -> Contents:
    """Write the whole database, as it is at one moment, into a new file; return what is in it.
    Whoever writes meanwhile goes on. Raises BackupError."""
    target.touch(mode=0o600)
    return _dump_postgresql(target) if connection.vendor == "postgresql" else _dump_sqlite(target)


def _dump_postgresql(target):
    """pg_dump reads the snapshot in which the rows were counted."""
    connection.close()  # what was asked before would be the moment
    wanted = ["--format=custom", "--no-owner", "--no-privileges", f"--file={target}"]
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in NO_LIMITS:
            cursor.execute(statement)
        cursor.execute("SELECT pg_export_snapshot()")
        wanted.append(f"--snapshot={cursor.fetchone()[0]}")
        found = _contents(cursor, tables())
        _run_client("pg_dump", *wanted)
    return found


def _dump_sqlite(target):
    connection.ensure_connection()
    with closing(sqlite3.Connection(target)) as copy:
        _copy(connection.connection, copy)
        names = connection.introspection.get_table_list(copy.cursor())
        return _contents(copy.cursor(), sorted(info.name for info in names if info.type == "t"))


def load(source: Path) -> None:
    """Put what `dump` wrote in the place of all that is in the database, or change nothing. Raises
    BackupError."""
    if connection.vendor == "postgresql":
        _load_postgresql(source)
    else:
        _load_sqlite(source)


def _load_sqlite(source):
    with closing(sqlite3.Connection(source)) as copy:
        try:
            (said,) = copy.execute("PRAGMA integrity_check").fetchone()
        except sqlite3.DatabaseError as error:
            raise BackupError(f"The database in the backup is damaged: {error}") from error
        if said != "ok":
            raise BackupError(f"The database in the backup is damaged: {said}")
        connection.ensure_connection()
        try:
            _copy(copy, connection.connection)
        except sqlite3.Error as error:
            raise BackupError(f"The database cannot be written: {error}") from error
    connection.close()


def _copy(source, target):
    """SQLite's own online backup, which would wait for ever for a lock. Raises BackupError."""
    ends_at = time.monotonic() + PATIENCE

    def give_up(status, *_pages):
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > ends_at:
            raise BackupError("The database is in use. Stop the workers first.")

    source.backup(target, pages=PAGES, progress=give_up)


def _load_postgresql(source):
    """One transaction drops what there is and runs the dump as SQL: if it fails at the last row,
    everything is as it was."""
    script = source.with_suffix(".sql")
    command = ["pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(source)]
    with _told_in_a_line("pg_restore"):
        subprocess.run(command, check=True)  # noqa: S603
    before = source.with_suffix(".before.sql")
    before.write_text("\n".join(["SET client_min_messages = warning;", *_drops()]) + "\n")
    connection.close()
    once = ["--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1"]
    _run_client("psql", *once, "--output=/dev/null", f"--file={before}", f"--file={script}")


def _drops():
    """Statements that drop our tables and functions (triggers go with their tables)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 'DROP TABLE IF EXISTS ' || c.oid::regclass || ' CASCADE;'"
            " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE c.relkind IN ('r', 'p') AND n.nspname = ANY (current_schemas(false))"
            " UNION ALL "
            "SELECT 'DROP FUNCTION IF EXISTS ' || p.oid::regprocedure || ' CASCADE;'"
            " FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
            " LEFT JOIN pg_depend d ON d.objid = p.oid AND d.deptype = 'e'"
            " WHERE d.objid IS NULL AND n.nspname = ANY (current_schemas(false))"
        )
        return [statement for (statement,) in cursor.fetchall()]


def _run_client(program, *arguments):
    """Run a program of PostgreSQL's on our database; the password goes by its environment. What it
    has to say, it says on standard error."""
    client = _Client(connection)
    client.executable_name = program
    with _told_in_a_line(program):
        client.runshell([*arguments])


class _Client(DatabaseClient):
    """Django's way to start psql, for its sisters too: they have the same options."""

    def runshell(self, parameters: Iterable[str]) -> None:
        """Start `executable_name`."""
        self.settings_to_cmd_args_env = self._command  # type: ignore[method-assign]
        super().runshell(parameters)

    def _command(self, settings, parameters):
        psql, environment = DatabaseClient.settings_to_cmd_args_env(settings, parameters)
        return [self.executable_name, *psql[1:]], environment


@contextmanager
def _told_in_a_line(program):
    try:
        yield
    except FileNotFoundError as error:
        raise BackupError(
            f"{program} is not installed (Debian: apt install postgresql-client)."
        ) from error
    except subprocess.CalledProcessError as error:
        raise BackupError(f"{program} failed: see what it says above.") from error
