"""Who holds which state of a feed: noted in the worker's memory at each fetch, and written to the
database by a thread of its own, at most every FEED_FETCHES_KEPT_FOR seconds.

So a fetch costs no query more. What was fetched in those last seconds is lost where a worker is
killed outright; one that is told to stop writes it first. Each worker writes by itself, and only
what is newer than what another has written.
"""

import atexit
import logging
import threading
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from agenda.feeds.clients import client_of
from agenda.models import FeedReading
from dialogue.models import Dialogue

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Source:
    """What is fetched: FeedReading's own names. Dialogue and invitation are primary keys; `key` is
    that of a personal address."""

    dialogue: int
    feed: FeedReading.Feed
    slug: str = ""
    invitation: int | None = None
    key: str = ""


class _Memory:
    """{(Source, client): (fetched_at, version_at)} of what is not written yet."""

    def __init__(self):
        self.lock = threading.Lock()
        self.noted = {}
        self.timer = None

    def add(self, key, moments):
        with self.lock:
            self.noted[key] = moments
            if self.timer is None and settings.FEED_FETCHES_KEPT_FOR is not None:
                atexit.unregister(flush_and_close)
                atexit.register(flush_and_close)
                self.timer = threading.Timer(settings.FEED_FETCHES_KEPT_FOR, flush_and_close)
                self.timer.daemon = True
                self.timer.start()

    def take(self):
        with self.lock:
            noted, self.noted, self.timer = self.noted, {}, None
        return noted


memory = _Memory()


def note(request, response, source: Source, version_at: datetime):
    """Note a fetch that leaves its program with the state of `version_at`. A HEAD does not."""
    if request.method == "GET":
        client = client_of(request.headers.get("User-Agent", ""))
        memory.add((source, client), (timezone.now(), version_at))
    return response


def flush():
    """Write what was noted; what another worker noted later stands. A row that the database
    refuses costs no other."""
    for (source, client), (fetched_at, version_at) in memory.take().items():
        try:
            _write(source, client, fetched_at=fetched_at, version_at=version_at)
        except DatabaseError:
            logger.exception("A fetch of a calendar (%s) was not noted.", source.feed)


def _write(source, client, **moments):
    row = {"client": client, "feed": source.feed, "slug": source.slug}
    row |= {"dialogue_id": source.dialogue, "invitation_id": source.invitation}
    changes = {**moments, "key": source.key}
    rows = FeedReading.objects.filter(**row)
    if rows.filter(fetched_at__lt=moments["fetched_at"]).update(**changes):
        return
    if Dialogue.objects.filter(pk=source.dialogue).exists():  # it may have been deleted meanwhile
        FeedReading.objects.get_or_create(**row, defaults=changes)


def flush_and_close():
    """`flush` in a thread of its own, or at the end of a worker."""
    close_old_connections()
    try:
        flush()
    finally:
        connection.close()


def forget_due(now: datetime) -> int:
    """Delete what is known of delegates' own calendars when the days of keeping their details are
    over; return how many rows."""
    over = Dialogue.objects.past_keeping(now)
    number, _by_model = FeedReading.objects.filter(
        dialogue__in=over, invitation__isnull=False
    ).delete()
    return number
