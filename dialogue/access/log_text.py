"""What may stand in a log, or in a report of an error, of a text that holds more: no token, no
address, and of an error of the database no row and no value."""

import re
import traceback
from collections.abc import Iterator

import psycopg

from dialogue.access.tokens import without_signed_tokens, without_tokens

ADDRESS = re.compile(r"[^\s@<>\"'(),;:=/\[\]{}]+@(?=[\w-]+(\.[\w-]+)+)", re.IGNORECASE)
# What PostgreSQL adds to an error: the row or the key that it was about, the statement.
ROWS = re.compile(r"\s*\b(DETAIL|CONTEXT|WHERE|QUERY|STATEMENT|LINE \d+):.*", re.DOTALL)
QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|“[^”\n]*”")
PLAIN = re.compile(r"['\"“][a-z_][a-z0-9_.]*['\"”]")  # the name of a field, a key, a module
# Errors of the code itself: what they quote are names of types and attributes.
OF_THE_CODE = (AttributeError, ImportError, NameError, AssertionError, NotImplementedError)
DATA_EXCEPTION = "22"  # SQLSTATE: its message quotes the value


def clean(text: str) -> str:
    """A text without tokens, addresses and rows."""
    return ADDRESS.sub("…@", without_signed_tokens(without_tokens(ROWS.sub(" (…)", text))))


def clean_error(error: BaseException) -> str:
    """The traceback of an error and of its causes, without tokens, addresses, rows and values."""
    text = "".join(traceback.format_exception(error))
    for one in sorted(_family(error), key=lambda one: len(str(one)), reverse=True):
        if said := str(one):
            text = text.replace(said, message_of(one))
    return ADDRESS.sub("…@", without_signed_tokens(without_tokens(text))).rstrip("\n")


def message_of(error: BaseException) -> str:
    """What an error says, without the values that it quotes."""
    source = error.__cause__ if isinstance(error.__cause__, psycopg.Error) else error
    said = str(error)
    if isinstance(source, psycopg.Error):
        said = source.diag.message_primary or ROWS.sub("", str(source)).split("\n")[0]
        if (source.sqlstate or "").startswith(DATA_EXCEPTION):
            return said.partition(":")[0]
        return said
    if isinstance(error, OF_THE_CODE) or type(error) is TypeError:
        return clean(said)
    return clean(QUOTED.sub(_unless_plain, said))


def _unless_plain(match):
    return match[0] if PLAIN.fullmatch(match[0]) else "'…'"


def _family(error: BaseException) -> Iterator[BaseException]:
    """An error, what caused it, and what it is a group of."""
    waiting, seen = [error], set()
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [other for other in [one.__cause__, one.__context__] if other]
        if isinstance(one, BaseExceptionGroup):
            waiting += one.exceptions
