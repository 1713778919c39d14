"""Write the tables of this version, with rows, for the tests of later ones: see `tests.schema`."""

import os
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path

from tests.schema import file_of, scratch_database


def fill():
    """Make the tables in the database of the settings, and a row of each kind that pages show."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from dialogue import __version__
    from tests import factories, visitors

    call_command("migrate", verbosity=0)
    call_command("load_roles", verbosity=0)
    visitors.make_world(factories.dialogue())
    connection.close()
    return __version__, connection.vendor


def dump(url):
    """All of a database as SQL that any later server or library takes."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
            return "\n".join(connection.iterdump()) + "\n"
    command = [find_pg_dump(), "--inserts", "--no-owner", "--no-privileges", url]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    # Comments, psql's own commands, and settings that an older server does not know.
    passed_over = ("--", "\\", "SET ")
    lines = [line for line in text.splitlines() if line and not line.startswith(passed_over)]
    return "\n".join(lines) + "\n"


def find_pg_dump():
    """The newest pg_dump that is installed: an older one refuses a newer server."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_dump"))
    return installed[-1] if installed else shutil.which("pg_dump")


def main():
    server = os.environ.get("DATABASE_URL", "")
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    with (
        tempfile.TemporaryDirectory() as folder,
        scratch_database(server, Path(folder)) as url,
    ):
        os.environ["DATABASE_URL"] = url
        path = file_of(*fill())
        path.write_text(dump(url))
    print(f"{path.name}: {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
