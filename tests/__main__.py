"""`make test`: the suite on SQLite, and once more on PostgreSQL when DATABASE_URL names one.

    python -m tests [--measured] [what pytest shall run …]

Without arguments (or with `tests`) everything runs on SQLite; on PostgreSQL runs what may differ
there (see tests/only_with_database.py). --measured takes half as long again, and the coverage on
SQLite must reach the floor in pyproject.toml. What cannot run here is said in the last lines; with
CI=true it is a failure instead.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import environ
import psycopg

from tests.dovecot import find_dovecot

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ["chromium", "chromium-browser", "google-chrome"]
NOTHING_COLLECTED = 5  # pytest's exit status


def find_chromium(environment):
    """The path of the browser that $CHROMIUM names or that is installed, or None."""
    named = environment.get("CHROMIUM")
    candidates = [named] if named else BROWSERS
    return next(filter(None, map(shutil.which, candidates)), None)


def postgres_problem(url):
    """Why the PostgreSQL server that `url` names cannot be used, in one line, or ""."""
    named = environ.Env.db_url_config(url)
    try:
        psycopg.connect(
            host=named["HOST"] or None,
            port=named["PORT"] or None,
            user=named["USER"] or None,
            password=named["PASSWORD"] or None,
            dbname=named["NAME"] or None,
            connect_timeout=5,
        ).close()
    except psycopg.OperationalError as error:
        return " ".join(str(error).split())
    return ""


def names_postgres(url):
    """Whether this DATABASE_URL, which may be empty, is PostgreSQL's."""
    return url.split(":", 1)[0] in {"postgres", "postgresql", "psql", "pgsql", "postgis"}


def pytest_run(name, arguments, environment, marks):
    """Run pytest over all cores; return its exit status. It writes straight to the screen."""
    print(f"· Testing on {name} …", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", "-rfEs", "-n", str(os.cpu_count() or 1)]
    if marks:
        command += ["-m", " and ".join(f"not {mark}" for mark in marks)]
    return subprocess.run([*command, *arguments], cwd=ROOT, env=environment, check=False).returncode


def run_all(wanted, environment, *, missing, postgres, measured):
    """One run, or two, of which the first may be `measured`. Return the exit status.

    `missing` are the marks of what this machine cannot run.
    """
    coverage = ["--cov", "--cov-report=term-missing:skip-covered"] if measured else []
    first, last = {**environment}, {**environment}
    first.pop("DATABASE_URL", None)
    status = pytest_run("SQLite", [*coverage, *wanted], first, ["postgres", *missing])
    if postgres:
        plugin = ["-p", "tests.only_with_database"]
        missing = sorted({"browser", *missing})
        second = pytest_run("PostgreSQL", [*plugin, *wanted], last, missing)
        if not (wanted and status == 0 and second == NOTHING_COLLECTED):
            status = status or second
    return status


def main(arguments, environment):
    """Look what this machine has, run, and say what was left out. Return the exit status."""
    strict = environment.get("CI", "").lower() in {"1", "true", "yes"}
    measured = "--measured" in arguments
    wanted = [one for one in arguments if one not in {"--measured", "tests"}]
    database_url = environment.get("DATABASE_URL", "")
    chromium, postgres = find_chromium(environment), names_postgres(database_url)
    skipped, missing = [], []
    if chromium:
        environment = {**environment, "CHROMIUM": chromium}
    else:
        missing.append("browser")
        skipped.append("browser tests, because no Chromium was found (name one in CHROMIUM)")
    if not find_dovecot():
        missing.append("imap")
        skipped.append("reading a mailbox, because no Dovecot was found (Debian: dovecot-imapd)")
    if not postgres:
        skipped.append("PostgreSQL, because DATABASE_URL names no PostgreSQL server")
    elif problem := postgres_problem(database_url):
        print(f"Not tested: the PostgreSQL server in DATABASE_URL does not answer: {problem}")
        return 1
    if strict and skipped:
        for line in skipped:
            print(f"Not tested, though CI=true asks for all of it: {line}")
        return 1
    status = run_all(wanted, environment, missing=missing, postgres=postgres, measured=measured)
    for line in skipped:
        print(f"Skipped: {line}")
    print("Passed." if status == 0 else f"Failed (pytest's exit status {status}).")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], dict(os.environ)))
