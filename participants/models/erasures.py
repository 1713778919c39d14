"""Whose data were erased: enough to erase them once more, and nothing that names anybody."""

from collections.abc import Collection
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _


def digests_of(address: str) -> list[str]:
    """Keyed digests of an address, whatever its case: without SECRET_KEY nobody can try out
    addresses. The first is made with the present key, the others with SECRET_KEY_FALLBACKS."""
    return [
        salted_hmac(
            "participants.erasure", address.lower(), secret=secret, algorithm="sha256"
        ).hexdigest()
        for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    ]


class ErasureQuerySet(models.QuerySet["Erasure"]):
    """Erasures. Only digests are kept, so an address is recognised when it is given again."""

    def moments(self, addresses: Collection[str]) -> dict[str, datetime]:
        """{address: when its person's data were erased last}, of those of these addresses that
        are known by it. One query."""
        erased: dict[str, datetime] = {}
        for digests, at in self.order_by("erased_at").values_list("digests", "erased_at"):
            erased |= dict.fromkeys(digests, at)
        known = {address: erased.keys() & digests_of(address) for address in addresses if erased}
        return {address: max(map(erased.__getitem__, own)) for address, own in known.items() if own}


class Erasure(models.Model):
    """Somebody whose data were erased: the key that the person had, and a keyed digest of each of
    their addresses. After an older backup was restored, they are found by both and erased again
    (see participants/personal_data/replay.py)."""

    person = models.PositiveBigIntegerField(_("key of the person"))
    digests = models.JSONField(_("digests of the addresses"), default=list)
    erased_at = models.DateTimeField(_("when"))
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )

    objects = ErasureQuerySet.as_manager()

    class Meta:
        ordering = ["-erased_at", "-pk"]
        default_permissions = []
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        constraints = [
            models.UniqueConstraint(fields=["person", "erased_at"], name="erasure_noted_once"),
        ]

    def __str__(self):
        return str(self.person)
