"""Mail that came in: answers from calendars, returned mail, automatic replies."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.access.encrypted_bytes import EncryptedBytesField
from dialogue.mail.models import OutgoingMail
from dialogue.mail.refusal_reasons import REMEDIES, Reason, reason_of
from dialogue.models.known_words import checks_choices
from participants.incoming_kinds import PREVENTS_RECORDING, Doubt, Kind, Partstat, State
from participants.models.invitations import Invitation


class IncomingMailQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=State.NEW)

    def about(self, dialogue):
        """Those about this dialogue, and those of which nobody knows yet what they are about."""
        return self.filter(Q(invitation__dialogue=dialogue) | Q(invitation=None))

    def count_by_dialogue(self):
        """{dialogue: number}, of those of which nobody knows what they are about under None."""
        return dict(self.order_by().values_list("invitation__dialogue").annotate(Count("pk")))

    def with_people(self):
        """For lists: the bytes stay where they are."""
        people = ["person__organisation", "delegation__organisation", "dialogue"]
        related = [f"invitation__{name}" for name in people]
        return self.defer("content").select_related(*related, "mail", "decided_by")


@checks_choices
class IncomingMail(models.Model):
    """A mail as it came, what it was understood to be, and what an organiser decided.

    `sha256` of its bytes is its key: a mail that is collected twice is kept once. A mail with a
    known Message-ID and other bytes is another mail, for anybody can write a Message-ID.
    Answers and bounces quote our letters with their links: `content` is encrypted, the other fields
    lack the links.
    """

    Kind, State, Partstat, Doubt = Kind, State, Partstat, Doubt

    class Source(models.TextChoices):
        MAILBOX = "mailbox", _("mailbox")
        UPLOAD = "upload", _("upload")

    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    content = EncryptedBytesField(_("message"))
    size = models.PositiveIntegerField(_("bytes"))
    source = models.CharField(_("received via"), max_length=20, choices=Source.choices)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    message_id = models.CharField("Message-ID", max_length=250, blank=True)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    from_name = models.CharField(_("sender"), max_length=200, blank=True)
    from_address = models.CharField(_("sender’s address"), max_length=254, blank=True)
    is_sender_verified = models.BooleanField(_("sender verified by our mail server"), null=True)

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    doubts = models.JSONField(_("points to check"), default=list, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.NEW)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )

    invitation = models.ForeignKey(
        Invitation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="incoming",
        verbose_name=_("invitation"),
    )
    partstat = models.CharField(
        pgettext_lazy("incoming mail", "answer"),
        max_length=20,
        choices=Partstat.choices,
        blank=True,
    )
    comment = models.TextField(_("remark"), blank=True)
    attendee = models.CharField(_("answers for"), max_length=254, blank=True)
    sequence = models.PositiveIntegerField(_("version of the entry"), null=True)
    stamped_at = models.DateTimeField(_("written"), null=True)

    mail = models.ForeignKey(
        OutgoingMail,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("returned email"),
    )
    # [{address, reason, meaning, is_delayed}], see participants.inbox.bounces.Failure
    failures = models.JSONField(_("addresses that failed"), default=list, blank=True)

    objects = IncomingMailQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        verbose_name = _("incoming mail")
        verbose_name_plural = _("incoming mail")
        indexes = [
            models.Index(fields=["state", "-received_at"], name="incoming_by_state_and_time")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["confirmed", "dismissed", "applied"])
                ^ Q(decided_at__isnull=True),
                name="incoming_decided_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["confirmed", "dismissed"]) ^ Q(decided_by__isnull=True),
                name="incoming_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(kind="reply")
                | Q(partstat__in=["ACCEPTED", "TENTATIVE", "DECLINED"], sequence__isnull=False),
                name="incoming_reply_says_yes_perhaps_or_no",
            ),
        ]

    def __str__(self):
        return self.subject or self.get_kind_display()

    @property
    def sender(self):
        if self.from_name and self.from_address:
            return f"{self.from_name} <{self.from_address}>"
        return self.from_address or self.from_name or "–"

    @property
    def doubt_sentences(self):
        """The doubts as the sentences that organisers read."""
        return [Doubt(doubt).label for doubt in self.doubts]

    @staticmethod
    def meaning_of(failure: dict[str, Any]) -> Reason:
        """What it means that one of `failures` failed; those of 0.1.0 do not say it."""
        return Reason(failure.get("meaning") or reason_of(failure["reason"]))

    @property
    def explained_failures(self) -> list[dict[str, Any]]:
        """Each of `failures`, with the Reason and what an organiser does about it."""
        meanings = [(failure, self.meaning_of(failure)) for failure in self.failures]
        return [
            {**failure, "meaning": meaning.label, "remedy": REMEDIES[meaning].label}
            for failure, meaning in meanings
        ]

    @property
    def blocks_an_address(self) -> bool:
        """Whether recording it means that nothing more is sent to an address."""
        return Reason.DEAD in map(self.meaning_of, self.failures)

    @property
    def may_be_confirmed(self):
        """Whether an organiser can take it over as it stands."""
        return (
            self.state == State.NEW
            and not PREVENTS_RECORDING & set(self.doubts)
            and (
                self.kind == Kind.BOUNCE
                or (self.kind == Kind.REPLY and self.invitation_id is not None)
            )
        )
