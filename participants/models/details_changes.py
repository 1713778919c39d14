"""Changes of details that delegates ask for once organisers work with what they gave."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.models.known_words import checks_choices
from participants.models.invitations import Invitation
from participants.states import GIVES_DETAILS


class DetailsChangeQuerySet(models.QuerySet["DetailsChange"]):
    """Selections of them."""

    def waiting(self) -> "DetailsChangeQuerySet":
        """Those that organisers still have to decide on: of delegates who come."""
        waits = DetailsChange.State.WAITING
        return self.filter(state=waits, invitation__status__in=GIVES_DETAILS)

    def with_people(self) -> "DetailsChangeQuerySet":
        """With all that names the delegate."""
        return self.select_related(
            "invitation__dialogue", "invitation__category", "invitation__person__organisation"
        )


@checks_choices
class DetailsChange(models.Model):
    """What a delegate sent after the last day for changing details. It is never edited: a new one
    takes its place. `values` and `before` are {field of DelegateDetails: what its form would send},
    the fields asked for and what they held then; they are emptied once nobody is to decide on
    them, and the row goes with the details."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("change of details", "waiting for a decision")
        ACCEPTED = "accepted", pgettext_lazy("change of details", "accepted")
        REFUSED = "refused", pgettext_lazy("change of details", "not accepted")
        TAKEN_BACK = "taken_back", pgettext_lazy("change of details", "withdrawn by the delegate")
        REPLACED = "replaced", pgettext_lazy("change of details", "replaced by a newer one")

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="details_changes")
    values = models.JSONField(pgettext_lazy("change of details", "asked for"), default=dict)
    before = models.JSONField(_("what was there then"), default=dict)
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    state = models.CharField(
        _("state"), max_length=20, choices=State.choices, default=State.WAITING
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    reason = models.TextField(_("why not"), blank=True)

    objects: ClassVar = DetailsChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        default_permissions = ["view", "change"]
        verbose_name = _("change of details")
        verbose_name_plural = _("changes of details")
        constraints = [
            models.UniqueConstraint(
                fields=["invitation"],
                condition=Q(state="waiting"),
                name="details_change_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", decided_at=None)
                | (~Q(state="waiting") & Q(decided_at__isnull=False)),
                name="details_change_decided_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "taken_back", "replaced"], decided_by=None)
                | Q(state__in=["accepted", "refused"]),
                name="details_change_decided_by_organisers",
            ),
            models.CheckConstraint(
                condition=Q(state="refused") ^ Q(reason=""),
                name="details_change_refused_for_a_reason",
            ),
        ]

    def __str__(self):
        return str(self.invitation_id)

    @property
    def is_waiting(self) -> bool:
        """Whether organisers still have to decide."""
        return self.state == self.State.WAITING and self.invitation.gives_details
