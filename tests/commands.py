"""Commands of manage.py, run in this process or in one of their own."""

import io
import os
import subprocess
import sys
from pathlib import Path

from django.core.management import CommandError, call_command
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent


def run_command(name: str, *arguments: object) -> tuple[list[str], str]:
    """(lines on standard output, what the command failed with or "")."""
    out = io.StringIO()
    try:
        call_command(name, *map(str, arguments), stdout=out)
        problem = ""
    except CommandError as error:
        problem = str(error)
    return out.getvalue().splitlines(), problem


def run_process(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python with a command on the database of this test."""
    name = connection.settings_dict["NAME"]
    address = f"sqlite:///{name}"
    if connection.vendor == "postgresql":
        address = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"
    settings = {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **settings, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
