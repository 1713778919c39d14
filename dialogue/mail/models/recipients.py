"""Recipients who get nothing, or not every letter: blocked addresses, and people who asked."""

from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogue.models.dialogues import Dialogue
from dialogue.models.known_words import checks_choices


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


@checks_choices
class Unsubscription(models.Model):
    """Somebody who asked for no more letters of a sort that is not personal."""

    class About(models.TextChoices):
        """The sorts of letters: to want no more reminders is not to want no news."""

        REMINDERS = "reminders", _("reminders")
        NEWS = "news", _("letters to many")

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="unsubscriptions")
    address = models.EmailField(_("address"))
    about = models.CharField(max_length=10, choices=About.choices, default=About.REMINDERS)
    since_at = models.DateTimeField(_("since"), default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "dialogue", Lower("address"), "about", name="unsubscribed_once"
            ),
        ]

    def __str__(self):
        return self.address
