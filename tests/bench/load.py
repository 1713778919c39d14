"""A load generator: two processes that ask as fast as they get answers. Knows nothing of Django.

A request is bytes, a response is read to its end and only its status is looked at, so that the
generator takes as little of the two cores as can be. Every request has its own connection, for
gunicorn's plain workers keep none open.
"""

import multiprocessing
import socket
import time
from typing import NamedTuple

CLIENTS = 2


class Target(NamedTuple):
    """What to ask for, and the status that must come back."""

    path: str
    headers: tuple = ()
    status: int = 200

    def request(self):
        """The bytes of the request."""
        lines = [f"GET {self.path} HTTP/1.1", *(f"{name}: {text}" for name, text in self.headers)]
        return "\r\n".join([*lines, "", ""]).encode()


def ask(port, request):
    """The whole response to one request, as bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(request)
        parts = []
        while part := connection.recv(262_144):
            parts.append(part)
    return b"".join(parts)


def _drive(port, request, status, seconds):
    """Ask for `seconds`; return requests per second."""
    expected, number, start = f"HTTP/1.1 {status} ".encode(), 0, time.perf_counter()
    while (passed := time.perf_counter() - start) < seconds:
        response = ask(port, request)
        if not response.startswith(expected):
            raise RuntimeError(f"{status} expected, got {response[:200]!r}")
        number += 1
    return number / passed


class Generator:
    """The processes, kept for the whole run."""

    def __init__(self, port):
        self.port = port
        self.pool = multiprocessing.get_context("spawn").Pool(CLIENTS)

    def rate(self, target: Target, seconds: float) -> float:
        """Requests per second over all clients."""
        job = (self.port, target.request(), target.status, seconds)
        return sum(self.pool.starmap(_drive, [job] * CLIENTS, chunksize=1))

    def close(self):
        self.pool.terminate()
        self.pool.join()
