"""Conflicts in the programme that organisers know of and accept."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogue.models import Dialogue


class AcceptedConflict(models.Model):
    """“We know”, and why. It holds as long as the facts do: `fingerprint` is made of them (see
    agenda.programme.conflicts.rules), so that a conflict whose facts change is another one and is
    shown again."""

    dialogue = models.ForeignKey(
        Dialogue, models.CASCADE, related_name="accepted_conflicts", verbose_name=_("dialogue")
    )
    kind = models.CharField(_("kind"), max_length=30)
    fingerprint = models.CharField(max_length=64)
    reason = models.CharField(_("reason"), max_length=500)
    accepted_by = models.CharField(_("accepted by"), max_length=200)
    accepted_at = models.DateTimeField(_("accepted at"), default=timezone.now)

    class Meta:
        ordering = ["-accepted_at", "-pk"]
        verbose_name = _("accepted conflict")
        verbose_name_plural = _("accepted conflicts")
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "fingerprint"], name="conflict_accepted_once_per_dialogue"
            ),
            models.CheckConstraint(
                condition=~Q(reason=""), name="conflict_is_accepted_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.reason
