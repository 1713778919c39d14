"""What follows when a mail comes back: it counts as bounced, and its address is written to no more
until somebody has looked."""

from django.db import transaction
from django.db.models.functions import Lower
from django.utils import timezone

from dialogue.models import BlockedAddress, OutgoingMail
from dialogue.outbox import BLOCKED, let_go

State = OutgoingMail.State


def note(mail: OutgoingMail, reason: str) -> bool:
    """A mail that was sent came back; False if it is in another state by now. Its copy is tried no
    more."""
    sent = OutgoingMail.objects.filter(pk=mail.pk, state__in=[State.SENT, State.COPYING])
    changes = {"trouble": OutgoingMail.Trouble.RECIPIENT, "last_error": reason}
    return bool(sent.update(state=State.BOUNCED, finished_at=timezone.now(), **changes))


def blocks(addresses) -> list[BlockedAddress]:
    """Those of these addresses that are written to no more."""
    wanted = [address.lower() for address in addresses if address]
    return list(BlockedAddress.objects.alias(lower=Lower("address")).filter(lower__in=wanted))


@transaction.atomic
def lift(address: str) -> int:
    """Write to this address again; what was held for the block alone goes out. Return how many."""
    BlockedAddress.objects.filter(address__iexact=address).delete()
    held = OutgoingMail.objects.filter(to_address__iexact=address, held_because=BLOCKED)
    number, _still_blocked = let_go(held)
    return number
