"""A service that is away: said once when it goes and once when it is back, and asked by one at a
time in between, so that an outage neither floods the log nor ties up every thread of a worker.

Each process keeps its own count: while the database is away there is no place to share it.
"""

import logging
import threading
import time

log = logging.getLogger(__name__)
RETRY_AFTER = 1.0  # seconds between two tries while it is away
SETTLED_AFTER = 10.0  # seconds without a failure, after which it must have come back by itself


class Outage:
    """Whether a service is away, as far as this process knows."""

    def __init__(self, what: str, meanwhile: str) -> None:
        self.what, self.meanwhile = what, meanwhile
        self.why = ""
        self.is_logged = True  # not where a command ends with that line anyway, see manage.py
        self._lock = threading.Lock()
        self._since = 0.0  # by the monotonic clock; 0 while it is there
        self._failed_at = 0.0
        self._retry_at = 0.0
        self._failures = 0

    @property
    def is_on(self) -> bool:
        """Whether it is away."""
        return bool(self._since)

    def may_try(self) -> bool:
        """Whether to ask it now: always while it is there; while it is away, the first who asks
        after each RETRY_AFTER, and nobody else until that one has an answer."""
        if not self._since:
            return True
        with self._lock:
            now = time.monotonic()
            if now < self._retry_at:
                return False
            # If whoever tries is never heard of again, the next one tries a little later.
            self._retry_at = now + 5 * RETRY_AFTER
            return True

    def failed(self, why: str, *, was_try: bool = False) -> None:
        """Note that it could not be used; the first time that is said in the log. `was_try`: by
        whoever asked `may_try`; all others do not put the next try off."""
        with self._lock:
            self._failures += 1
            self._failed_at = time.monotonic()
            is_first = not self._since
            if is_first or was_try:
                self.why = why
            if is_first or was_try:
                self._retry_at = self._failed_at + RETRY_AFTER
            self._since = self._since or self._failed_at
        if is_first and self.is_logged:
            log.error("%s is away: %s. %s", self.what, why, self.meanwhile)

    def worked(self) -> None:
        """Note that it could be used; said in the log if it was away."""
        if not self._since:
            return
        with self._lock:
            since, failures = self._since, self._failures
            self._since = self._retry_at = 0.0
            self._failures = 0
        if since and self.is_logged:
            seconds = time.monotonic() - since
            log.warning("%s is back after %.0f s; %d uses failed.", self.what, seconds, failures)

    def settle(self) -> None:
        """End it if nothing has failed for a while: for what says nothing when it is back."""
        if self._since and time.monotonic() - self._failed_at > SETTLED_AFTER:
            self.worked()


DATABASE = Outage("The database", "Pages answer 503 and loops wait until it is back.")
CACHE = Outage(
    "The cache (CACHE_URL)",
    "Until it is back each process counts wrong passwords and used codes for itself.",
)
