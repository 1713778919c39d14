"""The mail that leaves the house, as rows."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.models.dialogues import Dialogue


class Wave(models.Model):
    """Mails that were written together, so that organisers can hold, schedule or cancel them as
    one. `paragraph` stands in each of its letters, in the recipient's language."""

    dialogue = models.ForeignKey(
        Dialogue, models.PROTECT, related_name="waves", verbose_name=_("dialogue")
    )
    name = models.CharField(
        _("name"),
        max_length=120,
        help_text=_("For the organisers, for example “Invitations, second wave”."),
    )
    paragraph = models.TextField(_("paragraph"), blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("wave of emails")
        verbose_name_plural = _("waves of emails")
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "name"], name="wave_named_once"),
        ]

    def __str__(self):
        return self.name


class OutgoingMailQuerySet(models.QuerySet):
    def waiting(self):
        """What nobody has yet, and can still be decided about."""
        return self.filter(state__in=OutgoingMail.WAITING)

    def unfinished(self):
        """What waits, or of which the copy waits."""
        return self.filter(state__in=[*OutgoingMail.WAITING, OutgoingMail.State.COPYING])

    def shown_to(self, user):
        """Without the mails about organisers' accounts: who reads one could set a password."""
        purpose = OutgoingMail.Purpose.ACCOUNT
        return self if user.is_superuser else self.exclude(purpose=purpose)

    def readable_by(self, user):
        """Those that this organiser may not only see in the list but read. Who reads a code could
        open a delegate's details in the delegate's name."""
        if not user.has_perm("mail.read_outgoingmail"):
            return self.none()
        purpose = OutgoingMail.Purpose.ACCESS_CODE
        shown = self.shown_to(user)
        return shown if user.is_superuser else shown.exclude(purpose=purpose)

    def due(self, now=None):
        """What a worker may take: queued and due, or left behind by a worker that died."""
        now = now or timezone.now()
        state = OutgoingMail.State
        return self.filter(
            Q(state__in=[state.QUEUED, state.COPYING], next_try_at__lte=now)
            | Q(state=state.SENDING, leased_until_at__lt=now)
        )


