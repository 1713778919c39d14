"""A worker's lease of an email: renewed while the worker lives, over soon after it has died.

A mail server may take ten minutes over one email (RFC 5321, 4.5.3.2.6), yet the email of a worker
that was killed must not wait as long. So a lease is short, and a thread beside the worker renews
it.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from dialogue.mail.models import OutgoingMail

RENEWALS = 4  # in the time of a lease
SURE = 0.8  # of a lease is what a worker trusts in that could not renew it


@contextmanager
def kept(mail: OutgoingMail, hang_up: Callable[[], None]) -> Iterator[None]:
    """Renew the lease of `mail` meanwhile. `hang_up` is called, from another thread, as soon as it
    is lost or may be: then another worker sends the email, and this one must not."""
    is_over = threading.Event()
    keeper = threading.Thread(target=_keep, args=(mail, hang_up, is_over), daemon=True)
    keeper.start()
    try:
        yield
    finally:
        is_over.set()
        keeper.join()


def until() -> timedelta:
    """How long from now a lease is that is taken or renewed now."""
    return timedelta(seconds=settings.MAIL_LEASE)


def _keep(mail, hang_up, is_over):
    renewed_at = time.monotonic()
    try:
        while not is_over.wait(settings.MAIL_LEASE / RENEWALS):
            before = time.monotonic()
            is_ours = _renew(mail)
            if is_ours:
                renewed_at = before
            elif is_ours is False or before - renewed_at > settings.MAIL_LEASE * SURE:
                hang_up()
                return
    finally:
        connection.close()  # this thread's own


def _renew(mail):
    """Whether the lease is still ours; None where the database does not say."""
    ours = OutgoingMail.objects.filter(pk=mail.pk, lease=mail.lease)
    try:
        return bool(ours.update(leased_until_at=timezone.now() + until()))
    except DatabaseError:
        connection.close()
        return None
