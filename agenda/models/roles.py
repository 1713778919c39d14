"""Roles: what people do in sessions."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agenda.models.programme import Session
from dialogue.models.known_words import checks_choices
from participants.models import Channel, Person
from participants.names.validators import validate_plain_text


class RoleQuerySet(models.QuerySet["Role"]):
    def told(self) -> "RoleQuerySet":
        """Those that their holders know of and have not refused."""
        return self.filter(state__in=[Role.State.ASKED, Role.State.CONFIRMED])

    def confirmed(self) -> "RoleQuerySet":
        """Those that their holders have accepted."""
        return self.filter(state=Role.State.CONFIRMED)


@checks_choices
class Role(models.Model):
    """What a person does in a session. `state` is written by agenda.programme.roles alone."""

    class Kind(models.TextChoices):
        CHAIR = "chair", _("chair")
        MODERATOR = "moderator", _("moderator")
        KEYNOTE = "keynote", _("keynote speaker")
        DISCUSSANT = "discussant", _("lead discussant")
        RAPPORTEUR = "rapporteur", _("rapporteur")

    class State(models.TextChoices):
        PLANNED = "planned", _("planned, not yet asked")
        ASKED = "asked", _("asked, not yet confirmed")
        CONFIRMED = "confirmed", pgettext_lazy("role", "confirmed")
        REFUSED = "refused", pgettext_lazy("role", "declined")

    session = models.ForeignKey(
        Session, models.CASCADE, related_name="roles", verbose_name=_("session")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="roles", verbose_name=_("person")
    )
    kind = models.CharField(_("role"), max_length=20, choices=Kind.choices)
    state = models.CharField(
        _("state"), max_length=20, choices=State.choices, default=State.PLANNED, editable=False
    )
    asked_at = models.DateTimeField(_("asked"), null=True, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, editable=False)
    answered_by = models.CharField(
        _("answered by"),
        max_length=200,
        blank=True,
        editable=False,
        validators=[validate_plain_text],
    )
    channel = models.CharField(
        _("channel"), max_length=20, choices=Channel.choices, blank=True, editable=False
    )
    recorded_by = models.CharField(_("recorded by"), max_length=200, blank=True, editable=False)
    remark = models.TextField(_("remark"), blank=True, editable=False)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    # As the last letter about it said: what delegates look up later on their page.
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True, editable=False)
    answer_by_on = models.DateField(_("answer by"), null=True, blank=True, editable=False)

    objects = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person", "kind"], name="person_has_a_role_once_per_session"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["confirmed", "refused"], answered_at__isnull=False)
                | Q(state="asked", asked_at__isnull=False, answered_at=None)
                | Q(state="planned", asked_at=None, answered_at=None),
                name="role_has_the_moments_of_its_state",
            ),
            models.CheckConstraint(
                condition=Q(recorded_by="", channel__in=["", Channel.WEB])
                | (
                    ~Q(recorded_by="")
                    & ~Q(channel__in=["", Channel.WEB])
                    & Q(answered_at__isnull=False)
                ),
                name="role_answer_that_was_written_down_says_how_it_came",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person}"

    @property
    def is_confirmed(self) -> bool:
        """Whether its holder has accepted it."""
        return self.state == self.State.CONFIRMED

    @property
    def is_told(self) -> bool:
        """Whether its holder knows of it and has not refused."""
        return self.state in {self.State.ASKED, self.State.CONFIRMED}

    @property
    def is_refused(self) -> bool:
        """Whether its holder has declined it."""
        return self.state == self.State.REFUSED

    @property
    def is_to_be_asked(self) -> bool:
        """Whether its holder has still to be asked: it is neither asked for nor accepted."""
        return not self.is_told and self.is_open

    @property
    def is_open(self) -> bool:
        """Whether it may still be asked and answered: until the session is over."""
        session = self.session
        is_off = session.is_cancelled or session.dialogue.is_off
        return not is_off and session.ends_at > timezone.now()

    @property
    def moved_at(self) -> datetime | None:
        """When it came into its state, or None while it is planned only."""
        return self.answered_at or self.asked_at

    @property
    def version(self) -> str:
        """Another one after each question and each answer: see dialogue.refusals."""
        return self.moved_at.isoformat() if self.moved_at else ""
