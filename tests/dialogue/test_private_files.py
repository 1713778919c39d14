"""The database in a file, and the folder it is in, are for their owner alone."""

import os
import subprocess
import sys

import pytest

from dialogue.management.private_files import keep_private
from tests.source import ROOT


@pytest.fixture(autouse=True)
def _usual_mask():
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path):
    return path.stat().st_mode & 0o777


def test_what_was_open_to_others_is_closed_and_what_comes_is_closed_too(settings, tmp_path):
    folder = tmp_path / "var"
    folder.mkdir(mode=0o755)
    names = ["db.sqlite3", "db.sqlite3-wal", "db.sqlite3-shm"]
    for name in names:
        (folder / name).touch(mode=0o644)
    settings.VAR = folder
    before = {**settings.DATABASES["default"]}
    try:
        settings.DATABASES["default"] |= {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(folder / "db.sqlite3"),
        }
        keep_private()
    finally:
        settings.DATABASES["default"].update(before)
    assert mode(folder) == 0o700
    assert {mode(folder / name) for name in names} == {0o600}
    (folder / "new").touch()
    assert mode(folder / "new") == 0o600


def test_nothing_is_made_where_nothing_is(settings, tmp_path):
    settings.VAR = tmp_path / "nowhere"
    keep_private()
    assert not settings.VAR.exists()


def test_a_command_makes_a_database_that_others_cannot_read(tmp_path):
    """Also while it is open, when SQLite keeps two more files beside it."""
    code = (
        "from django.core.management import call_command; import manage, sys\n"
        "sys.argv = ['manage.py', 'shell', '-v', '0', '-c', 'from django.db import connection as c;"
        ' k = c.cursor(); k.execute("CREATE TABLE t (a)"); import os;'
        ' print([oct(os.stat(n).st_mode & 0o777) for n in sorted(os.listdir("."))])\']\n'
        "manage.main()"
    )
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "MODE": "demo",
        "SECRET_KEY": "a secret " * 9,
        "VAR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
    }
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(["0o600"] * 3)
    assert mode(tmp_path) == 0o700


def test_the_settings_file_of_a_trial_is_made_closed():
    [recipe] = [
        line for line in (ROOT / "Makefile").read_text().splitlines() if "MODE=demo\\n" in line
    ]
    assert recipe.startswith("\t@umask 077;")
