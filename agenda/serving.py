"""Feeds as programs fetch them, again and again: 304 where their copy is fresh, else the same bytes
as long as nothing has changed, packed small.
"""

from collections.abc import Callable
from datetime import datetime
from hashlib import blake2b

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.decorators import decorator_from_middleware
from django.utils.http import http_date

# Raise it when the code writes a feed differently, so that no client is told "304" about old bytes.
EDITION = "2"
CACHED_FOR = 24 * 60 * 60  # seconds; a changed feed has another key


class PlainGZip(GZipMiddleware):
    """Without the random padding that hides lengths from an eavesdropper: a feed holds nothing that
    a request could vary, and two fetches shall be the same bytes."""

    max_random_bytes = 0


packed = decorator_from_middleware(PlainGZip)


def serve(
    request,
    stamp,
    changed_at: datetime,
    write: Callable[[], bytes],
    *,
    content_type: str,
    filename: str,
    language: str,
) -> HttpResponse:
    """Answer 304 where the client's copy is fresh, else what `write` gives in `language`, from the
    cache if it is there. `stamp` is whatever the bytes depend on."""
    identity = repr((EDITION, settings.PUBLIC_URL, filename, language, stamp)).encode()
    etag = f'"{blake2b(identity, digest_size=12).hexdigest()}"'
    modified = int(changed_at.timestamp())
    response = get_conditional_response(request, etag=etag, last_modified=modified)
    if response is None:
        cache = caches["template_fragments"]
        body = cache.get(f"feed:{etag}")
        if body is None:
            with translation.override(language):
                body = write()
            cache.set(f"feed:{etag}", body, CACHED_FOR)
        response = HttpResponse(body, content_type=content_type)
        response["Content-Disposition"] = f'inline; filename="{filename}"'
    response["ETag"] = etag
    response["Content-Language"] = language
    patch_vary_headers(response, ["Accept-Encoding"])
    response["Last-Modified"] = http_date(modified)
    response.setdefault("Cache-Control", "public, max-age=300")
    return response
