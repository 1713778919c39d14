"""Lists of participants as they were published: a list, and a row for each person named in it.

The rows are never changed, like a release of the programme, but not out of reach: each hangs on its
invitation, so what a delegate takes back or has erased is gone from every revision (see
participants.lists.publishing).
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from dialogue.models import Dialogue
from dialogue.models.known_words import checks_choices
from participants.models.invitations import Invitation


class ParticipantList(models.Model):
    """One revision. `groups` is [{"name": {language: category}, "number": those who take part}];
    `left_out` counts those of the revision before who take part no more."""

    dialogue = models.ForeignKey(
        Dialogue,
        models.CASCADE,
        related_name="participant_lists",
        verbose_name=_("dialogue"),
    )
    number = models.PositiveSmallIntegerField(_("number"))
    is_final = models.BooleanField(_("final"), default=False)
    groups = models.JSONField(default=list)
    left_out = models.PositiveSmallIntegerField(default=0)
    published_at = models.DateTimeField(_("published"), default=timezone.now)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["dialogue", "-number"]
        verbose_name = _("list of participants")
        verbose_name_plural = _("lists of participants")
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "number"], name="participant_list_number_per_dialogue"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="participant_lists_from_one"),
        ]

    def __str__(self) -> str:
        return self.standing

    @property
    def standing(self) -> str:
        """ "Provisional list", "Provisional list, revision 2", "Final list"; "Draft" before."""
        if self._state.adding:
            return gettext("Draft, not published")
        words = {"revision": self.number - 1}
        if self.number == 1:
            return gettext("Final list") if self.is_final else gettext("Provisional list")
        if self.is_final:
            return gettext("Final list, revision %(revision)d") % words
        return gettext("Provisional list, revision %(revision)d") % words


@checks_choices
class ListedParticipant(models.Model):
    """Somebody as they stand in one revision. `shown` is {language: {"name", "title",
    "institution", "nominated_by"}}; `group` counts the list's groups from 0."""

    class Change(models.TextChoices):
        NONE = "", ""
        NEW = "new", pgettext_lazy("participant", "new")
        CHANGED = "changed", pgettext_lazy("participant", "changed")

    participant_list = models.ForeignKey(
        ParticipantList, models.CASCADE, related_name="entries", verbose_name=_("list")
    )
    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="listings")
    group = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    country = models.CharField(_("country"), max_length=2, blank=True)
    shown = models.JSONField(default=dict)
    email = models.EmailField(_("email address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=50, blank=True)
    change = models.CharField(max_length=10, choices=Change.choices, blank=True)

    class Meta:
        ordering = ["participant_list", "position"]
        verbose_name = _("person in a published list")
        verbose_name_plural = _("people in published lists")
        constraints = [
            models.UniqueConstraint(
                fields=["participant_list", "invitation"], name="listed_once_in_each_list"
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant_list}: {self.invitation}"
