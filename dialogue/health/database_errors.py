"""What an error of the database means: whether it is away, and why, in a few words of ours.

The words of the error itself are not repeated. They may hold a row (DETAIL of an IntegrityError),
and they name host, database and account.
"""

from collections.abc import Iterator
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import InterfaceError, OperationalError

# SQLSTATE (PostgreSQL, Appendix A) of what is said while a server stops, starts or is full, or of
# an account or database that it does not have.
AWAY = ("08", "28", "3D", "53", "57P0", "58")
# Parts of what libpq says without an SQLSTATE, in the order in which they are looked for.
WORDS = {
    "password authentication failed": "it refuses the password or the account",
    "no password supplied": "it wants a password",
    "no pg_hba.conf entry": "it lets nobody in from this machine",
    "role": "it does not know the account",
    "does not exist": "it has no database of that name",
    "name or service not known": "there is no host of that name",
    "failed to resolve host": "there is no host of that name",
    "temporary failure in name resolution": "the host's name cannot be looked up",
    "connection refused": "nothing listens at that host and port",
    "no such file or directory": "there is no such socket",
    "timeout expired": "it does not answer in time",
    "no route to host": "there is no way to that host",
    "network is unreachable": "there is no way to that host",
    "starting up": "it is starting",
    "shutting down": "it is shutting down",
    "too many": "it has no connection left",
    "server closed the connection": "it has closed the connection",
    "terminating connection": "it has closed the connection",
    "connection is closed": "it has closed the connection",
    "did not answer": "it has fallen silent",
    "certificate": "its certificate is not accepted",
    "ssl": "TLS is not as it wants it",
}
# The same of SQLite, whose errors have names (https://www.sqlite.org/rescode.html).
SQLITE = {
    "SQLITE_BUSY": "another process is writing",
    "SQLITE_LOCKED": "another process is writing",
    "SQLITE_CANTOPEN": "the file cannot be opened",
    "SQLITE_READONLY": "the file cannot be written",
    "SQLITE_FULL": "the disk is full",
    "SQLITE_IOERR": "the disk cannot be read or written",
    "SQLITE_NOTADB": "the file is no database",
    "SQLITE_CORRUPT": "the file is damaged",
    "SQLITE_PERM": "the file may not be opened",
    "SQLITE_AUTH": "the file may not be opened",
}
# What a server says of one statement that took too long, or lost to another: a lock, a deadlock, a
# limit of time. It is there, and the same may succeed in a moment.
PASSING = ("55P03", "40", "57014")


def is_away(error: BaseException | None) -> bool:
    """Whether this error, or what caused it, says that the database cannot be used at all."""
    return any(
        isinstance(one, OperationalError | InterfaceError) and _means_away(one.__cause__ or one)
        for one in causes(error)
    )


def is_passing(error: BaseException | None) -> bool:
    """Whether the same may succeed in a moment: the database is away, or a lock was not to be had
    in time, or a statement took too long."""
    return is_away(error) or any(
        str(getattr(one, "sqlstate", None) or "").startswith(PASSING) for one in causes(error)
    )


def reason(error: BaseException | None) -> str:
    """Why the database cannot be used, as the end of a sentence."""
    for one in causes(error):
        name = getattr(one, "sqlite_errorname", "")
        for code, words in SQLITE.items():
            if name.startswith(code):
                return words
        text = str(one).casefold()
        if text in WORDS.values():  # what was found a moment ago
            return text
        for part, words in WORDS.items():
            if part in text:
                return words
    return "the log of the database says why"


def sentence(error: BaseException | None) -> str:
    """The whole of it in one line."""
    why = reason(error)
    if why == SQLITE["SQLITE_CANTOPEN"]:
        why += _missing_folder()
    return f"The database (DATABASE_URL) cannot be used: {why}."


def _missing_folder() -> str:
    """What to make for SQLite's file, where its folder is missing; the end of a sentence."""
    folder = Path(settings.DATABASES["default"]["NAME"]).parent
    return "" if folder.is_dir() else f", because there is no folder {folder}; create it"


def causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error, what caused it, and what that was raised in the course of."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _means_away(error):
    if name := getattr(error, "sqlite_errorname", ""):
        return name.startswith(tuple(SQLITE))
    if state := getattr(error, "sqlstate", None):
        return state.startswith(AWAY)
    return isinstance(error, psycopg.Error | InterfaceError)
