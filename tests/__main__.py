"""`make test`: the suite on SQLite, and once more on PostgreSQL when DATABASE_URL names one.

    python -m tests [--measured] [what pytest shall run …]

Without arguments (or with `tests`) everything runs on SQLite; on PostgreSQL runs what may differ
there (see tests/only_with_database.py). --measured takes about three times as long, and the
coverage on SQLite must reach the floor in pyproject.toml. The last lines say how long each part
took and what cannot run here; with CI=true the latter is a failure instead.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import environ
import psycopg
from lxml import etree

from tests.dovecot import find_dovecot

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ["chromium", "chromium-browser", "google-chrome"]
NOTHING_COLLECTED = 5  # pytest's exit status


def find_chromium(environment: Mapping[str, str]) -> str | None:
    """The path of the browser that $CHROMIUM names or that is installed, or None."""
    named = environment.get("CHROMIUM")
    candidates = [named] if named else BROWSERS
    return next(filter(None, map(shutil.which, candidates)), None)


def postgres_problem(url: str) -> str:
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


def names_postgres(url: str) -> bool:
    """Whether this DATABASE_URL, which may be empty, is PostgreSQL's."""
    return url.split(":", 1)[0] in {"postgres", "postgresql", "psql", "pgsql", "postgis"}


def browser_share(report: Path) -> float:
    """Which part of the tests' time those in a browser took, by the report that pytest wrote."""
    spent = [
        (case.get("classname", "").startswith("tests.browser."), float(case.get("time", 0)))
        for case in (etree.parse(report).iter("testcase") if report.exists() else [])
    ]
    whole = sum(seconds for _in_browser, seconds in spent)
    return sum(seconds for in_browser, seconds in spent if in_browser) / whole if whole else 0.0


def pytest_run(
    name: str, arguments: Sequence[str], environment: Mapping[str, str], marks: Sequence[str]
) -> tuple[int, dict[str, float]]:
    """Run pytest over all cores; it writes straight to the screen.

    Return its exit status and {part: seconds}: tests in a browser run among the others, so they
    get their share of the time.
    """
    print(f"· Testing on {name} …", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", "-rfEs", "-n", str(os.cpu_count() or 1)]
    if marks:
        command += ["-m", " and ".join(f"not {mark}" for mark in marks)]
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command += [f"--junit-xml={report}", *arguments]
        began = time.monotonic()
        status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        seconds, share = time.monotonic() - began, browser_share(report)
    parts = {name: seconds * (1 - share), "browser": seconds * share}
    return status, {part: spent for part, spent in parts.items() if spent}


def run_all(
    wanted: Sequence[str],
    environment: Mapping[str, str],
    *,
    missing: Sequence[str],
    postgres: bool,
    measured: bool,
) -> tuple[int, dict[str, float]]:
    """One run, or two, of which the first may be `measured`. Return the exit status and the
    seconds of each part.

    `missing` are the marks of what this machine cannot run.
    """
    coverage = ["--cov", "--cov-report=term-missing:skip-covered"] if measured else []
    first, last = {**environment}, {**environment}
    first.pop("DATABASE_URL", None)
    status, parts = pytest_run("SQLite", [*coverage, *wanted], first, ["postgres", *missing])
    if postgres:
        plugin = ["-p", "tests.only_with_database"]
        missing = sorted({"browser", *missing})
        second, more = pytest_run("PostgreSQL", [*plugin, *wanted], last, missing)
        parts |= more
        if not (wanted and status == 0 and second == NOTHING_COLLECTED):
            status = status or second
    return status, parts


def minutes(seconds: float) -> str:
    """90 as "1:30"."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


def main(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Look what this machine has, run, and say what was left out. Return the exit status."""
    strict = environment.get("CI", "").lower() in {"1", "true", "yes"}
    measured = "--measured" in arguments
    wanted = [argument for argument in arguments if argument not in {"--measured", "tests"}]
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
    status, parts = run_all(
        wanted, environment, missing=missing, postgres=postgres, measured=measured
    )
    for line in skipped:
        print(f"Skipped: {line}")
    taken = ", ".join(f"{part} {minutes(seconds)}" for part, seconds in parts.items())
    print(f"Time: {taken}; together {minutes(sum(parts.values()))}.")
    print("Passed." if status == 0 else f"Failed (pytest's exit status {status}).")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], dict(os.environ)))
