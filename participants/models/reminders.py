"""When who is reminded, as organisers set it, and which reminders went out or were held back."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from dialogue.mail.models import OutgoingMail
from dialogue.models import Dialogue
from dialogue.models.known_words import checks_choices
from participants.models.invitations import Invitation


@checks_choices
class ReminderRule(models.Model):
    """Once, so many days before a moment, all who have not done something are reminded of it."""

    class Kind(models.TextChoices):
        ANSWER = "answer", _("has not answered")
        NOMINATION = "nomination", _("has not nominated anybody")
        CONFIRMATION = "confirmation", _("has answered tentatively")
        DETAILS = "details", _("has accepted but not completed the details")

    dialogue = models.ForeignKey(
        Dialogue, models.CASCADE, related_name="reminder_rules", verbose_name=_("dialogue")
    )
    kind = models.CharField(_("people to remind"), max_length=20, choices=Kind.choices)
    days_before = models.PositiveSmallIntegerField(
        _("days before"),
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_(
            "The number of days before the reply deadline of the invitation; for incomplete "
            "details, before the first day of the dialogue."
        ),
    )
    is_active = models.BooleanField(_("active"), default=True)
    changed_at = models.DateTimeField(auto_now=True)  # the organisers' calendars go by it

    class Meta:
        ordering = ["dialogue", "kind", "-days_before"]
        verbose_name = _("reminder rule")
        verbose_name_plural = _("reminder rules")
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "kind", "days_before"],
                name="reminder_rule_once",
                violation_error_message=_("This rule already exists."),
            ),
            models.CheckConstraint(
                condition=Q(days_before__gte=1, days_before__lte=365),
                name="reminder_rule_lies_within_a_year",
            ),
        ]

    def __str__(self):
        """The rule as a sentence."""
        days = self.days_before
        before = (
            ngettext(
                "%(n)d day before the first day, to everybody who %(who)s",
                "%(n)d days before the first day, to everybody who %(who)s",
                days,
            )
            if self.kind == self.Kind.DETAILS
            else ngettext(
                "%(n)d day before the reply deadline, to everybody who %(who)s",
                "%(n)d days before the reply deadline, to everybody who %(who)s",
                days,
            )
        )
        return before % {"n": days, "who": self.get_kind_display()}


@checks_choices
class Reminder(models.Model):
    """What became of one rule for one invitation and one moment; or one sent by hand.

    Writing this row is the claim: the constraint lets each rule remind once of each moment.
    """

    class Outcome(models.TextChoices):
        SENT = "sent", pgettext_lazy("reminder", "sent")
        SKIPPED = "skipped", pgettext_lazy("reminder", "on hold")
        OVERTAKEN = "overtaken", pgettext_lazy("reminder", "overtaken by a later one")
        UNWANTED = "unwanted", pgettext_lazy("reminder", "not wanted by the recipient")

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="reminders")
    rule = models.ForeignKey(
        ReminderRule,
        models.PROTECT,
        null=True,
        related_name="reminders",
        verbose_name=_("rule"),
    )
    # As the rule's; kept here, for one sent by hand has no rule. "" where it was not kept yet.
    kind = models.CharField(
        _("people to remind"), max_length=20, choices=ReminderRule.Kind.choices, blank=True
    )
    deadline_at = models.DateTimeField(_("deadline"))
    due_on = models.DateField(_("due on"))
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome.choices)
    settled_at = models.DateTimeField(_("when"), default=timezone.now)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    mail = models.ForeignKey(OutgoingMail, models.PROTECT, null=True, related_name="reminders")

    class Meta:
        ordering = ["-settled_at", "-pk"]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "rule", "deadline_at"],
                name="reminder_once_per_rule_and_moment",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["sent", "unwanted"]) ^ Q(mail__isnull=True),
                name="reminder_written_has_its_mail",
            ),
            models.CheckConstraint(
                condition=Q(rule__isnull=False) | Q(outcome="sent"),
                name="reminder_by_hand_is_sent",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="skipped") | Q(settled_by__isnull=False),
                name="reminder_held_back_names_who_did_it",
            ),
        ]

    def __str__(self):
        return f"{self.invitation.who}: {self.get_outcome_display()}"

    @property
    def by_whom(self):
        """The organiser who sent it or held it back, or ""."""
        user = self.settled_by
        return (user.get_full_name() or user.get_username()) if user else ""
