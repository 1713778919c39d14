"""Emails that come back, and the addresses that are blocked because of it: how a returned email is
recognised, and what is on hold until somebody has looked.

This module is below `outbox`, which asks it before it queues anything; what it changes in the
queue itself are the two plain updates of OutgoingMailQuerySet.
"""

import logging
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone, translation
from django.utils.translation import gettext_noop

from dialogue.mail import letter_kinds, subaddresses
from dialogue.mail.models import BlockedAddress, OutboxMark, OutgoingMail, OutgoingMailQuerySet
from dialogue.mail.refusal_reasons import OURS, REMEDIES, Reason, Remedy
from dialogue.models.prepared import Prepared

State = OutgoingMail.State
PURPOSE = "return"
PAUSE = timedelta(hours=1)  # between two lines in the log that say the same

log = logging.getLogger(__name__)
# Why an email is on hold, in English; translated where it is shown.
BLOCKED = gettext_noop("Mail to this address is blocked.")


# Returned emails


def envelope_sender(mail: OutgoingMail) -> str:
    """Where mail servers return this email to (RFC 5321, 4.4). With USE_VERP (variable envelope
    return path) it is an address of the email's own, which only those who received it know: unlike
    its Message-ID it is in no answer."""
    if not settings.USE_VERP:
        return settings.DEFAULT_FROM_EMAIL
    key = f"{mail.pk:0{subaddresses.KEY_LENGTH}x}"
    return subaddresses.address(PURPOSE, key)


def returned_to(recipients: Iterable[str]) -> OutgoingMail | None:
    """The email that came back to one of these addresses, which only its envelope named."""
    keys = subaddresses.keys_in(PURPOSE, recipients)
    return OutgoingMail.objects.filter(pk__in=[int(key, 16) for key in keys if key]).first()


def record(mail: OutgoingMail, said: str, meaning: Reason) -> bool:
    """Record that an email which was sent came back, what the mail server said and what that means;
    False if it is in another state by now. Its copy is not tried any more."""
    sent = OutgoingMail.objects.filter(pk=mail.pk, state__in=[State.SENT, State.COPYING])
    is_theirs = REMEDIES[meaning] in {Remedy.CORRECT, Remedy.ASK}
    trouble = OutgoingMail.Trouble.RECIPIENT if is_theirs else OutgoingMail.Trouble.MESSAGE
    changes = {"trouble": trouble, "last_error": said, "refusal": meaning}
    has_bounced = sent.update(state=State.BOUNCED, finished_at=timezone.now(), **changes)
    if has_bounced:
        warn_of(meaning)
    return bool(has_bounced)


def warn_of(meaning: Reason) -> None:
    """Tell the log that our mail is refused, once an hour for each reason: thirty letters that are
    refused for one reason are one thing to mend."""
    if meaning not in OURS:
        return
    now = timezone.now()
    mark, _made = OutboxMark.objects.get_or_create(name=f"refused: {meaning.value}")
    quiet = Q(noted_at=None) | Q(noted_at__lte=now - PAUSE)
    if OutboxMark.objects.filter(quiet, pk=mark.pk).update(noted_at=now):
        with translation.override("en"):
            log.warning("Mail servers refuse our mail: %s (%s)", meaning.label, meaning.value)


# Blocked addresses


def is_blocked(address: str) -> bool:
    """Whether nothing is sent to this address, because it bounced or an organiser said so."""
    return bool(address) and _blocked.first(address.lower()) is not None


@Prepared
def _blocked(lower):
    return BlockedAddress.objects.alias(lower=Lower("address")).filter(lower=lower).order_by()


def blocked_among(addresses: Iterable[str]) -> list[BlockedAddress]:
    """Those of these addresses to which nothing is sent."""
    wanted = [address.lower() for address in addresses if address]
    return list(BlockedAddress.objects.alias(lower=Lower("address")).filter(lower__in=wanted))


def to_blocked(mails: OutgoingMailQuerySet) -> OutgoingMailQuerySet:
    """Those of these emails whose recipient is blocked."""
    blocked = BlockedAddress.objects.values(lowered=Lower("address"))
    return mails.alias(lowered=Lower("to_address")).filter(lowered__in=blocked)


@transaction.atomic
def block(address: str, reason: str) -> None:
    """Send nothing to this address: what waits for it is put on hold, and so is what is written to
    it from now on (see `outbox.store`). A letter of which it has only the copy goes out without
    (see `delivery`)."""
    if not is_blocked(address):
        # Two may find out at once.
        new = BlockedAddress(address=address, reason=reason)
        BlockedAddress.objects.bulk_create([new], ignore_conflicts=True)
    urgent = letter_kinds.names(lambda kind: kind.is_urgent)
    to_it = OutgoingMail.objects.exclude(kind__in=urgent).filter(to_address__iexact=address)
    to_it.put_on_hold(BLOCKED)


@transaction.atomic
def unblock(address: str) -> int:
    """Write to this address again, and release what was on hold only because of the block; return
    how many. Drafts stay drafts."""
    BlockedAddress.objects.filter(address__iexact=address).delete()
    to_it = OutgoingMail.objects.filter(to_address__iexact=address, held_because=BLOCKED)
    return to_it.filter(state=State.ON_HOLD).put_in_queue()
