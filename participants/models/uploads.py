"""Files that organisers uploaded and have not decided on yet."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogue.models import Dialogue


class PeopleUpload(models.Model):
    """A list of people between its preview and its import. Deleted with the decision, and after a
    day without one: it holds personal data."""

    filename = models.CharField(_("file"), max_length=200)
    content = models.BinaryField()
    dialogue = models.ForeignKey(
        Dialogue, models.CASCADE, null=True, blank=True, verbose_name=_("dialogue")
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("uploaded list")
        verbose_name_plural = _("uploaded lists")

    def __str__(self):
        return self.filename
