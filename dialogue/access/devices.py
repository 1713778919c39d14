"""Which browsers are known to belong to somebody, so that a stranger's wrong tries do not keep them
out: tries are counted for each known browser apart, and for each address otherwise.

A browser becomes known by a signed cookie, once its user has proved who they are. It holds a random
number and for whom it is known, in a form that only SECRET_KEY can tell; it opens nothing
(https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies).
"""

import secrets
from dataclasses import dataclass

from allauth.core.internal.ratelimit import truncate_ip
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from dialogue.access.security_log import client_address

SALT = "dialogue.access.devices"
KNOWN_FOR = 180 * 24 * 60 * 60  # seconds
MOST_SUBJECTS = 20  # people who share a browser


@dataclass(frozen=True)
class Source:
    """Where a try comes from: a known browser, or an address. `key` names neither."""

    key: str
    is_known: bool


def source_of(request: HttpRequest, subject: str) -> Source:
    """Where this request comes from, seen by `subject`: an account or an invitation, as a text that
    changes when its browsers should no longer be known."""
    device, seals = _read(request)
    if device and _digest(device, subject) in seals:
        return Source(_digest("device", device), is_known=True)
    address = truncate_ip(client_address(request) or "")
    return Source(_digest("address", address), is_known=False)


def remember(request: HttpRequest, response: HttpResponse, subject: str) -> None:
    """Let this browser be known to `subject` from now on."""
    device, seals = _read(request)
    device = device or secrets.token_hex(10)
    seal = _digest(device, subject)
    kept = [seal, *(other for other in seals if other != seal)][:MOST_SUBJECTS]
    response.set_signed_cookie(
        settings.DEVICE_COOKIE_NAME,
        ".".join([device, *kept]),
        salt=SALT,
        max_age=KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request):
    name = settings.DEVICE_COOKIE_NAME
    value = request.get_signed_cookie(name, "", salt=SALT, max_age=KNOWN_FOR)
    device, *seals = value.split(".")
    return device, seals


def _digest(purpose, text):
    return salted_hmac(f"{SALT}:{purpose}", text, algorithm="sha256").hexdigest()[:20]
