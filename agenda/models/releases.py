"""Releases of the programme, and which of them a delegate has seen."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogue.models import Dialogue
from participants.models import Invitation


class ReleaseQuerySet(models.QuerySet["Release"]):
    def newest(self, dialogues: Iterable[Dialogue]) -> "ReleaseQuerySet":
        """The last release of each of these dialogues."""
        later = Release.objects.filter(dialogue=OuterRef("dialogue"), number__gt=OuterRef("number"))
        return self.filter(~Exists(later), dialogue__in=dialogues)


class Release(models.Model):
    """The topics and the programme as delegates, public and calendars see them, frozen.

    `content` is what agenda.releases.snapshot takes and agenda.releases.published reads; a release
    is written by agenda.releases.releasing and never changed.
    """

    dialogue = models.ForeignKey(
        Dialogue, models.CASCADE, related_name="releases", verbose_name=_("dialogue")
    )
    number = models.PositiveIntegerField(_("version"))
    note = models.TextField(
        _("note"),
        blank=True,
        help_text=_("What is new, in a sentence or two; readers will see it."),
    )
    content = models.JSONField(editable=False)
    changes = models.PositiveIntegerField(
        _("changes"), help_text=_("Topics and sessions that differ from the previous release.")
    )
    released_at = models.DateTimeField(_("released"), default=timezone.now)
    released_by = models.CharField(_("released by"), max_length=200)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["dialogue", "-number"]
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "number"], name="release_number_per_dialogue"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="releases_count_from_one"),
        ]

    def __str__(self) -> str:
        return _("version %(number)d") % {"number": self.number}

    def get_absolute_url(self) -> str:
        """Its place in the change log, which stays the same when that has several pages."""
        page = reverse("changes", kwargs={"slug": self.dialogue.slug})
        return f"{page}?until={self.number}#version-{self.number}"


class SeenRelease(models.Model):
    """The release that a delegate has said to have seen last."""

    invitation = models.OneToOneField(
        Invitation, models.CASCADE, primary_key=True, related_name="seen_release"
    )
    release = models.ForeignKey(Release, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("release seen")
        verbose_name_plural = _("releases seen")

    def __str__(self) -> str:
        return f"{self.invitation}: {self.release}"
