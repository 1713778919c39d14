"""Long work: what an organiser started and a worker does in batches, and the files it makes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.models.dialogues import Dialogue
from dialogue.models.known_words import checks_choices


@checks_choices
class Job(models.Model):
    """One piece of long work. `dialogue.longwork.running` alone writes what becomes of it.

    A worker has it under a lease (`lease_key` says which stint, `lease_ends_at` until when), renews
    that with each batch, and writes in the same transaction how far it has come (`cursor`). So a
    successor goes on where a killed worker stopped, and no batch is done twice.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for its turn")
        RUNNING = "running", _("under way")
        DONE = "done", _("done")
        FAILED = "failed", pgettext_lazy("long work", "failed")
        CANCELLED = "cancelled", pgettext_lazy("long work", "cancelled")

    GOES_ON = (State.WAITING, State.RUNNING)

    kind = models.CharField(_("what"), max_length=40)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("started by")
    )
    dialogue = models.ForeignKey(
        Dialogue, models.CASCADE, null=True, blank=True, verbose_name=_("dialogue")
    )
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    parameters = models.JSONField(default=dict)
    cursor = models.JSONField(default=dict)
    outcome = models.JSONField(default=dict)
    total = models.PositiveIntegerField(_("in all"), default=0)
    done = models.PositiveIntegerField(_("done so far"), default=0)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    error = models.TextField(_("why it failed"), blank=True)
    created_at = models.DateTimeField(_("started"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    lease_key = models.CharField(max_length=32, blank=True)
    lease_ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        default_permissions = ()
        verbose_name = _("long work")
        verbose_name_plural = _("long work")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "running"], finished_at__isnull=True)
                | Q(state__in=["done", "failed", "cancelled"], finished_at__isnull=False),
                name="job_finished_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.kind

    @property
    def goes_on(self) -> bool:
        """Whether something is still to be done."""
        return self.state in self.GOES_ON

    @property
    def percent(self) -> int:
        """How much of it is done, in whole percent."""
        return min(100, 100 * self.done // self.total) if self.total else 0


class JobFile(models.Model):
    """What a job made, for its starter to fetch. It is kept in the database, which is all that
    several machines share, for a day: it holds what a list holds."""

    job = models.OneToOneField(Job, models.CASCADE, related_name="file")
    name = models.CharField(_("file"), max_length=200)
    kind = models.CharField(max_length=10)
    content = models.BinaryField()
    expires_at = models.DateTimeField(_("kept until"))

    class Meta:
        default_permissions = ()
        verbose_name = _("file of long work")
        verbose_name_plural = _("files of long work")

    def __str__(self) -> str:
        return self.name

    def __repr__(self) -> str:
        return f"<JobFile {self.pk}>"
