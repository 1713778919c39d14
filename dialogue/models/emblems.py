"""The emblems of dialogues, apart from the rows that are read for every page."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogue.models.dialogues import Dialogue


class Emblem(models.Model):
    """An SVG or PNG that was checked (dialogue.emblems.emblems). Which one of a dialogue counts,
    its `emblem_version` says."""

    dialogue = models.ForeignKey(Dialogue, models.CASCADE, related_name="emblems")
    version = models.CharField(max_length=32)  # the beginning of the SHA-256 of the content
    content = models.BinaryField()

    class Meta:
        verbose_name = _("emblem")
        verbose_name_plural = _("emblems")
        constraints = [models.UniqueConstraint(fields=["dialogue", "version"], name="emblem_once")]

    def __str__(self) -> str:
        return self.version
