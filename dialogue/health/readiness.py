"""Whether this worker can serve, and whether all that has to run beside it does."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import Error

from dialogue.health import heartbeats, probes

# Without these no page can be shown: another worker, or nobody, must get the request.
NEEDED = {
    "database": probes.database,
    "migrations": probes.migrations,
    "static files": probes.static_files,
}
# Without these it still can, and somebody must look.
USEFUL = {"cache": probes.shared_cache}
KNOWN_FOR = 2.0  # seconds for which what was found is told again: anybody may ask

_watched: dict[str, Callable[[], dict[str, Any]]] = {}
_lock = threading.Lock()
_last: "list[tuple[float, Report]]" = []


def register(name: str, read: Callable[[], dict[str, Any]]) -> None:
    """Add something to tell (numbers and moments; "problem" if it is one). Each app registers its
    own in its AppConfig."""
    _watched[name] = read


@dataclass(frozen=True)
class Report:
    """What was found. `problems` is {what was looked at: "" or what is wrong}."""

    problems: dict[str, str]
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def is_ready(self) -> bool:
        """Whether pages can be shown."""
        return not any(self.problems[name] for name in NEEDED)

    @property
    def status(self) -> str:
        """In a word."""
        if not self.is_ready:
            return "not ready"
        return "degraded" if any(self.problems.values()) else "ready"

    def as_json(self) -> dict[str, Any]:
        """For a monitor."""
        checks = {name: problem or "ok" for name, problem in self.problems.items()}
        return {"status": self.status, "checks": checks, **self.facts}


def look() -> Report:
    """How it stands now, or at most KNOWN_FOR ago."""
    with _lock:
        if not _last or time.monotonic() - _last[0][0] > KNOWN_FOR:
            _last[:] = [(time.monotonic(), _look())]
        return _last[0][1]


def forget() -> None:
    """Look anew the next time."""
    _last.clear()


def _look():
    problems: dict[str, str] = {}
    for name, probe in [*NEEDED.items(), *USEFUL.items()]:
        is_away = bool(problems.get("database"))
        problems[name] = "unknown" if is_away and name == "migrations" else probe()
    if problems["database"] or problems["migrations"]:
        return Report(problems)
    facts: dict[str, Any] = {"last runs": {}}
    try:
        for one in heartbeats.standing():
            seen = {"at": one.seen.at.isoformat(timespec="seconds")} if one.seen else {}
            note = {"note": one.seen.note} if one.seen and one.seen.note else {}
            facts["last runs"][one.runner.name] = {**seen, **note, "seconds ago": one.seconds}
            problems[one.runner.name] = "it has not run in time" if one.is_missing else ""
        for name, read in _watched.items():
            facts[name] = read()
            problems[name] = facts[name].pop("problem", "")
    except Error:
        problems["database"] = "it went away meanwhile"
    return Report(problems, facts)
