"""Answers to invitations."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.models.known_words import checks_choices
from participants.models.invitations import Invitation
from participants.models.naming import mention_of
from participants.names.validators import validate_plain_text


class By(models.TextChoices):
    """Who speaks for a seat."""

    INVITEE = "invitee", _("the invitee")
    OFFICE = "office", _("the invitee’s office")
    SECRETARIAT = "secretariat", _("the secretariat")


class Channel(models.TextChoices):
    """How it reached the secretariat."""

    WEB = "web", _("web form")
    TELEPHONE = "telephone", _("telephone")
    PAPER = "paper", _("paper")
    MESSENGER = "messenger", _("messaging app")
    MAIL = "mail", _("email")
    CALENDAR = "calendar", _("calendar app")

    @classmethod
    def told_by_people(cls) -> list[tuple[str, Any]]:
        """The choices for what organisers record; the other ways record themselves."""
        return [choice for choice in cls.choices if choice[0] not in {cls.WEB, cls.CALENDAR}]


@checks_choices
class Answer(models.Model):
    """One answer as it was given. Answers are added, never changed; the last one counts."""

    class Response(models.TextChoices):
        ACCEPT = "accept", _("accepts")
        TENTATIVE = "tentative", _("answers tentatively")
        DECLINE = "decline", _("declines")

    By, Channel = By, Channel

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="answers")
    response = models.CharField(_("answer"), max_length=20, choices=Response.choices)
    reason = models.TextField(_("reason or remark"), blank=True)
    answered_by = models.CharField(_("given by"), max_length=20, choices=By.choices)
    answered_by_name = models.CharField(
        _("name of the person answering"),
        max_length=200,
        blank=True,
        validators=[validate_plain_text],
    )
    answered_by_email = models.EmailField(_("address of the person answering"), blank=True)
    channel = models.CharField(
        _("channel"), max_length=20, choices=Channel.choices, default=Channel.WEB
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    answered_at = models.DateTimeField(pgettext_lazy("answer", "answered at"), default=timezone.now)
    is_from_unknown_address = models.BooleanField(
        _("unknown address"), default=False, editable=False
    )

    class Meta:
        ordering = ["-answered_at", "-pk"]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_by="invitee") | ~Q(answered_by_name=""),
                name="answer_for_another_is_named",
            ),
            models.CheckConstraint(
                condition=Q(answered_by="secretariat", recorded_by__isnull=False)
                | (~Q(answered_by="secretariat") & Q(recorded_by__isnull=True)),
                name="answer_recorded_by_the_secretariat_has_its_user",
            ),
        ]

    def __str__(self):
        return f"{self.invitation.who}: {self.get_response_display()}"

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """The database is not asked beforehand: the forms say the same, in words that help."""

    @property
    def spokesperson(self) -> str:
        """The person who spoke for the addressee, as a letter names them; "" if the addressee did,
        say by telephone: their own name, in whichever order."""
        person = self.invitation.addressee
        own = [f"{person.given_name} {person.family_name}", person.display_name]
        said = sorted(self.answered_by_name.casefold().split())
        is_own = said in [sorted(name.casefold().split()) for name in own]
        return "" if is_own else mention_of(self.answered_by_name)
