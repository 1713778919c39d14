"""What follows when a mail comes back: it counts as bounced, and its address is written to no more
until somebody has looked; and how a mail is known that comes back."""

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Lower
from django.utils import timezone

from dialogue.mail import subaddresses
from dialogue.mail.models import BlockedAddress, OutgoingMail
from dialogue.mail.outbox import BLOCKED, let_go

State = OutgoingMail.State
PURPOSE = "return"


def envelope_sender(mail: OutgoingMail) -> str:
    """Where mail servers return this mail to (RFC 5321, 4.4). With RETURN_TOKENS it is an address
    of the mail's own, which those alone know who received it; unlike its Message-ID it stands in
    no answer."""
    if not settings.RETURN_TOKENS:
        return settings.DEFAULT_FROM_EMAIL
    key = f"{mail.pk:0{subaddresses.KEY_LENGTH}x}"
    return subaddresses.address(PURPOSE, key)


def returned_to(recipients) -> OutgoingMail | None:
    """The mail that came back to one of these addresses as only its envelope named it."""
    keys = subaddresses.keys_in(PURPOSE, recipients)
    return OutgoingMail.objects.filter(pk__in=[int(key, 16) for key in keys if key]).first()


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
