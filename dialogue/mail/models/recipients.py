"""Recipients who get nothing, or not every letter: blocked addresses, and people who asked."""

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogue.models.dialogues import Dialogue


class BlockedAddress(models.Model):
    """An address to which nothing is sent: what is written to it is on hold for the organisers."""

    address = models.EmailField(_("address"))
    reason = models.TextField(_("why"))
    since_at = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        ordering = ["-since_at", "-pk"]
        verbose_name = _("blocked address")
        verbose_name_plural = _("blocked addresses")
        constraints = [
            models.UniqueConstraint(
                Lower("address"),
                name="address_blocked_once",
                violation_error_message=_("This address is already blocked."),
            ),
        ]

    def __str__(self):
        return self.address


class Unsubscription(models.Model):
    """Somebody who asked for no more letters of the kind that is not personal (reminders)."""

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="unsubscriptions")
    address = models.EmailField(_("address"))
    since_at = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint("dialogue", Lower("address"), name="unsubscribed_once"),
        ]

    def __str__(self):
        return self.address
