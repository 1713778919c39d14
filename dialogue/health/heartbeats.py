"""Heartbeats: what runs beside the web workers says in the database that it does, so that people
and monitors see when it no longer runs."""

import os
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.functional import Promise

from dialogue.models.heartbeats import Heartbeat

AT_MOST_EVERY = 15  # seconds between two writes of one process under one name
A_DAY_AND_A_BIT = timedelta(hours=26)

_lock = threading.Lock()
_written_at: dict[str, float] = {}


@dataclass(frozen=True)
class Runner:
    """What is expected to run, where `is_used` (by the settings)."""

    name: str
    label: str | Promise
    is_used: Callable[[], bool] = lambda: True


_runners: dict[str, Runner] = {}


def register(*runners: Runner) -> None:
    """Say what has to run. Each app registers its own in its AppConfig."""
    _runners.update({runner.name: runner for runner in runners})


def beat(name: str, *, expected_within: timedelta, note: str = "", at_once: bool = False) -> None:
    """Note that what is called so is at work now, and when it is expected to be so again; at most
    every AT_MOST_EVERY seconds, unless `at_once` (something ended). One UPDATE."""
    with _lock:
        now = time.monotonic()
        last = _written_at.get(name)
        if last is not None and now - last < AT_MOST_EVERY and not at_once:
            return
        _written_at[name] = now
    said = {
        "at": timezone.now(),
        "host": socket.gethostname()[:100],
        "pid": os.getpid(),
        "expected_within": int(expected_within.total_seconds()),
        "note": note[:200],
    }
    try:
        if not Heartbeat.objects.filter(name=name).update(**said):
            Heartbeat.objects.bulk_create([Heartbeat(name=name, **said)], ignore_conflicts=True)
    except Exception:
        _written_at.pop(name, None)
        raise


@dataclass(frozen=True)
class Standing:
    """What is known of something that has to run; `seen` is None if it never did."""

    runner: Runner
    seen: Heartbeat | None
    now: datetime

    @property
    def is_missing(self) -> bool:
        """Whether it should have run, and did not."""
        return self.seen is None or self.seen.is_late(self.now)

    @property
    def seconds(self) -> int | None:
        """For how long it has not been seen."""
        return None if self.seen is None else int((self.now - self.seen.at).total_seconds())


def standing() -> list[Standing]:
    """How it stands with everything that has to run here. One query."""
    seen, now = {row.name: row for row in Heartbeat.objects.all()}, timezone.now()
    return [
        Standing(runner, seen.get(runner.name), now)
        for runner in _runners.values()
        if runner.is_used()
    ]
