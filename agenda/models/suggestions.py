"""Passages that were suggested for a topic, and that organisers dismissed."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda.models.programme import Topic


class Dismissal(models.Model):
    """A suggested passage that does not belong to a topic, by an organiser's word.

    It is known by its words, not by its place: it stays away though the document is deleted and
    imported again. `fingerprint` is the SHA-256 of the folded words.
    """

    topic = models.ForeignKey(
        Topic, models.CASCADE, related_name="dismissals", verbose_name=_("topic")
    )
    fingerprint = models.CharField(max_length=64, editable=False)
    text = models.TextField(_("text"))
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("dismissed by"),
    )
    dismissed_at = models.DateTimeField(_("dismissed"), default=timezone.now)

    class Meta:
        ordering = ["-dismissed_at", "-pk"]
        verbose_name = _("dismissed suggestion")
        verbose_name_plural = _("dismissed suggestions")
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "fingerprint"], name="suggestion_dismissed_once_per_topic"
            )
        ]

    def __str__(self) -> str:
        return self.text
