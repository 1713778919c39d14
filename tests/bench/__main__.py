"""`make bench`: measure the project beside a bare Django view, under the server it runs on.

It starts gunicorn with production settings on a throw-away database (on the PostgreSQL server that
DATABASE_URL names, else SQLite), fills it, asks, and prints what it found beside the budgets. It
measures; it does not judge: the exit status is 0 whatever comes out.
"""

import contextlib
import os
import platform
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import psycopg

from tests.__main__ import names_postgres
from tests.bench import report
from tests.bench.load import CLIENTS
from tests.bench.server import ROOT, WORKERS, Server

ROUNDS, SECONDS = 25, 0.25
STARTS = 5


def say(text):
    print(f"· {text} …", flush=True)


@contextlib.contextmanager
def throwaway_database(folder):
    """The DATABASE_URL of a new database that is dropped in the end."""
    url = os.environ.get("DATABASE_URL", "")
    if not names_postgres(url):
        yield f"sqlite:///{folder / 'bench.sqlite3'}"
        return
    named = urlsplit(url)
    server = named._replace(scheme="postgresql").geturl()
    name = f"dialogue_bench_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield named._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def mail_sink():
    """The port of a mail server on loopback that takes everything."""
    command = [sys.executable, "-m", "tests.bench.sink"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as sink:
        yield int(sink.stdout.readline())
        sink.stdin.close()


def set_up(folder, database_url, smtp_port):
    """Make this process and those it starts a production behind a proxy that speaks HTTPS."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a server in use has its bytecode
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "MODE": "production",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "DEBUG": "false",
        "VAR": str(folder),
        "PUBLIC_URL": "https://dialogue.test",
        "ALLOWED_HOSTS": "dialogue.test",
        "BEHIND_PROXY": "true",
        "REQUIRE_SECOND_FACTOR": "false",  # the lists are opened without a sign-in
        "DATABASE_URL": database_url,
        "WEB_CONCURRENCY": "1",  # for once not true: nothing that is measured counts attempts
        "EMAIL_URL": f"smtp://127.0.0.1:{smtp_port}",
        "MAIL_PER_MINUTE": "0",  # no limit
        "MAIL_PER_MINUTE_AND_DOMAIN": "0",
        "LOG_LEVEL": "WARNING",
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def start_times(log, page, headers):
    """Rows for report.values_table: from starting the server to its first page, the median of
    several times; the first is for the disk cache and does not count. The worker's processor time
    says what is ours, however busy the machine is."""
    times = []
    for _start in range(STARTS + 1):
        with Server(os.environ, log) as server:
            times.append((server.wait_for(page, headers), server.first_cpu_seconds()))
    passed, spent = map(median, zip(*times[1:], strict=True))
    return [
        ("from start to first page", passed, "s", 1),
        ("  of which the worker's processor time", spent, "s", None),
    ]


def measure(folder):
    """Everything, one after the other, and the tables."""
    from django.db import connection

    from tests.bench import data, everyday, growth, measures

    say("Filling the database")
    dialogue = data.make_dialogue(slug="bench")
    data.fill_sessions(dialogue, measures.SMALL[0])
    data.fill_invitations(dialogue, measures.SMALL[1])
    dialogue.refresh_from_db()
    invitation = dialogue.invitations.order_by("pk").last()
    log, page = folder / "gunicorn.log", f"/en/{dialogue.slug}/"
    connection.close()

    say("Starting the server, several times")
    starts = start_times(log, page, dict(measures.HEADERS))
    with Server(os.environ, log) as server:
        server.wait_for(page, dict(measures.HEADERS))
        say(f"Asking for pages, {ROUNDS} rounds")
        requests = measures.measure_requests(server, dialogue, invitation, ROUNDS, SECONDS)
        say("Answering invitations")
        values = measures.measure_answers(server.port, dialogue)
        say("Doing what is done every day")
        daily = everyday.measure(server, dialogue)
        resident = server.resident()
    report.requests_table(requests, ROUNDS)  # at once: what follows takes minutes
    report.everyday_table(daily, everyday.ROUNDS)
    say("Sending invitations")
    values += measures.measure_mails()
    say("Counting queries, few rows and many")
    small, large, one_page, lists = growth.measure_queries()
    connection.close()

    report.values_table(
        [
            *values,
            *lists,
            *starts,
            ("resident memory of a worker, afterwards", resident, "MB", 110),
        ]
    )
    report.queries_table(
        small,
        large,
        one_page,
        [
            f"{n:,} sessions, {m:,} invitations"
            for n, m in [measures.SMALL, growth.ONE_PAGE, growth.LARGE]
        ],
        growth.MOST,
        growth.WARM,
    )


def main():
    """Measure, print, clean up."""
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, gunicorn with {WORKERS} "
        f"workers, {CLIENTS} clients, production settings, "
        f"{'PostgreSQL' if names_postgres(os.environ.get('DATABASE_URL', '')) else 'SQLite'}"
    )
    if os.getloadavg()[0] > 0.5 * (os.cpu_count() or 1):
        print(f"The machine is busy (load {os.getloadavg()[0]:.1f}): trust ratios, not times.")
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        with throwaway_database(folder) as url, mail_sink() as smtp_port:
            set_up(folder, url, smtp_port)
            measure(folder)


if __name__ == "__main__":
    main()
