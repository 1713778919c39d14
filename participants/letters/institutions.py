"""Several seats of one institution make one letter: which requests wait to be written together."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from participants.models import Delegation, Invitation

Requests = dict[Delegation, list[Invitation]]

# {institution: the seats that its letter is about}, while they are collected.
together: ContextVar[Requests | None] = ContextVar("together", default=None)


@contextmanager
def collected() -> Iterator[Requests]:
    """Requests to nominate are collected in the dictionary instead of being written."""
    found: Requests = {}
    token = together.set(found)
    try:
        yield found
    finally:
        together.reset(token)


def first_of_each(invitations: Iterable[Invitation]) -> list[Invitation]:
    """One invitation for each letter: of an institution's open seats only the first."""
    letters: dict[tuple[str, int], Invitation] = {}
    for row in invitations:
        is_open_seat = row.delegation_id is not None and row.person_id is None
        key = ("seats", row.delegation_id or 0) if is_open_seat else ("person", row.pk)
        letters.setdefault(key, row)
    return list(letters.values())
