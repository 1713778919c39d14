"""Files attached to outgoing emails."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogue.mail.models.emails import OutgoingMail


class SharedFile(models.Model):
    """A file that organisers attach to letters: stored once, however many letters it goes with. It
    was checked when it was uploaded (dialogue.mail.attachments)."""

    filename = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    size = models.PositiveIntegerField()  # bytes
    uploaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.filename


class MailAttachment(models.Model):
    """A file attached to an outgoing email: its own `content`, or one that it shares with other
    emails."""

    mail = models.ForeignKey(OutgoingMail, models.CASCADE, related_name="attachments")
    filename = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField(default=bytes, blank=True)
    shared = models.ForeignKey(
        SharedFile, models.PROTECT, null=True, blank=True, related_name="attachments"
    )

    class Meta:
        ordering = ["pk"]
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self):
        return self.filename

    @property
    def whole(self) -> bytes:
        """What is in the file."""
        return bytes(self.shared.content if self.shared else self.content)
