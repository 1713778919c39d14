"""What all mail workers share."""

from django.db import models


class OutboxMark(models.Model):
    """A moment that all workers share, under a name. The worker that has locked the row "turn"
    takes emails; others say when the organisers last had a notice of failures, and whether a
    backup was restored (dialogue.mail.after_restoring)."""

    name = models.CharField(max_length=40, unique=True)
    noted_at = models.DateTimeField(null=True)

    def __str__(self):
        return self.name
