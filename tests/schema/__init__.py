"""The tables of each released version with a row or more in most of them, as SQL.

tests/test_schema_upgrades.py brings them up to this version. When a version is released, write its
two files (the second needs PostgreSQL's pg_dump) and commit them; they never change again:

    python -m tests.schema
    DATABASE_URL=postgres://user@host/postgres python -m tests.schema
"""

import os
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

FOLDER = Path(__file__).parent


def file_of(version, vendor):
    """The path at which a version's SQL for "sqlite" or "postgresql" is kept."""
    return FOLDER / f"{version}-{vendor}.sql"


def versions(vendor):
    """The versions that are kept for this kind of database."""
    suffix = f"-{vendor}.sql"
    return sorted(path.name.removesuffix(suffix) for path in FOLDER.glob(f"*{suffix}"))


@contextmanager
def scratch_database(server, folder):
    """The URL of an empty database that is dropped afterwards: beside the one that the PostgreSQL
    URL `server` names, or where that is empty a file of SQLite in `folder`."""
    if not server:
        yield f"sqlite:///{folder / 'scratch.sqlite3'}"
        return
    name = f"schema_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(
                sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name))
            )


def run_sql(url, text):
    """Run a file of statements in the database that `url` names."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            connection.executescript(text)
        return
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(text)


def count_rows(url):
    """{table: how many rows it has} of every table there."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            return _counts(connection, "SELECT name FROM sqlite_master WHERE type = 'table'")
    with psycopg.connect(url) as connection:
        return _counts(connection, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")


def _counts(connection, list_tables):
    tables = [name for (name,) in connection.execute(list_tables).fetchall()]
    count = 'SELECT count(*) FROM "{}"'
    return {name: connection.execute(count.format(name)).fetchone()[0] for name in tables}
