"""How Django uses the database and the cache that the environment names."""

from typing import Any


def database(named: dict[str, Any], kept_seconds: int, connect_seconds: int) -> dict[str, Any]:
    """Django's setting for the database: connections are kept for `kept_seconds`, and PostgreSQL
    has `connect_seconds` to let somebody in."""
    if "sqlite3" in named["ENGINE"]:
        # WAL lets readers go on while one writes; IMMEDIATE takes the write lock at BEGIN, so that
        # a transaction which reads and then writes waits its turn instead of failing half-way.
        more: dict[str, Any] = {
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            }
        }
    else:
        options = {"connect_timeout": connect_seconds, **named.get("OPTIONS", {})}
        more = {
            "ENGINE": "dialogue.health.postgresql",  # see there
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": options,
        }
    return {**named, **more, "CONN_MAX_AGE": kept_seconds}


def caches(named: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Django's setting for the caches.

    `template_fragments` is Django's name for where {% cache %} keeps pieces of pages; feeds are
    kept there too. It is each worker's own memory: all its keys hold the version of what they were
    made from, so workers need not agree. One version of a dialogue takes about sixty entries (its
    pages and topics in two languages, its feeds), and each acceptance begins a new version:
    Django's 300 entries let several dialogues push each other's out. 1,000, most of a few
    kilobytes, are some 20 MB of a worker.

    `brief` is each worker's own, too, and what it says is believed for a second unless it is put
    there for longer: calendar programs ask in crowds, and always the same.
    """
    if named["BACKEND"].endswith("RedisCache"):
        named = {**named, "BACKEND": "dialogue.health.shared_cache.SharedCache"}
    return {
        "default": named,
        "template_fragments": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "fragments",
            "OPTIONS": {"MAX_ENTRIES": 1_000},
        },
        "brief": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": "brief",
            "TIMEOUT": 1,
            "OPTIONS": {"MAX_ENTRIES": 1_000},
        },
    }
