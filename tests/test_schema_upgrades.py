"""A database of an earlier version is brought up to this one by `manage.py migrate`, with all its
rows. The earlier versions lie in tests/schema/, which says how they are written."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from tests import schema
from tests.demonstration import ROOT

VERSIONS = sorted({*schema.versions("sqlite"), *schema.versions("postgresql")})
# What `migrate` and `load_roles` fill by what the code says.
BOOKKEEPING = {
    "auth_group_permissions",
    "auth_permission",
    "django_content_type",
    "django_migrations",
    "sqlite_sequence",
}


def manage(url, *command):
    """Run manage.py on the database that `url` names, as on a server."""
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env={**os.environ, "MODE": "demo", "SECRET_KEY": "not a secret", "DATABASE_URL": url},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture
def database(db, tmp_path):
    """The URL of an empty database of the kind that is tested."""
    server = os.environ["DATABASE_URL"] if connection.vendor == "postgresql" else ""
    with schema.scratch_database(server, tmp_path) as url:
        yield url


@pytest.mark.parametrize("version", VERSIONS)
def test_the_database_of_a_released_version_is_brought_up_to_this_one(version, database):
    schema.run_sql(database, schema.file_of(version, connection.vendor).read_text())
    before = schema.count_rows(database)
    migrated = manage(database, "migrate")
    assert migrated.returncode == 0, migrated.stderr
    used = manage(database, "load_roles")  # which refuses tables that do not fit
    assert used.returncode == 0, used.stderr
    after = schema.count_rows(database)
    kept = (before.keys() & after.keys()) - BOOKKEEPING
    assert {table: after[table] for table in kept} == {table: before[table] for table in kept}
