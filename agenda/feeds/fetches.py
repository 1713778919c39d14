"""Which program holds which version of a feed: noted when the feed is fetched.

A program that asks again within a minute and gets the same version costs one read and no write, and
nothing where the same worker has noted it.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import caches
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from agenda.feeds.clients import client_of
from agenda.models import FeedReading
from dialogue.calendars.subscription_links import FILE
from dialogue.health import database_errors, outages

logger = logging.getLogger(__name__)

NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class Source:
    """What is fetched, in FeedReading's own names. `dialogue` and `invitation` are primary keys;
    `key` is that of a personal address."""

    dialogue: int
    feed: FeedReading.Feed
    slug: str = ""
    invitation: int | None = None
    key: str = ""


def note(
    request: HttpRequest, response: HttpResponse, source: Source, version_at: datetime
) -> HttpResponse:
    """Note a fetch that leaves its program with the version of `version_at` (aware), and return
    `response`. A HEAD leaves nothing, and a downloaded file follows no change. Whatever the
    database says to a note, the feed is served."""
    if request.method == "GET" and not _is_download(request):
        client = client_of(request.headers.get("User-Agent", ""))
        try:
            write(source, client, fetched_at=timezone.now(), version_at=version_at)
        except DatabaseError as error:
            if database_errors.is_away(error):  # one line for all, when it went
                outages.DATABASE.failed(database_errors.reason(error))
            else:
                logger.exception("A fetch of a calendar (%s) was not noted.", source.feed)
    return response


def _is_download(request):
    """By the link to the file (subscription_links.ways), or in a browser's own window, as browsers
    say (Fetch Metadata, 2.1)."""
    return FILE in request.GET or request.headers.get("Sec-Fetch-Dest") == "document"


def write(source: Source, client: str, *, fetched_at: datetime, version_at: datetime) -> None:
    """Write a fetch down, unless the same version was noted less than NOTED_EVERY before or
    another worker has noted a later fetch. Of two workers at once that meet a program for the
    first time, one inserts the row."""
    about = [source.dialogue, source.feed, source.slug, source.invitation, source.key]
    noted_here = "fetch:" + ":".join(map(str, [*about, client, version_at.timestamp()]))
    if caches["brief"].get(noted_here):
        return
    _write(source, client, fetched_at, version_at)
    caches["brief"].set(noted_here, True, NOTED_EVERY.total_seconds())


def _write(source, client, fetched_at, version_at):
    row: dict[str, str | int | None] = {
        "dialogue_id": source.dialogue,
        "invitation_id": source.invitation,
        "feed": source.feed,
        "slug": source.slug,
        "client": client,
    }
    changes = {"fetched_at": fetched_at, "version_at": version_at, "key": source.key}
    rows = FeedReading.objects.filter(**row)
    known = rows.filter(version_at__gte=version_at, key=source.key)
    if known.filter(fetched_at__gt=fetched_at - NOTED_EVERY).exists():
        return
    if not rows.filter(fetched_at__lte=fetched_at).update(**changes):
        FeedReading.objects.bulk_create([FeedReading(**row, **changes)], ignore_conflicts=True)
