"""Several threads that act at once, for tests of races."""

import contextlib
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections


def in_threads(work: Callable, items: Sequence) -> list:
    """Do `work` on every item at the same moment, each in a thread with its own connection."""
    start = threading.Barrier(len(items))

    def run(item):
        try:
            start.wait()
            return work(item)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(items)) as pool:
        return list(pool.map(run, items))


def both_look_before_either_acts(
    monkeypatch: pytest.MonkeyPatch, module: object, name: str
) -> None:
    """Hold each of two threads when `module.name` has returned, until it has returned to the other
    too, or cannot, because the other waits for a lock."""
    both = threading.Barrier(2)
    look = getattr(module, name)

    def look_and_wait(*arguments):
        found = look(*arguments)
        with contextlib.suppress(threading.BrokenBarrierError):
            both.wait(timeout=1)
        return found

    monkeypatch.setattr(module, name, look_and_wait)
