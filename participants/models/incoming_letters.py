"""Official letters that came in: in which an institution names its delegates, and scans of answers
that came on paper."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogue.access.encrypted_bytes import EncryptedBytesField
from dialogue.models import Dialogue
from dialogue.models.known_words import checks_choices
from participants.models.answers import Answer, Channel
from participants.models.delegations import Delegation
from participants.models.invitations import Invitation
from participants.models.register import RegisterEntry
from participants.names.validators import validate_plain_text


class IncomingLetterQuerySet(models.QuerySet):
    def with_correspondents(self) -> Self:
        """For lists: the bytes stay where they are."""
        people = ["delegation__organisation", "invitation__person__organisation"]
        more = ["invitation__delegation__organisation", "invitation__dialogue", "dialogue", "entry"]
        return self.defer("content").select_related(*people, *more, "recorded_by")


@checks_choices
class IncomingLetter(models.Model):
    """A letter as it came, of an institution (`delegation`) or about one seat (`invitation`).

    One letter may name many delegates; which of them it names as they were typed, an organiser
    says on each nomination (`Nomination.letter`). The file is kept byte by byte, for a digital
    signature covers all of it, and encrypted.
    """

    class Kind(models.TextChoices):
        NOMINATION = "nomination", _("nomination letter")
        ANSWER = "answer", _("answer on paper")

    dialogue = models.ForeignKey(
        Dialogue, models.PROTECT, related_name="incoming_letters", verbose_name=_("dialogue")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.NOMINATION)
    delegation = models.ForeignKey(
        Delegation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="incoming_letters",
        verbose_name=_("delegation"),
    )
    invitation = models.ForeignKey(
        Invitation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="incoming_letters",
        verbose_name=_("invitation"),
    )
    answer = models.OneToOneField(
        Answer, models.CASCADE, null=True, blank=True, related_name="letter"
    )
    entry = models.OneToOneField(
        RegisterEntry,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="incoming_letter",
        verbose_name=_("entry in the register"),
    )
    reference = models.CharField(
        _("the letter’s number"),
        max_length=60,
        blank=True,
        validators=[validate_plain_text],
        help_text=_(
            "As the letter gives it, for example 128/BKHCN-HTQT. Leave it empty if it has none."
        ),
    )
    dated_on = models.DateField(_("date of the letter"), null=True, blank=True)
    signatory = models.CharField(
        _("signed by"),
        max_length=200,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("Name and office of the person who signed."),
    )
    filename = models.CharField(_("file"), max_length=200)
    content = EncryptedBytesField(_("scan"))
    sha256 = models.CharField(max_length=64, editable=False)
    pages = models.PositiveSmallIntegerField(_("pages"))
    channel = models.CharField(
        _("channel"), max_length=20, choices=Channel.choices, default=Channel.WEB
    )
    sent_by_name = models.CharField(
        _("sent by"), max_length=200, blank=True, validators=[validate_plain_text]
    )
    sent_by_email = models.EmailField(_("sender’s address"), blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    received_at = models.DateTimeField(_("received"), default=timezone.now)

    objects = IncomingLetterQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = _("incoming letter")
        verbose_name_plural = _("incoming letters")
        constraints = [
            models.CheckConstraint(
                condition=Q(delegation__isnull=True) ^ Q(invitation__isnull=True),
                name="incoming_letter_is_of_one_correspondent",
            ),
            models.CheckConstraint(
                condition=Q(kind="answer") ^ Q(answer__isnull=True),
                name="incoming_letter_of_an_answer_has_it",
            ),
            models.CheckConstraint(
                condition=Q(channel="web") ^ Q(recorded_by__isnull=False),
                name="incoming_letter_recorded_by_someone",
            ),
            models.UniqueConstraint(
                fields=["delegation", "sha256"], name="incoming_letter_kept_once_by_institution"
            ),
            models.UniqueConstraint(
                fields=["invitation", "sha256"],
                condition=Q(kind="nomination"),
                name="incoming_letter_kept_once_by_seat",
            ),
        ]

    def __str__(self):
        return " · ".join(part for part in [self.reference, str(self.correspondent)] if part)

    def get_absolute_url(self) -> str:
        """Its file, for organisers."""
        return reverse("admin:incoming_letter_file", args=[self.pk])

    @property
    def correspondent(self) -> Any:
        """The institution or person that it is of."""
        if self.delegation:
            return self.delegation.organisation
        return self.invitation.who if self.invitation else ""

    def is_about(self, seat: Invitation) -> bool:
        """Whether it is of the institution that holds this seat, or of whoever has it."""
        if self.delegation_id:
            return self.delegation_id == seat.delegation_id
        return self.invitation_id == seat.pk
