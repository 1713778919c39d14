"""The permission that an international conference in Viet Nam needs (Decision 06/2020/QĐ-TTg)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.models.dialogues import Dialogue
from dialogue.models.known_words import checks_choices
from dialogue.models.validators import validate_title


@checks_choices
class Permission(models.Model):
    """How far the request to hold the dialogue is, by the days on which it changed hands. What is
    due when follows from them: see dialogue.desk.permission_clocks."""

    class Outcome(models.TextChoices):
        OPEN = "open", pgettext_lazy("permission", "not decided yet")
        GRANTED = "granted", pgettext_lazy("permission", "granted")
        REFUSED = "refused", pgettext_lazy("permission", "refused")

    dialogue = models.OneToOneField(Dialogue, models.CASCADE, related_name="permission")
    ministers_attend = models.BooleanField(
        _("ministers attend"),
        default=False,
        help_text=_(
            "A minister, or somebody of that rank or above. Then the file is due 40 days before "
            "the first day, otherwise 30."
        ),
    )
    filed_on = models.DateField(_("filed on"), null=True, blank=True)
    opinions_asked_on = models.DateField(
        _("opinions asked for on"),
        null=True,
        blank=True,
        help_text=_("The bodies that are asked answer within 15 days."),
    )
    opinions_in_on = models.DateField(_("opinions complete on"), null=True, blank=True)
    sent_back_on = models.DateField(
        _("sent back to be completed on"),
        null=True,
        blank=True,
        help_text=_("The authority’s clock stands still until the file is completed."),
    )
    completed_on = models.DateField(_("completed on"), null=True, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    outcome = models.CharField(
        _("decision"), max_length=20, choices=Outcome.choices, default=Outcome.OPEN
    )
    reference = models.CharField(
        _("number of the decision"), max_length=100, blank=True, validators=[validate_title]
    )

    class Meta:
        verbose_name = _("permission to hold an international conference")
        verbose_name_plural = _("permission to hold an international conference")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="open") ^ Q(decided_on__isnull=False),
                name="permission_decided_has_its_day",
                violation_error_message=_("Give both the decision and its day, or neither."),
            ),
            models.CheckConstraint(
                condition=Q(filed_on__isnull=False)
                | Q(
                    opinions_asked_on=None, opinions_in_on=None, sent_back_on=None, decided_on=None
                ),
                name="permission_is_filed_first",
                violation_error_message=_("Give the day on which the file was handed in, too."),
            ),
            models.CheckConstraint(
                condition=Q(completed_on=None) | Q(completed_on__gte=F("sent_back_on")),
                name="permission_completed_after_it_was_sent_back",
                violation_error_message=_("It was completed after it had been sent back."),
            ),
            models.CheckConstraint(
                condition=Q(opinions_in_on=None) | Q(opinions_in_on__gte=F("opinions_asked_on")),
                name="permission_opinions_come_after_they_were_asked_for",
                violation_error_message=_("Opinions come after they were asked for."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_outcome_display())

    @property
    def is_sent_back(self) -> bool:
        """Whether the file is with those who handed it in, to be completed."""
        return self.sent_back_on is not None and self.completed_on is None
