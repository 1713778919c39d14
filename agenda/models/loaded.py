"""What `load_dialogue` remembers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LoadedRow(models.Model):
    """What `load_dialogue` wrote last, so that it never overwrites what an organiser changed."""

    model = models.CharField(max_length=100)
    key = models.CharField(max_length=200)
    values = models.JSONField()

    class Meta:
        verbose_name = _("loaded row")
        verbose_name_plural = _("loaded rows")
        constraints = [
            models.UniqueConstraint(fields=["model", "key"], name="loaded_row_once_per_key")
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.key}"
