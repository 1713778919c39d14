"""What the environment says, read so that a wrong value ends the start with one line: it names the
variable and what is wanted, and never the value, for that may be a password.

The environment is read at the top of dialogue/settings.py only, through this reader; so the reader
knows every variable there is, and notices a name that is none of them.
"""

import os
import re
from collections.abc import Callable, Sequence
from email.utils import parseaddr
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env
from rapidfuzz import fuzz, process

from dialogue.access import service_urls

Value = TypeVar("Value")
TRUE, FALSE = {"true", "on", "yes", "y", "1", "ok"}, {"false", "off", "no", "n", "0", ""}
ADDRESS = re.compile(r"[^@\s<>,]+@[^@\s<>,]+\.[^@\s<>,]+")
HOST = re.compile(r"\*|\.?[a-z0-9_-]+(\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]", re.IGNORECASE)
ALIKE = 85  # of 100, from which on one name is taken for another that was misspelt
# Read by gunicorn, Django and the libraries, not by us: a name like one of ours that is no mistake.
OTHERS = {"SSL_CERT_FILE", "SSL_CERT_DIR", "DJANGO_SETTINGS_MODULE", "TZ"}


class _File(Env):
    """What is in a file .env, apart from the environment."""

    ENVIRON: dict[str, str] = {}


