"""What is recorded of a letter that is handed over, because no email reaches its reader."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class HandingOver(models.Model):
    """How it was handed over, to whom, and by which organiser; `finished_at` says when."""

    class HandedOver(models.TextChoices):
        POST = "post", _("by post")
        MESSENGER = "messenger", _("by messenger")
        TELEPHONE = "telephone", _("read out by telephone")
        IN_PERSON = "in_person", _("in person")
        OTHER = "other", _("another way")

    handed_over_how = models.CharField(
        _("handed over"), max_length=20, choices=HandedOver.choices, blank=True
    )
    handed_over_to = models.CharField(_("handed over to"), max_length=200, blank=True)
    handed_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("handed over by"),
    )

    class Meta:
        abstract = True

    @property
    def handed_over(self) -> str:
        """All three in words."""
        parts = [str(self.get_handed_over_how_display()), self.handed_over_to]
        return ", ".join(part for part in [*parts, str(self.handed_over_by or "")] if part)