class OutgoingMail(models.Model):
    """A mail as it was rendered for one recipient, and what became of it.

    It is written in the same transaction as the change it tells of (transactional outbox);
    `dialogue.mail.outbox` alone writes it, `dialogue.mail.delivery.worker` delivers it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        HELD = "held", pgettext_lazy("mail", "on hold")
        QUEUED = "queued", _("queued")
        SENDING = "sending", _("being sent")
        COPYING = "copying", _("sent, copy still waiting")
        SENT = "sent", _("sent")
        KEPT = "kept", _("not sent")
        FAILED = "failed", _("failed")
        BOUNCED = "bounced", _("returned")
        CANCELLED = "cancelled", _("cancelled")

    class CalendarMethod(models.TextChoices):
        """What a calendar program is asked to do with the calendar part (RFC 5546, 1.4)."""

        REQUEST = "REQUEST"
        CANCEL = "CANCEL"
        PUBLISH = "PUBLISH"

    class Trouble(models.TextChoices):
        """Why the last attempt did not succeed, as far as its kind goes."""

        RECIPIENT = "recipient", _("the address was refused")
        MESSAGE = "message", _("the email was refused")
        SENDER = "sender", _("the sender was refused")
        CONNECTION = "connection", _("the mail server did not answer or closed the connection")
        LOGIN = "login", _("the mail server did not accept our login")
        UNCONFIRMED = (
            "unconfirmed",
            _("the mail server took it but did not confirm; it may still arrive"),
        )
        CONTENT = "content", _("the email could not be created")

    # Nobody has it yet, and whether it goes out can still be decided.
    WAITING = [State.DRAFT, State.HELD, State.QUEUED]

    class Purpose(models.TextChoices):
        """What a mail is for; also the name of its templates in templates/emails/."""

        INVITATION = "invitation", _("invitation")
        CONFIRMATION = "confirmation", _("confirmation of an answer")
        NEW_LINK = "new_link", _("new personal link")
        WITHDRAWAL = "withdrawal", _("withdrawal of an invitation")
        EXTENSION = "extension", _("later reply deadline")
        NOMINATION_REQUEST = "nomination_request", _("request to nominate")
        PROPOSAL_RECEIVED = "proposal_received", _("receipt of a nomination")
        PROPOSAL_SENT_BACK = "proposal_sent_back", _("nomination rejected")
        PROPOSAL_AGREED = "proposal_agreed", _("nomination approved")
        SEAT_CONFIRMED = "seat_confirmed", _("seat confirmed to a nominee")
        REMINDER = "reminder", _("reminder")
        DIALOGUE_CHANGED = "dialogue_changed", _("changed dates, place or status")
        PROGRAMME_CHANGED = "programme_changed", _("changed programme")
        CALENDAR_BEHIND = "calendar_behind", _("change not yet shown in a calendar")
        ROLE_REQUEST = "role_request", _("request to take a role")
        ACCESS_CODE = "access_code", _("code for a delegate’s details")
        ACCOUNT = "account", _("organiser’s account")
        TEST = "test", _("test letter")
        NOTICE = "notice", _("notice to the organisers")

    dialogue = models.ForeignKey(
        Dialogue, models.PROTECT, related_name="mails", null=True, verbose_name=_("dialogue")
    )
    purpose = models.CharField(_("purpose"), max_length=40, choices=Purpose.choices)
    wave = models.ForeignKey(
        Wave, models.PROTECT, related_name="mails", null=True, verbose_name=_("wave")
    )
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.QUEUED)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    to_name = models.CharField(_("recipient"), max_length=300)
    to_address = models.EmailField(_("address"))
    cc_address = models.EmailField(_("copy to"), blank=True)
    reply_to = models.EmailField(_("replies go to"), blank=True)
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    calendar = models.BinaryField(blank=True, default=bytes)
    calendar_method = models.CharField(max_length=10, choices=CalendarMethod.choices, blank=True)
    message_id = models.CharField("Message-ID", max_length=200, unique=True)

    created_at = models.DateTimeField(_("written"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_try_at = models.DateTimeField(_("next attempt"), default=timezone.now)
    leased_until_at = models.DateTimeField(null=True, blank=True)
    lease = models.UUIDField(null=True, blank=True)
    finished_at = models.DateTimeField(_("sent or given up"), null=True, blank=True)
    # Whoever changed it since it was rendered.
    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("edited by"),
    )
    send_after_at = models.DateTimeField(_("not before"), null=True, blank=True)
    # For the limits per minute: when a worker took it last, and the domains it goes to.
    tried_at = models.DateTimeField(null=True, blank=True)
    domain = models.CharField(max_length=255, blank=True)
    copy_domain = models.CharField(max_length=255, blank=True)
    held_because = models.TextField(_("why it is on hold"), blank=True)
    # What the mail server said last about each recipient: {address: "250 OK"}.
    answers = models.JSONField(default=dict, blank=True)
    trouble = models.CharField(_("reason"), max_length=20, choices=Trouble.choices, blank=True)
    last_error = models.TextField(_("last error"), blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("outgoing email")
        verbose_name_plural = _("outgoing email")
        permissions = [("read_outgoingmail", _("Can read letters, which contain personal links"))]
        indexes = [
            models.Index(fields=["state", "next_try_at"], name="mail_by_state_and_time"),
            models.Index(fields=["tried_at"], name="mail_by_last_attempt"),
        ]
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
            models.CheckConstraint(
                condition=~Q(state="held") | ~Q(held_because=""),
                name="mail_held_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(edited_at__isnull=True, edited_by__isnull=True)
                | Q(edited_at__isnull=False, edited_by__isnull=False),
                name="mail_edited_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(calendar=b"", calendar_method="")
                | (~Q(calendar=b"") & ~Q(calendar_method="")),
                name="mail_calendar_has_a_method",
            ),
        ]

    def __str__(self):
        return f"{self.subject} → {self.to_address}"

    @property
    def version(self) -> str:
        """Another one after each time it was edited: see dialogue.edit_conflicts."""
        return self.edited_at.isoformat() if self.edited_at else ""

    @property
    def recipients(self):
        return [address for address in [self.to_address, self.cc_address] if address]

    @property
    def refused(self):
        """{address: what the server said} of the recipients who do not get it."""
        return {
            address: answer
            for address, answer in self.answers.items()
            if not answer.startswith("2")
        }


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


class OutboxMark(models.Model):
    """A moment that all workers share, under a name. Who holds the row "turn" takes mails; the
    others tell when somebody was last told of failures."""

    name = models.CharField(max_length=40, unique=True)
    noted_at = models.DateTimeField(null=True)

    def __str__(self):
        return self.name