class Environment:
    """The variables of this process and, where it has none of a name, those of a file `.env`."""

    def __init__(self, file: Path) -> None:
        self.names: list[str] = []
        self._in_file = _read(file)
        for name, value in self._in_file.items():
            os.environ.setdefault(name, value)  # libraries have variables too: SSL_CERT_FILE

    def text(self, name: str, default: str = "", wanted: str = "one line of text") -> str:
        """Any text without line breaks."""
        return self._read(name, default, str, wanted)

    def secret(self, name: str) -> str:
        """What a program shows to be let in, or ""."""

        def cast(text: str) -> str:
            return _matching(re.compile(r"[!-~]{20,}"), text) if text else ""

        return self._read(name, "", cast, "at least 20 random characters without blanks")

    def choice(self, name: str, choices: Sequence[str], default: str) -> str:
        """One of these words, in any case, as it is written in `choices`."""
        words = {choice.casefold(): choice for choice in choices}
        wanted = f"one of {', '.join(choices)}"
        return self._read(name, default, lambda text: words[text.strip().casefold()], wanted)

    def flag(self, name: str, default: bool = False) -> bool:
        """Yes or no."""
        return self._read(name, default, _flag, "on or off")

    def number(self, name: str, default: int, least: int = 0, most: int = 10**6) -> int:
        """A whole number from `least` to `most`."""

        def cast(text: str) -> int:
            if not least <= int(text) <= most:
                raise ValueError
            return int(text)

        return self._read(name, default, cast, f"a whole number from {least} to {most}")

    def words(
        self, name: str, default: Sequence[str] = (), wanted: str = "texts, comma-separated"
    ) -> list[str]:
        """Texts that commas separate."""
        return self._read(name, list(default), _listed, wanted)

    def hosts(self, name: str, default: Sequence[str | None]) -> list[str]:
        """Names of hosts, as in Django's ALLOWED_HOSTS."""

        def cast(text: str) -> list[str]:
            return [_matching(HOST, host) for host in _listed(text)]

        wanted = "names of hosts without scheme and port, comma-separated"
        return self._read(name, [host or "" for host in default], cast, wanted)

    def address(self, name: str, default: str) -> str:
        """An email address, bare: mei@example.org."""

        def cast(text: str) -> str:
            return _matching(ADDRESS, text.strip()) if text.strip() else ""

        return self._read(name, default, cast, "one email address, such as name@example.org")

    def addresses(self, name: str) -> list[str]:
        """Email addresses that commas separate."""

        def cast(text: str) -> list[str]:
            return [_matching(ADDRESS, address) for address in _listed(text)]

        return self._read(name, [], cast, "email addresses, comma-separated")

    def sender(self, name: str, default: str) -> str:
        """An email address with or without a name before it: Secretariat <mei@example.org>."""

        def cast(text: str) -> str:
            _matching(ADDRESS, parseaddr(text)[1])
            return text

        return self._read(name, default, cast, "Name <address>; it holds no address")

    def contacts(self, name: str) -> list[str]:
        """Where somebody is reached (RFC 9116, 2.5.3): email addresses or URIs."""

        def cast(text: str) -> list[str]:
            kinds = ("https://", "mailto:", "tel:")
            contacts = _listed(text)
            return [one if one.startswith(kinds) else _matching(ADDRESS, one) for one in contacts]

        wanted = "email addresses or addresses that begin with https:, mailto: or tel:"
        return self._read(name, [], cast, f"{wanted}, comma-separated")

    def page(self, name: str) -> str:
        """The address of a web page, or ""."""

        def cast(text: str) -> str:
            parts = urlsplit(text)
            if text and not (parts.scheme == "https" and parts.hostname):
                raise ValueError
            return text

        return self._read(name, "", cast, "the address of a page, beginning with https://")

    def origin(self, name: str, default: str) -> str:
        """Scheme and host of a site, without a path and without a slash at its end."""
        return self._read(name, default, service_urls.origin, service_urls.ORIGIN_WANTED)

    def path(self, name: str, default: Path) -> Path:
        """A path in the file system."""
        return self._read(name, default, Path, "a path")

    def file(self, name: str) -> str:
        """The path of a file that can be read, or ""."""

        def cast(text: str) -> str:
            if text:
                Path(text).open("rb").close()
            return text

        return self._read(name, "", cast, "the path of a file that can be read")

    def folder(self, name: str, within: Path, likely: str) -> str:
        """The path of a folder that can be read; otherwise the last of those within a folder that
        match the pattern `likely`, or ""."""

        def cast(text: str) -> str:
            if text:
                next(Path(text).iterdir(), None)
            return text

        there = str(max(within.glob(likely), default=""))
        return self._read(name, there, cast, "the path of a folder that can be read")

    def database(self, name: str, default: str) -> dict[str, Any]:
        """Django's setting for one database."""
        read = service_urls.database
        return self._read(name, None, read, service_urls.DATABASE_WANTED) or read(default)

    def cache(self, name: str, default: str) -> dict[str, Any]:
        """Django's setting for one cache."""
        read = service_urls.cache
        return self._read(name, None, read, service_urls.CACHE_WANTED) or read(default)

    def mail_server(self, name: str, default: str) -> dict[str, Any]:
        """Django's settings EMAIL_… for the server that takes letters."""
        read = service_urls.mail_server
        return self._read(name, None, read, service_urls.MAIL_SERVER_WANTED) or read(default)

    def mailbox(self, name: str) -> str:
        """The address of a mailbox (participants.inbox.mailbox reads it), or ""."""
        return self._read(name, "", service_urls.mailbox, service_urls.MAILBOX_WANTED)

    def error_reports(self, name: str) -> str:
        """The address to which errors are reported (a Sentry DSN), or ""."""
        return self._read(name, "", service_urls.error_reports, service_urls.DSN_WANTED)

    def unknown(self) -> list[str]:
        """What to say of names that are hardly meant: those in the file that are not read, and
        those of the environment that are almost the name of one that is not set."""
        unset = [name for name in self.names if name not in os.environ]
        said = []
        for name in sorted({*os.environ, *self._in_file} - {*self.names, *OTHERS}):
            close = process.extractOne(
                name, unset, scorer=fuzz.ratio, processor=str.upper, score_cutoff=ALIKE
            )
            if close:
                said.append(f"{name} is not read; is {close[0]} meant?")
            elif name in self._in_file:
                said.append(f"{name} in .env is not read.")
        return said

    def _read(self, name: str, default: Any, cast: Callable[[str], Value], wanted: str) -> Any:
        """The value of a variable. Raises ImproperlyConfigured, without its cause: that would tell
        the value to whoever prints a traceback."""
        self.names.append(name)
        text = os.environ.get(name)
        if text is None:
            return default
        try:
            if not text.isprintable():
                raise ValueError
            return cast(text)
        except (ValueError, LookupError, OSError, ImproperlyConfigured, RecursionError):
            pass
        raise ImproperlyConfigured(f"{name} is not understood; wanted: {wanted}.")


def _read(file):
    """{name: value} of a file .env. Raises ImproperlyConfigured for one that cannot be read, or a
    line of it (Django's reader would log such a line, and with it a password)."""
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        raise ImproperlyConfigured(".env cannot be read as UTF-8 by this account.") from None
    for number, line in enumerate(text.splitlines(), start=1):
        if not re.fullmatch(r"\s*(#.*)?|(export )?[A-Za-z_0-9]+=.*", line):
            raise ImproperlyConfigured(f"Line {number} of .env is not understood; NAME=value.")
    _File.ENVIRON = {}
    _File.read_env(file)
    return dict(_File.ENVIRON)


def _flag(text):
    word = text.strip().casefold()
    if word not in TRUE | FALSE:
        raise ValueError
    return word in TRUE


def _listed(text):
    return [word for word in map(str.strip, text.split(",")) if word]


def _matching(pattern, text):
    if not pattern.fullmatch(text):
        raise ValueError
    return text
