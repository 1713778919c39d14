"""Whose data were erased before. Only digests are kept, so an address is recognised when it is
given again, and never told."""

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.utils.crypto import salted_hmac

from participants.models import Erasure


def digests_of(address: str) -> list[str]:
    """Keyed digests of an address, whatever its case: without SECRET_KEY nobody can try out
    addresses. The first is made with the present key, the others with SECRET_KEY_FALLBACKS."""
    return [
        salted_hmac(
            "participants.erasure", address.lower(), secret=secret, algorithm="sha256"
        ).hexdigest()
        for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    ]


def moments(addresses: Collection[str]) -> dict[str, datetime]:
    """{address: when its person's data were erased last}, of those of these addresses that are
    known by it. One query."""
    erased: dict[str, datetime] = {}
    for digests, at in Erasure.objects.order_by("erased_at").values_list("digests", "erased_at"):
        erased |= dict.fromkeys(digests, at)
    if not erased:
        return {}
    found = {}
    for address in addresses:
        known = [erased[digest] for digest in digests_of(address) if digest in erased]
        if known:
            found[address] = max(known)
    return found
