"""The history of an invitation: what is added to, never changed."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogue.models.known_words import checks_choices
from dialogue.models.records import Record
from participants.models.invitations import Invitation
from participants.states import Note, Status, Verb


@checks_choices
class InvitationEvent(Record):
    """One step in an invitation's life: who did what, through which door, and why."""

    class Door(models.TextChoices):
        ADMIN = "admin", _("admin site")
        LINK = "link", _("personal link")
        COMMAND = "command", _("command line")
        CALENDAR_REPLY = "calendar_reply", _("answer from a calendar")

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="events")
    verb = models.CharField(_("what"), max_length=30, choices=[*Verb.choices, *Note.choices])
    from_status = models.CharField(_("from"), max_length=20, choices=Status.choices)
    to_status = models.CharField(_("to"), max_length=20, choices=Status.choices)
    at = models.DateTimeField(_("when"), default=timezone.now)
    door = models.CharField(_("via"), max_length=20, choices=Door.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    actor = models.CharField(_("who"), max_length=200)
    on_behalf_of = models.CharField(_("on behalf of"), max_length=200, blank=True)
    reason = models.TextField(_("why"), blank=True)
    # Why this person, as data that reads in either language: see participants.seating.reserve.
    explanation = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("event")
        verbose_name_plural = _("history")

    def __str__(self):
        return f"{self.verb}: {self.from_status} → {self.to_status}"
