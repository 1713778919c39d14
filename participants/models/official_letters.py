"""Official letters, from the draft to the signed scan."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.access.encrypted_bytes import EncryptedBytesField
from dialogue.mail.models import OutgoingMail
from dialogue.models import Dialogue
from dialogue.models.known_words import checks_choices
from participants.models.delegations import Delegation
from participants.models.institutions import Organisation
from participants.models.invitations import Invitation
from participants.models.letter_heads import LetterKind, Signatory
from participants.models.people import Person
from participants.models.register import RegisterEntry


class OfficialLetterQuerySet(models.QuerySet["OfficialLetter"]):
    """Official letters."""

    def with_addressees(self) -> "OfficialLetterQuerySet":
        """With all that a list or a page says of them, in the same query."""
        return self.select_related(
            *["dialogue", "entry", "mail", "signatory", "invitation__person__organisation"],
            *["invitation__delegation__organisation", "invitation__delegation__focal_point"],
            *["delegation__organisation", "delegation__focal_point"],
        )


@checks_choices
class OfficialLetter(models.Model):
    """One official letter to an invitee or to an institution. `state` is written by
    `participants.official.letters` alone; what was issued is kept as it was in `composed`."""

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("official letter", "draft")
        ISSUED = "issued", pgettext_lazy("official letter", "issued, to be signed")
        SIGNED = "signed", pgettext_lazy("official letter", "signed, scan is there")
        MAILED = "mailed", pgettext_lazy("official letter", "mailed")
        CANCELLED = "cancelled", pgettext_lazy("official letter", "cancelled")

    class Languages(models.TextChoices):
        EN = "en", _("English")
        VI = "vi", _("Vietnamese")
        BOTH = "both", _("both languages")

    NUMBERED: ClassVar = [State.ISSUED, State.SIGNED, State.MAILED]

    dialogue = models.ForeignKey(
        Dialogue, models.PROTECT, related_name="official_letters", verbose_name=_("dialogue")
    )
    kind = models.CharField(_("kind of letter"), max_length=20, choices=LetterKind.choices)
    languages = models.CharField(
        _("languages"), max_length=4, choices=Languages.choices, default=Languages.EN
    )
    invitation = models.ForeignKey(
        Invitation,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="official_letters",
        verbose_name=_("invitation"),
    )
    delegation = models.ForeignKey(
        Delegation,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="official_letters",
        verbose_name=_("delegation"),
    )
    signatory = models.ForeignKey(
        Signatory, models.PROTECT, null=True, blank=True, verbose_name=_("signatory")
    )
    paragraph_en = models.TextField(_("own paragraph in English"), max_length=4000, blank=True)
    paragraph_vi = models.TextField(_("own paragraph in Vietnamese"), max_length=4000, blank=True)
    enclosures_en = models.TextField(
        _("enclosures in English"), max_length=1000, blank=True, help_text=_("One a line.")
    )
    enclosures_vi = models.TextField(
        _("enclosures in Vietnamese"), max_length=1000, blank=True, help_text=_("One a line.")
    )
    state = models.CharField(
        _("state"), max_length=20, choices=State.choices, default=State.DRAFT, editable=False
    )
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("last change"), default=timezone.now, editable=False)
    entry = models.OneToOneField(
        RegisterEntry,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="letter",
        verbose_name=_("entry in the register"),
    )
    # The sheets as they were issued (JSON, see participants.official.composing); "" in a draft.
    composed = models.TextField(blank=True, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("issued by"),
    )
    mail = models.ForeignKey(
        OutgoingMail, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = OfficialLetterQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "-pk"]
        verbose_name = pgettext_lazy("outgoing", "official letter")
        verbose_name_plural = pgettext_lazy("outgoing", "official letters")
        constraints = [
            models.CheckConstraint(
                condition=Q(invitation__isnull=False, delegation__isnull=True)
                | Q(invitation__isnull=True, delegation__isnull=False),
                name="official_letter_has_one_addressee",
            ),
            models.CheckConstraint(
                condition=Q(state="draft", entry__isnull=True)
                | (~Q(state="draft") & Q(entry__isnull=False)),
                name="official_letter_is_numbered_when_issued",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.addressed_to}"

    @property
    def addressed_to(self) -> str:
        """The invitee or the institution, as lists show it."""
        return str(self.invitation.who if self.invitation else self.delegation)

    @property
    def person(self) -> Person | None:
        """The invitee to whom it is addressed by name; None where an institution is."""
        return self.invitation.person if self.invitation else None

    @property
    def organisation(self) -> Organisation | None:
        """The institution that is addressed, or that of the invitee."""
        if self.delegation:
            return self.delegation.organisation
        return self.invitation.organisation if self.invitation else None

    @property
    def recipient(self) -> Person:
        """The reader of the email that brings it."""
        row = self.invitation or self.delegation
        assert row is not None  # a constraint sees to it
        return row.addressee

    @property
    def codes(self) -> list[str]:
        """The languages of its sheets, in their order: the original first."""
        if self.languages != self.Languages.BOTH:
            return [self.languages]
        is_vietnamese = self.kind in {LetterKind.GIAY_MOI, LetterKind.CONG_VAN}
        return ["vi", "en"] if is_vietnamese else ["en", "vi"]

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def version(self) -> str:
        """Another one after each change: see dialogue.refusals."""
        return self.changed_at.isoformat()


class SignedScan(models.Model):
    """The signed and sealed paper as a PDF: what is mailed, and what the delegate finds."""

    letter = models.OneToOneField(OfficialLetter, models.CASCADE, related_name="scan")
    content = EncryptedBytesField()
    pages = models.PositiveSmallIntegerField(_("pages"))
    uploaded_at = models.DateTimeField(_("uploaded"), default=timezone.now)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("uploaded by"),
    )

    class Meta:
        default_permissions = []
        verbose_name = _("signed scan")
        verbose_name_plural = _("signed scans")

    def __str__(self):
        return str(self.letter_id)
