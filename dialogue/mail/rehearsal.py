"""Trying out what writes letters, to show them before they are written: it is done as it would be
done, the letters are kept for the page, and everything is taken back.

So what is shown is what goes out, whatever the verb and however many letters it writes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

from dialogue.mail.models import OutgoingMail

_written: ContextVar[list[OutgoingMail] | None] = ContextVar("written", default=None)


def note(mail: OutgoingMail) -> None:
    """The outbox tells of each letter that it stores."""
    written = _written.get()
    if written is not None:
        written.append(mail)


@contextmanager
def rehearsed() -> Iterator[list[OutgoingMail]]:
    """Everything inside is taken back at the end. The list then holds the letters that were
    written and not replaced by a later one. Rows changed in memory are not to be used again."""
    written: list[OutgoingMail] = []
    token = _written.set(written)
    try:
        with transaction.atomic():
            yield written
            keys = [mail.pk for mail in written]
            cancelled = OutgoingMail.objects.filter(pk__in=keys, state=OutgoingMail.State.CANCELLED)
            gone = set(cancelled.values_list("pk", flat=True))
            written[:] = [mail for mail in written if mail.pk not in gone]
            transaction.set_rollback(True)
    finally:
        _written.reset(token)
