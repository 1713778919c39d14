"""What the outbox asks about a recipient before it stores a letter: whether the address is blocked,
or wants no more letters of the kind. For letters that are written together it is asked once."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from dialogue.mail import bounces, letter_kinds, unsubscribe
from dialogue.models.dialogues import Dialogue


@dataclass(frozen=True)
class _Many:
    """What is known of the recipients of letters that are written together."""

    dialogue: Dialogue
    blocked: frozenset[str]
    unsubscribed: frozenset[tuple[str, str]]  # (address, sort of letters)


_many: ContextVar[_Many | None] = ContextVar("many", default=None)


@contextmanager
def to_many(dialogue: Dialogue, addresses: Sequence[str]) -> Iterator[None]:
    """Letters that are written inside, about this dialogue and to these addresses alone, do not
    look each one up: two queries for all."""
    blocked = frozenset(row.address.lower() for row in bounces.blocked_among(addresses))
    unsubscribed = unsubscribe.unsubscribed_among(dialogue, addresses)
    token = _many.set(_Many(dialogue, blocked, unsubscribed))
    try:
        yield
    finally:
        _many.reset(token)


def is_unsubscribed(fields: Mapping[str, Any]) -> bool:
    """See `unsubscribe.is_unsubscribed`."""
    known = _many.get()
    if known is None or fields["dialogue"] != known.dialogue:
        return unsubscribe.is_unsubscribed(fields)
    kind = letter_kinds.get(fields["kind"])
    wants_none = (fields["to_address"].lower(), kind.unsubscribed_from) in known.unsubscribed
    return wants_none and kind.may_be_unsubscribed


def is_blocked(address: str) -> bool:
    """See `bounces.is_blocked`."""
    known = _many.get()
    return bounces.is_blocked(address) if known is None else address.lower() in known.blocked
