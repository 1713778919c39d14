"""Browsers' reports of what the Content-Security-Policy kept from loading: a line each in the log
`dialogue.csp`. Anybody can send anything here, so little is read, and less is written."""

import json
import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from allauth.core.internal.ratelimit import truncate_ip
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from dialogue.access import sent
from dialogue.access.doors import door
from dialogue.access.security_log import client_address
from dialogue.access.tokens import without_tokens

log = logging.getLogger("dialogue.csp")
LARGEST = 16 * 1024  # bytes of a request
LONGEST = 200  # characters of each thing that is written
MOST_AT_ONCE = 5  # reports of one request
MOST_FROM_ONE, MOST_IN_ALL = 10, 100  # requests a minute
# The names of the same facts in the Reporting API (W3C) and, after it, in the older report-uri.
FACTS = {
    "effectiveDirective": ["effective-directive", "violated-directive"],
    "blockedURL": ["blocked-uri"],
    "documentURL": ["document-uri"],
    "sourceFile": ["source-file"],
    "lineNumber": ["line-number"],
}
KINDS = {"application/csp-report", "application/reports+json"}


@door("public")
@csrf_exempt  # a browser reports without a cookie
def csp_reports(request: HttpRequest) -> HttpResponse:
    """204 for whatever was understood, 400 for what is no report, 413 and 429 for too much."""
    if request.method != "POST":
        return redirect("home")
    length = sent.as_number(request.META.get("CONTENT_LENGTH") or "")
    if length is None:
        return HttpResponse(status=411)
    if length > LARGEST:
        return HttpResponse(status=413)
    if _is_too_much(request):
        return HttpResponse(status=429)
    if request.content_type not in KINDS:
        return HttpResponse(status=415)
    try:
        reports = list(_read(json.loads(request.body)))
    except (ValueError, RecursionError):
        return HttpResponse(status=400)
    for facts in reports[:MOST_AT_ONCE]:
        log.warning("%s", " ".join(f"{name}={value}" for name, value in facts.items()))
    return HttpResponse(status=204 if reports else 400)


def _is_too_much(request: HttpRequest) -> bool:
    """Counted by the minute, for the visitor and for everybody together."""
    minute = int(timezone.now().timestamp() // 60)
    visitor = truncate_ip(client_address(request) or "")
    limits = {visitor: MOST_FROM_ONE, "everybody": MOST_IN_ALL}
    counts = []
    for source, most in limits.items():
        key = f"csp-reports:{source}:{minute}"
        cache.add(key, 0, 120)
        counts.append(cache.incr(key) > most)
    return any(counts)


def _read(sent: Any) -> Iterator[dict[str, str]]:
    """The facts of each report in what was sent, in either form."""
    for one in sent if isinstance(sent, list) else [sent]:
        if not isinstance(one, dict):
            continue
        body = one.get("csp-report") or (one.get("type") == "csp-violation" and one.get("body"))
        if isinstance(body, dict):
            facts = {name: _written(name, _fact(body, name)) for name in FACTS}
            if facts["effectiveDirective"] != "-":
                yield facts


def _fact(body, name):
    values = (body.get(key) for key in [name, *FACTS[name]])
    return next((value for value in values if isinstance(value, str | int) and value != ""), "-")


def _written(name, value):
    """One word without a query, a token, or anything that could pass for another line."""
    text = str(value)[: LONGEST * 5]
    if name in {"blockedURL", "documentURL", "sourceFile"}:
        text = _without_query(text)
    text = without_tokens(text)[:LONGEST]
    return "".join(char if "!" <= char <= "~" else "?" for char in text) or "-"


def _without_query(address):
    try:
        parts = urlsplit(address)
    except ValueError:
        return "?"
    return parts._replace(query="", fragment="", netloc=parts.netloc.rpartition("@")[2]).geturl()
