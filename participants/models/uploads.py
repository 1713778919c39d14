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
    # What the organiser decided about it: see participants.people.spreadsheets.choices.Choices.
    choices = models.JSONField(default=dict, blank=True)
    # Of its rows only some are left, which could not be imported; the others are.
    is_rest = models.BooleanField(default=False)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("uploaded list")
        verbose_name_plural = _("uploaded lists")

    def __str__(self):
        return self.filename


class HeadingMeaning(models.Model):
    """What a heading means in the lists that come here, as an organiser said once. For all of them:
    the secretariat's three people get their lists from the same offices."""

    key = models.CharField(max_length=200, unique=True)
    heading = models.CharField(_("heading"), max_length=200)
    column = models.CharField(_("is read as"), max_length=50, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), default=timezone.now)

    class Meta:
        ordering = ["heading"]
        verbose_name = _("remembered heading")
        verbose_name_plural = _("remembered headings")

    def __str__(self):
        return self.heading
