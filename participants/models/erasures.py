"""Whose data were erased: enough to erase them once more, and nothing that names anybody."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


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
