"""Waves: letters that go out together."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogue.models.dialogues import Dialogue
from dialogue.models.validators import validate_title


class Wave(models.Model):
    """Letters that were written together, so that organisers can hold, schedule or cancel them
    together. Each contains `paragraph`, in the recipient's language."""

    dialogue = models.ForeignKey(
        Dialogue, models.PROTECT, related_name="waves", verbose_name=_("dialogue")
    )
    name = models.CharField(
        _("name"),
        max_length=120,
        help_text=_("For the organisers, for example “Invitations, second wave”."),
        validators=[validate_title],
    )
    paragraph = models.TextField(_("paragraph"), blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("wave of emails")
        verbose_name_plural = _("waves of emails")
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "name"], name="wave_named_once"),
        ]

    def __str__(self):
        return self.name
