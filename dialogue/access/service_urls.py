"""The addresses of the services that this site uses, read from one line each. What cannot be meant
is refused (ValueError), and it is said here what is wanted; the address itself is never repeated,
for most hold a password."""

import re
from collections.abc import Collection
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from environ import Env

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
HOST = re.compile(r"[a-z0-9_.-]+|[0-9a-f:.]+", re.IGNORECASE)

DATABASE_WANTED = (
    "postgres://user:password@host:port/name or sqlite:////path, with whatever is special in the "
    "password percent-encoded (# is %23, / is %2F, @ is %40)"
)
CACHE_WANTED = (
    "redis://host:6379/0 (rediss:// for TLS; a Valkey speaks redis:// too), or locmemcache://"
)
MAIL_SERVER_WANTED = (
    "smtp+tls://user:password@host:587 (smtp+ssl:// for port 465, smtp:// without TLS), with "
    "whatever is special in the password percent-encoded"
)
MAILBOX_WANTED = (
    "imaps://user:password@host/INBOX or imap+tls://… for STARTTLS, with whatever is special in "
    "the password percent-encoded"
)
ORIGIN_WANTED = "https:// and a host, without a path"
DSN_WANTED = "https://key@host/project"

FILES = "django.core.mail.backends.filebased.EmailBackend"
KEPT_HERE = {"consolemail", "memorymail", "dummymail", "filemail"}
REDIS = {"redis", "rediss"}


def database(url: str) -> dict[str, Any]:
    """Django's setting for a database: PostgreSQL, or SQLite in a file."""
    if url == "sqlite://:memory:":
        return Env.db_url_config(url)
    parts = _split(url, {"postgres", "postgresql", "sqlite"})
    if parts.scheme == "sqlite":
        if parts.netloc or not parts.path.strip("/"):
            raise ValueError
        return Env.db_url_config(url)
    name = unquote(parts.path.removeprefix("/"))
    if not name or ("/" in name and not name.startswith("/")):  # of a socket's folder
        raise ValueError
    return Env.db_url_config(url)


def cache(url: str) -> dict[str, Any]:
    """Django's setting for a cache."""
    parts = _split(url, REDIS | {"locmemcache", "dummycache", "dbcache", "filecache"})
    is_redis = parts.scheme in REDIS
    if is_redis and not (parts.hostname or (parts.scheme == "redis" and parts.path.strip("/"))):
        raise ValueError
    if is_redis and parts.hostname and not re.fullmatch(r"(/\d*)?", parts.path):
        raise ValueError  # the number of a database, nothing else
    if parts.scheme in {"dbcache", "filecache"} and not (parts.netloc or parts.path):
        raise ValueError
    return Env.cache_url_config(url)


def mail_server(url: str) -> dict[str, Any]:
    """Django's settings EMAIL_… for a server that takes letters, or for letters that stay here."""
    parts = _split(url, {"smtp", "smtps", "smtp+tls", "smtp+ssl"} | KEPT_HERE)
    if parts.scheme not in KEPT_HERE and (not parts.hostname or parts.path.strip("/")):
        raise ValueError
    if parts.scheme == "filemail" and not parts.path.strip("/"):
        raise ValueError
    return Env.email_url_config(url)


def mailbox(url: str) -> str:
    """The address of a mailbox; bare IMAP, which anybody on the way reads, on this machine only."""
    if not url:
        return ""
    parts = _split(url, {"imaps", "imap+tls", "imap"})
    if not parts.hostname or not parts.username or not parts.password:
        raise ValueError
    if parts.scheme == "imap" and parts.hostname not in LOOPBACK:
        raise ValueError
    if not set(parse_qs(parts.query)) <= {"move"}:
        raise ValueError
    return url


def origin(url: str) -> str:
    """Scheme and host of a web site. (Production refuses http:// in words of its own.)"""
    parts = _split(url, {"https", "http"})
    if not parts.hostname or parts.path.strip("/") or parts.query or "@" in parts.netloc:
        raise ValueError
    return url.rstrip("/")


def error_reports(url: str) -> str:
    """A Sentry DSN: https://<public key>@<host>/<project>."""
    if not url:
        return ""
    parts = _split(url, {"https", "http"})
    if not parts.username or not parts.hostname or not parts.path.strip("/"):
        raise ValueError
    return url


def _split(url: str, schemes: Collection[str]) -> SplitResult:
    """The parts of an address of one of these schemes. Raises ValueError, also for a port that is
    no number (a password with a slash looks like one) and for a "#" anywhere."""
    parts = urlsplit(url)
    port = parts.port  # which raises ValueError
    if parts.scheme not in schemes or parts.fragment or "#" in url or port == 0:
        raise ValueError
    if parts.netloc.count("@") > 1 or (parts.hostname and not HOST.fullmatch(parts.hostname)):
        raise ValueError
    if "://" not in url or " " in url:
        raise ValueError
    return parts
