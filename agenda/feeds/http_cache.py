"""Feeds as programs fetch them, again and again: 304 where their copy is fresh, else the same bytes
as long as nothing has changed, packed small.
"""

import re
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.crypto import salted_hmac
from django.utils.http import http_date
from django.utils.text import compress_string

# Raise it when the code writes a feed differently, so that no client gets a 304 about old bytes.
EDITION = "4"
CACHED_FOR = 24 * 60 * 60  # seconds; a changed feed has another key
TAKES_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", re.IGNORECASE)


def serve(
    request: HttpRequest,
    stamp: tuple,
    changed_at: datetime,
    write: Callable[[], bytes],
    *,
    content_type: str,
    filename: str,
    language: str,
) -> HttpResponse:
    """Answer 304 where the client's copy is fresh, else what `write` gives in `language`, from the
    cache if it is there, gzipped for clients that take that (RFC 9110, 12.5.3). `stamp` is
    whatever the bytes depend on; `changed_at` (aware) becomes Last-Modified.

    GZipMiddleware would pack them at each fetch, with random padding that hides their length; a
    feed holds nothing that a request could vary, and two fetches are to be the same bytes.
    """
    identity = repr((EDITION, settings.PUBLIC_URL, filename, language, stamp))
    # Keyed: nobody is to work out the ETag of what they never fetched, and get a 304.
    etag = (
        f'"{salted_hmac("agenda.feeds.http_cache", identity, algorithm="sha256").hexdigest()[:24]}"'
    )
    modified = int(changed_at.timestamp())
    packs = bool(TAKES_GZIP.search(request.headers.get("Accept-Encoding", "")))
    response = get_conditional_response(request, etag=etag, last_modified=modified)
    if response is None:
        response = HttpResponse(_body(etag, packs, language, write), content_type=content_type)
        response["Content-Disposition"] = f'inline; filename="{filename}"'
        if packs:
            response["Content-Encoding"] = "gzip"
    response["ETag"] = f"W/{etag}" if packs else etag
    response["Content-Language"] = language
    patch_vary_headers(response, ["Accept-Encoding"])
    response["Last-Modified"] = http_date(modified)
    response.setdefault("Cache-Control", "public, max-age=300")
    return response


def _body(etag, packs, language, write):
    cache, key = caches["template_fragments"], f"feed:{etag}:{packs}"
    body = cache.get(key)
    if body is None:
        with translation.override(language):
            body = write()
        body = compress_string(body) if packs else body
        cache.set(key, body, CACHED_FOR)
    return body
