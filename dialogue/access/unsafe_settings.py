"""Settings with which this must not run in production."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured

MODES = ["production", "demo", "development", "test"]


def refuse_unsafe_production(settings: Mapping[str, Any]) -> None:
    """Raise ImproperlyConfigured for the first setting that is unsafe in production, with one line
    that names the variable and what to do."""
    if settings["MODE"] != "production":
        return
    for problem, has_it in _problems(settings).items():
        if has_it:
            raise ImproperlyConfigured(problem)


def _problems(settings):
    """{what to say: whether it is so}"""
    key, hosts = settings["SECRET_KEY"], settings["ALLOWED_HOSTS"]
    cache = settings["CACHE"]["BACKEND"]
    with_subdomains = settings["HSTS_INCLUDE_SUBDOMAINS"]
    return {
        "SECRET_KEY is missing; set it to at least 50 random characters "
        "(or run `make demo` first, to try the project out).": not key,
        "SECRET_KEY is weak; use at least 50 random characters.": (
            len(key) < 50 or len(set(key)) < 5 or "insecure" in key
        ),
        "DEBUG is on; it must stay off in production.": settings["DEBUG"],
        "ALLOWED_HOSTS is empty or holds '*'; name the hosts.": (
            not hosts or not all(hosts) or "*" in hosts
        ),
        "PUBLIC_URL must begin with https://.": not settings["PUBLIC_URL"].startswith("https://"),
        "CACHE_URL names no cache that web workers share, so each would count wrong passwords for "
        "itself; name a Redis, or run one worker and set WEB_CONCURRENCY=1.": (
            "locmem" in cache and settings["WEB_CONCURRENCY"] != 1
        ),
        "CACHE_URL names a cache that keeps nothing, not even the count of wrong passwords.": (
            "dummy" in cache
        ),
        "HSTS_PRELOAD needs HSTS_INCLUDE_SUBDOMAINS.": (
            settings["HSTS_PRELOAD"] and not with_subdomains
        ),
    }
