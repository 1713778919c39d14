"""When what runs beside the web workers was last seen at work."""

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Heartbeat(models.Model):
    """One row for each loop and each command that has to run again and again; it is written by
    `dialogue/health/heartbeats.py`. Several workers of one name share the row."""

    name = models.CharField(_("name"), max_length=40, unique=True)
    at = models.DateTimeField(_("when"))
    host = models.CharField(_("machine"), max_length=100, blank=True)
    pid = models.PositiveIntegerField(_("process"), default=0)
    # In seconds, as whoever has run it knows: a loop is expected back sooner than a daily run.
    expected_within = models.PositiveIntegerField(_("expected again within"), default=0)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        ordering = ["name"]
        default_permissions = ()
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self) -> str:
        return self.name

    def is_late(self, now: datetime) -> bool:
        """Whether it should have been seen again by now."""
        return bool(self.expected_within) and now - self.at > timedelta(
            seconds=self.expected_within
        )
