"""PostgreSQL, given up when it has fallen silent.

A server that is stopped (SIGSTOP), or a machine whose storage hangs, keeps its connections open and
says nothing; the kernel goes on acknowledging, so neither `tcp_user_timeout` nor keepalives notice,
and `statement_timeout` is measured by the very server that hangs. So whoever has waited for SILENCE
seconds asks on a second connection whether the server still lets anybody in. If it does, the
statement is merely slow and is waited for; if not, the connection is given up.
"""

import threading
import time
from collections.abc import Generator
from types import SimpleNamespace
from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg import connect
from psycopg.errors import _WaitTimeout

from dialogue.health import database_errors
from dialogue.health.outages import DATABASE

SILENCE = 2.0  # seconds
SILENCE_WHILE_AWAY = 0.2
LONGEST_SILENCE = 30.0  # between two looks at a server that is there and works on something long
KNOWN_FOR = 0.5  # seconds for which the threads of a process share what one of them has found

_looking = threading.Lock()
_seen: tuple[float, bool] = (0.0, True)  # (when by the monotonic clock, whether it answered)


class SilentServerError(psycopg.OperationalError):
    """The server did not answer, neither here nor on a second connection."""


class PatientConnection(psycopg.Connection[Any]):
    """A connection that is not waited for without end."""

    def wait(
        self,
        gen: Generator[Any, Any, Any],
        interval: float = 0.1,
        timeout: float | None = None,
    ) -> Any:
        """Wait for what psycopg waits for. Raises SilentServerError, and is closed then, if the
        server has fallen silent."""
        if timeout is not None:
            return super().wait(gen, interval=interval, timeout=timeout)
        silence = SILENCE_WHILE_AWAY if DATABASE.is_on else SILENCE
        while True:
            try:
                return super().wait(gen, interval=interval, timeout=silence)
            except _WaitTimeout:
                if not _answers(self):
                    self.pgconn.finish()
                    message = "the server did not answer"
                    DATABASE.failed(database_errors.reason(SilentServerError(message)))
                    raise SilentServerError(message) from None
            silence = min(2 * silence, LONGEST_SILENCE)


def _answers(connection: PatientConnection) -> bool:
    """Whether the server lets somebody in on another connection."""
    global _seen
    asked_at = time.monotonic()
    with _looking:  # for which this thread may have waited for as long as another has looked
        at, is_there = _seen
        if asked_at - at > KNOWN_FOR:
            known: dict[str, Any] = {
                **connection.info.get_parameters(),
                "password": connection.info.password,
            }
            known["connect_timeout"] = max(2, int(known.get("connect_timeout") or 2))
            is_there = _lets_in(known)
            _seen = (time.monotonic(), is_there)
    return is_there


def _lets_in(parameters: dict[str, Any]) -> bool:
    """A server that is full or is starting says so, which is an answer too."""
    try:
        connect(**parameters).close()
    except psycopg.OperationalError as error:
        return "timeout expired" not in str(error)
    return True


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's, with such connections."""

    Database = SimpleNamespace(**{**vars(psycopg), "connect": PatientConnection.connect})

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """While the server is away, one thread at a time tries whether it is back."""
        if not DATABASE.may_try():
            raise SilentServerError(DATABASE.why)
        try:
            connection = super().get_new_connection(conn_params)
        except psycopg.OperationalError as error:
            DATABASE.failed(database_errors.reason(error), was_try=True)
            raise
        DATABASE.worked()
        return connection
