"""Portraits, apart from the people: a query of people carries no pictures."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participants.models.people import Person


def new_portrait_key() -> str:
    """Part of the address of a picture: 128 random bits, another one for each picture."""
    return secrets.token_hex(16)


class Portrait(models.Model):
    """The picture of a person in two sizes, as participants.portraits.pictures has drawn it: JPEG,
    square, nothing of the uploaded file but the picture."""

    filename, media_type = "portrait.jpg", "image/jpeg"

    person = models.OneToOneField(Person, models.CASCADE, related_name="portrait")
    key = models.CharField(max_length=32, unique=True, default=new_portrait_key)
    small = models.BinaryField(_("portrait"))  # 160 × 160 pixels
    large = models.BinaryField(_("portrait, large"))  # 320 × 320 pixels
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    # The organiser who did it on the person's behalf.
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("portrait")
        verbose_name_plural = _("portraits")

    def __str__(self):
        return self.filename
