"""Files that go with outgoing emails."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dialogue.mail.models.emails import OutgoingMail


class MailAttachment(models.Model):
    """A file attached to an outgoing email."""

    mail = models.ForeignKey(OutgoingMail, models.CASCADE, related_name="attachments")
    filename = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self):
        return self.filename
