"""The register of letters that go out and come in (sổ công văn đi, sổ công văn đến)."""

import secrets

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.models import Dialogue
from dialogue.models.known_words import checks_choices
from dialogue.models.validators import refuse_invisible


def new_reference() -> str:
    """What the square code on each page of a letter says: it names the row and opens nothing."""
    return secrets.token_hex(8)


class Direction(models.TextChoices):
    """Whether a letter leaves the house or reaches it."""

    OUT = "out", pgettext_lazy("register", "outgoing")
    IN = "in", pgettext_lazy("register", "incoming")


@checks_choices
class RegisterSeries(models.Model):
    """One row of numbers: of a body, a direction, a year and an abbreviation. Whoever gives a
    number holds the lock of this row, so that there are no gaps and none is given twice."""

    direction = models.CharField(max_length=3, choices=Direction.choices)
    body = models.CharField(max_length=40, blank=True)
    year = models.PositiveSmallIntegerField()
    series = models.CharField(max_length=10, blank=True)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = []
        verbose_name = _("series of numbers")
        verbose_name_plural = _("series of numbers")
        constraints = [
            models.UniqueConstraint(
                fields=["direction", "body", "year", "series"], name="register_series_once"
            )
        ]

    def __str__(self):
        return f"{self.direction} {self.body} {self.year} {self.series}"


@checks_choices
class RegisterEntry(models.Model):
    """One letter in the register. It is never deleted: what is cancelled keeps its number.

    `body` is the abbreviation of the body whose register it is, so that two dialogues of one
    ministry share its numbers. Letters that come in are numbered in one series a year (`series` is
    ""), and `symbol` is the sender's own."""

    dialogue = models.ForeignKey(
        Dialogue, models.PROTECT, related_name="register", verbose_name=_("dialogue")
    )
    direction = models.CharField(
        _("direction"), max_length=3, choices=Direction.choices, default=Direction.IN
    )
    body = models.CharField(_("body"), max_length=40, blank=True, editable=False)
    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    series = models.CharField(_("series"), max_length=10, blank=True, editable=False)
    number = models.PositiveIntegerField(
        pgettext_lazy("register", "number"), validators=[MinValueValidator(1)], editable=False
    )
    symbol = models.CharField(
        _("number and symbol"), max_length=60, blank=True, validators=[refuse_invisible]
    )
    dated_on = models.DateField(
        _("date of the letter"),
        null=True,
        blank=True,
        help_text=_("As the letter gives it; empty if it bears none."),
    )
    subject = models.CharField(
        pgettext_lazy("register", "subject"), max_length=300, validators=[refuse_invisible]
    )
    correspondent = models.CharField(
        _("addressee or sender"), max_length=400, validators=[refuse_invisible]
    )
    registered_at = models.DateTimeField(_("registered"), default=timezone.now, editable=False)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("registered by"),
    )
    cancelled_at = models.DateTimeField(_("cancelled"), null=True, editable=False)
    cancelled_because = models.CharField(
        _("why it was cancelled"), max_length=300, blank=True, editable=False
    )
    reference = models.CharField(max_length=16, unique=True, default=new_reference, editable=False)

    class Meta:
        ordering = ["-year", "direction", "series", "-number"]
        verbose_name = _("entry in the register")
        verbose_name_plural = _("entries in the register of letters")
        constraints = [
            models.UniqueConstraint(
                fields=["direction", "body", "year", "series", "number"],
                name="register_number_once",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="register_counts_from_one"),
            models.CheckConstraint(
                condition=Q(direction="in") | Q(dated_on__isnull=False),
                name="register_dates_what_goes_out",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=False) | Q(cancelled_because=""),
                name="register_reason_goes_with_cancelling",
            ),
        ]

    def __str__(self):
        return self.symbol or str(self.number)

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None
