"""A PostgreSQL that keeps its connections open and says nothing (SIGSTOP, storage that hangs) is
given up within five seconds; one that is merely slow is waited for.

What is frozen is a way to the server: its bytes lie where they are, and the kernel acknowledges
them, as it does for a stopped process.
"""

import socket
import threading
import time
from contextlib import suppress

import psycopg
import pytest
from django.conf import settings
from django.db import OperationalError, connections

from dialogue.health import database_errors, outages, time_limits
from dialogue.health.postgresql import base

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "postgresql" not in settings.DATABASES["default"]["ENGINE"], reason="SQLite has no server"
    ),
]


class Way:
    """A way to the server that can be frozen."""

    def __init__(self, host, port):
        self.goes_on = threading.Event()
        self.goes_on.set()
        self._target = (host, port)
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self._ends = []
        self._threads = [threading.Thread(target=self._let_in)]
        self._threads[0].start()

    def _let_in(self):
        with suppress(OSError):
            while True:
                ours, _address = self._server.accept()
                theirs = socket.create_connection(self._target)
                self._ends += [ours, theirs]
                for pair in [(ours, theirs), (theirs, ours)]:
                    self._threads.append(threading.Thread(target=self._carry, args=pair))
                    self._threads[-1].start()

    def _carry(self, source, target):
        with suppress(OSError):
            while content := source.recv(65536):
                self.goes_on.wait()
                target.sendall(content)
        _hang_up(source, target)

    def close(self):
        self.goes_on.set()
        _hang_up(self._server, *self._ends)  # also what a connection that failed has left open
        for thread in self._threads:
            thread.join()
        for end in [self._server, *self._ends]:
            end.close()


def _hang_up(*ends):
    for end in ends:
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def way():
    known = connections["default"].settings_dict
    made = Way(known["HOST"] or "127.0.0.1", int(known["PORT"] or 5432))
    yield made
    made.close()  # after the connections on it, see below


@pytest.fixture
def database(way, monkeypatch):
    """A connection of Django's on that way."""
    monkeypatch.setattr(base, "_seen", (0.0, True))
    known = {**connections["default"].settings_dict, "HOST": "127.0.0.1", "PORT": way.port}
    made = base.DatabaseWrapper({**known, "OPTIONS": dict(known["OPTIONS"])}, "frozen")
    yield made
    way.goes_on.set()
    made.close()


def ask(database, query="SELECT 1"):
    with database.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


def test_a_frozen_server_is_given_up_within_five_seconds(database, way):
    assert ask(database) == 1
    way.goes_on.clear()
    started = time.monotonic()
    with pytest.raises(OperationalError) as error:
        ask(database)
    assert time.monotonic() - started < 5
    assert database_errors.is_away(error.value)
    assert database_errors.reason(error.value) == "it has fallen silent"
    assert outages.DATABASE.is_on


def test_nobody_waits_again_while_it_is_frozen_and_it_comes_back_by_itself(
    database, way, monkeypatch
):
    monkeypatch.setattr(outages, "RETRY_AFTER", 0.0)
    assert ask(database) == 1
    way.goes_on.clear()
    with pytest.raises(OperationalError):
        ask(database)
    monkeypatch.setattr(outages, "RETRY_AFTER", 60.0)
    outages.DATABASE.failed("it is frozen", was_try=True)
    database.close()
    started = time.monotonic()
    for _thread in range(20):
        with pytest.raises(OperationalError):
            ask(database)
    assert time.monotonic() - started < 1
    way.goes_on.set()
    outages.DATABASE._retry_at = 0.0
    assert ask(database) == 1
    assert not outages.DATABASE.is_on


def test_a_slow_statement_is_waited_for(database, monkeypatch):
    monkeypatch.setattr(base, "SILENCE", 0.1)
    assert ask(database, "SELECT 1 FROM pg_sleep(1)") == 1
    assert not outages.DATABASE.is_on


def test_a_web_worker_ends_what_takes_too_long_and_a_command_does_not(database, monkeypatch):
    fits = {"statement_timeout": "1s", "lock_timeout": "1s"}
    assert ask(database, "SHOW statement_timeout") == "0"
    database.close()
    monkeypatch.setattr(connections, "settings", {"default": database.settings_dict})
    monkeypatch.setattr(settings, "DATABASE_STATEMENT_SECONDS", 1)
    monkeypatch.setattr(settings, "DATABASE_LOCK_SECONDS", 1)
    time_limits.limit_statements()
    assert {name: ask(database, f"SHOW {name}") for name in fits} == fits
    with pytest.raises(OperationalError) as error:
        ask(database, "SELECT pg_sleep(5)")
    assert isinstance(error.value.__cause__, psycopg.errors.QueryCanceled)
    assert database_errors.is_passing(error.value)
    assert not database_errors.is_away(error.value)
