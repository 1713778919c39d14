"""Around every request: its name, one line in the log `dialogue.requests`, and the count of what
failed. It must come first in MIDDLEWARE.

The line says which page it was by its pattern ("i/<str:token>/"): an address may open something."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from dialogue.access import request_ids
from dialogue.health import metrics
from dialogue.health.local import PATHS
from dialogue.health.outages import DATABASE

log = logging.getLogger("dialogue.requests")
GetResponse = Callable[[HttpRequest], HttpResponseBase]


def watch(get_response: GetResponse) -> GetResponse:
    """See above."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        name = request_ids.taken_or_new(request.headers.get(request_ids.HEADER, ""))
        request.request_id = name  # type: ignore[attr-defined]
        mark, started = request_ids.current.set(name), time.perf_counter()
        try:
            response = get_response(request)
            response.headers[request_ids.HEADER] = name
            if response.status_code >= 500:
                metrics.count_failure(response.status_code)
            else:
                DATABASE.settle()
            _write(request, response.status_code, time.perf_counter() - started)
            return response
        finally:
            request_ids.current.reset(mark)

    return middleware


def _write(request, status, seconds):
    """Nothing about static files and monitors as long as all is well: they ask all the time."""
    is_static = request.path.startswith(settings.STATIC_URL)
    if status < 400 and (is_static or request.path in PATHS):
        return
    match = request.resolver_match
    route = "static" if is_static else match.route if match else "-"
    facts = {
        "method": request.method if (request.method or "").isalpha() else "?",
        "route": route,
        "status": status,
        "ms": round(seconds * 1000, 1),
    }
    log.info("%(method)s %(route)s %(status)s %(ms)s ms", facts, extra=facts)
