"""The mail that leaves the house, as rows."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogue.models.dialogues import Dialogue


class OutgoingMailQuerySet(models.QuerySet):
    def due(self, now=None):
        """What a worker may take: queued and due, or left behind by a worker that died."""
        now = now or timezone.now()
        state = OutgoingMail.State
        return self.filter(
            Q(state=state.QUEUED, next_try_at__lte=now)
            | Q(state=state.SENDING, leased_until_at__lt=now)
        )


class OutgoingMail(models.Model):
    """A mail as it was rendered for one recipient, and what became of it.

    It is written in the same transaction as the change it tells of (transactional outbox);
    `dialogue.outbox` alone writes and delivers it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        QUEUED = "queued", _("queued")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        KEPT = "kept", _("kept here")
        FAILED = "failed", _("failed")
        BOUNCED = "bounced", _("bounced")
        CANCELLED = "cancelled", _("kept back")

    class Purpose(models.TextChoices):
        """What a mail is for; also the name of its templates in templates/emails/."""

        INVITATION = "invitation", _("invitation")
        CONFIRMATION = "confirmation", _("confirmation of an answer")
        NEW_LINK = "new_link", _("new personal link")
        WITHDRAWAL = "withdrawal", _("withdrawal of an invitation")
        EXTENSION = "extension", _("later reply-by moment")
        NOMINATION_REQUEST = "nomination_request", _("request to nominate")
        PROPOSAL_RECEIVED = "proposal_received", _("receipt of a nomination")
        PROPOSAL_SENT_BACK = "proposal_sent_back", _("nomination sent back")
        PROPOSAL_AGREED = "proposal_agreed", _("nomination agreed to")
        SEAT_CONFIRMED = "seat_confirmed", _("seat confirmed to a nominee")
        REMINDER = "reminder", _("reminder")
        ACCESS_CODE = "access_code", _("code for a delegate’s details")
        ACCOUNT = "account", _("organiser’s account")

    dialogue = models.ForeignKey(
        Dialogue, models.PROTECT, related_name="mails", null=True, verbose_name=_("dialogue")
    )
    purpose = models.CharField(_("purpose"), max_length=40, choices=Purpose.choices)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.QUEUED)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    to_name = models.CharField(_("recipient"), max_length=300)
    to_address = models.EmailField(_("address"))
    cc_address = models.EmailField(_("copy to"), blank=True)
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    message_id = models.CharField("Message-ID", max_length=200, unique=True)

    created_at = models.DateTimeField(_("written"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now)
    leased_until_at = models.DateTimeField(null=True, blank=True)
    lease = models.UUIDField(null=True, blank=True)
    finished_at = models.DateTimeField(_("sent or given up"), null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mail")
        permissions = [("read_outgoingmail", _("Can read letters, which hold personal links"))]
        indexes = [models.Index(fields=["state", "next_try_at"], name="mail_by_state_and_time")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sending", lease__isnull=False, leased_until_at__isnull=False)
                | ~Q(state="sending"),
                name="mail_being_sent_is_leased",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["sent", "kept", "failed", "bounced", "cancelled"])
                ^ Q(finished_at__isnull=True),
                name="mail_finished_has_a_moment",
            ),
        ]

    def __str__(self):
        return f"{self.subject} → {self.to_address}"


class MailAttachment(models.Model):
    """A file that goes with an outgoing mail."""

    mail = models.ForeignKey(OutgoingMail, models.CASCADE, related_name="attachments")
    filename = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self):
        return self.filename
