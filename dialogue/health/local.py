"""Requests of programs on this machine, and the addresses that are for them."""

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import constant_time_compare

GetResponse = Callable[[HttpRequest], HttpResponseBase]
PATHS = {"/healthz", "/readyz", "/metrics"}
# What a proxy adds; a request that has one of them came from elsewhere.
PROXIED = ["HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP"]


def is_local(request: HttpRequest) -> bool:
    """Whether a program on this machine asks, and not through a proxy. (A Unix socket gives no
    address.)"""
    address = request.META.get("REMOTE_ADDR") or "::1"
    try:
        is_loopback = ip_address(address).is_loopback
    except ValueError:
        is_loopback = False
    return is_loopback and not any(name in request.META for name in PROXIED)


def may_see_numbers(request: HttpRequest) -> bool:
    """Whether somebody may read /metrics: a program on this machine, or who has METRICS_TOKEN."""
    if is_local(request):
        return True
    kind, _blank, token = request.headers.get("Authorization", "").partition(" ")
    wanted = settings.METRICS_TOKEN
    return bool(
        wanted and kind.lower() == "bearer" and constant_time_compare(token.strip(), wanted)
    )


def answer_by_any_name(get_response: GetResponse) -> GetResponse:
    """Let monitors on this machine ask by an address instead of the site's name. It must come
    before whatever looks at the Host header."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path in PATHS and is_local(request):
            name = next((host for host in settings.ALLOWED_HOSTS if host[:1] not in ".*"), "")
            request.META["HTTP_HOST"] = name or "localhost"
        return get_response(request)

    return middleware
