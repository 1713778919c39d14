"""Outgoing emails and their attachments."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.access.open_rows import open_to
from dialogue.mail import letter_kinds
from dialogue.mail.models.handing_over import HandingOver
from dialogue.mail.models.waves import Wave
from dialogue.mail.refusal_reasons import REMEDIES, Reason, Remedy
from dialogue.models.dialogues import Dialogue
from dialogue.models.known_words import checks_choices


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    """What can be asked of many emails at once."""

    def waiting(self) -> Self:
        """What nobody has received yet, and can still be stopped."""
        return self.filter(state__in=OutgoingMail.WAITING)

    def unfinished(self) -> Self:
        """What waits, or of which the copy waits."""
        return self.filter(state__in=[*OutgoingMail.WAITING, OutgoingMail.State.COPYING])

    def shown_to(self, user: User | AnonymousUser) -> Self:
        """Those that this organiser may see in the list."""
        if user.is_superuser:
            return self
        hidden = letter_kinds.names(lambda kind: kind.is_hidden)
        return open_to(user, self.exclude(kind__in=hidden))

    def readable_by(self, user: User | AnonymousUser) -> Self:
        """Those that this organiser may read, not only see in the list."""
        if not user.has_perm("mail.read_outgoingmail"):
            return self.none()
        if user.is_superuser:
            return self
        secret = letter_kinds.names(lambda kind: kind.is_secret)
        return self.shown_to(user).exclude(kind__in=secret)

    def with_lost(self) -> Self:
        """With `is_lost`, where it did not arrive and nobody has mended that: no later letter went
        to the same reader of the dialogue. What was erased needs no mending."""
        state = OutgoingMail.State
        later = OutgoingMail.objects.filter(
            dialogue=OuterRef("dialogue"),
            to_name=OuterRef("to_name"),
            pk__gt=OuterRef("pk"),
            state__in=[
                *[state.QUEUED, state.SENDING, state.COPYING, state.SENT, state.NOT_SENT],
                *[state.TO_HAND_OVER, state.HANDED_OVER],
            ],
        )
        did_not_arrive = Q(state__in=[state.FAILED, state.BOUNCED], to_address__gt="")
        is_lost = Case(When(did_not_arrive, then=~Exists(later)), default=Value(False))
        return self.annotate(is_lost=is_lost)

    def undelivered(self) -> Self:
        """Only those that are lost (see `with_lost`)."""
        state = OutgoingMail.State
        return self.with_lost().filter(state__in=[state.FAILED, state.BOUNCED], is_lost=True)

    def put_on_hold(self, reason: str) -> int:
        """Stop what waits in the queue until it is released; return how many."""
        state = OutgoingMail.State
        return self.filter(state=state.QUEUED).update(state=state.ON_HOLD, held_because=reason)

    def put_in_queue(self) -> int:
        """Queue these drafts and emails on hold, not before the moment they are scheduled for;
        return how many. What has no address is handed over instead."""
        state, now = OutgoingMail.State, timezone.now()
        return self.filter(state__in=[state.DRAFT, state.ON_HOLD]).update(
            state=Case(
                When(to_address="", then=Value(state.TO_HAND_OVER)), default=Value(state.QUEUED)
            ),
            held_because="",
            next_try_at=Greatest(Coalesce("send_after_at", now), now),
        )

    def due(self, now: datetime | None = None) -> Self:
        """What a worker may take: queued and due, or left behind by a worker that was killed."""
        now = now or timezone.now()
        state = OutgoingMail.State
        return self.filter(to_address__gt="").filter(
            Q(state__in=[state.QUEUED, state.COPYING], next_try_at__lte=now)
            | Q(state=state.SENDING, leased_until_at__lt=now)
        )


@checks_choices
class OutgoingMail(HandingOver):
    """An email as it was rendered for one recipient, and what became of it.

    It is written in the same transaction as the change that it announces (transactional outbox).
    Only `dialogue.mail.outbox` writes it; `dialogue.mail.delivery.worker` delivers it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        ON_HOLD = "on_hold", pgettext_lazy("mail", "on hold")
        QUEUED = "queued", _("queued")
        SENDING = "sending", _("being sent")
        COPYING = "copying", _("sent, copy still waiting")
        SENT = "sent", _("sent")
        NOT_SENT = "not_sent", _("not sent")
        FAILED = "failed", _("failed")
        BOUNCED = "bounced", _("returned")
        CANCELLED = "cancelled", _("cancelled")
        # No email reaches the reader: printed, or read out (see dialogue.mail.handing_over).
        TO_HAND_OVER = "to_hand_over", _("to hand over")
        HANDED_OVER = "handed_over", _("handed over")

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

    # Nobody has received it yet, and it can still be stopped.
    WAITING = [State.DRAFT, State.ON_HOLD, State.QUEUED, State.TO_HAND_OVER]
    # A mail server took it.
    LEFT = [State.COPYING, State.SENT, State.BOUNCED]

    dialogue = models.ForeignKey(
        Dialogue, models.PROTECT, related_name="mails", null=True, verbose_name=_("dialogue")
    )
    # The name of a row of dialogue.mail.letter_kinds.
    kind = models.CharField(_("kind of letter"), max_length=40)
    wave = models.ForeignKey(
        Wave, models.PROTECT, related_name="mails", null=True, verbose_name=_("wave")
    )
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.QUEUED)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    to_name = models.CharField(_("recipient"), max_length=300)
    to_address = models.EmailField(_("address"), blank=True)
    cc_address = models.EmailField(_("copy to"), blank=True)
    reply_to = models.EmailField(_("replies go to"), blank=True)
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(pgettext_lazy("an email", "text"))
    html = models.TextField(_("HTML"), blank=True)
    calendar = models.BinaryField(blank=True, default=bytes)
    # What the marks in the parts above stand for: see dialogue.mail.sealing.
    secrets = models.JSONField(default=dict, blank=True, editable=False)
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
    # The last letter to somebody whose data were erased: it is, too, as soon as it is done with.
    is_erased_once_sent = models.BooleanField(default=False, editable=False)
    # What the mail server said last about each recipient: {address: "250 OK"}.
    answers = models.JSONField(default=dict, blank=True)
    trouble = models.CharField(_("reason"), max_length=20, choices=Trouble.choices, blank=True)
    last_error = models.TextField(_("last error"), blank=True)
    # What it meant when it was refused for good, or came back.
    refusal = models.CharField(
        _("why it did not arrive"), max_length=20, choices=Reason.choices, blank=True
    )

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("outgoing email")
        verbose_name_plural = _("outgoing email")
        permissions = [("read_outgoingmail", _("Can read letters, which contain personal links"))]
        indexes = [
            models.Index(fields=["state", "next_try_at"], name="mail_by_state_and_time"),
            models.Index(fields=["tried_at"], name="mail_by_last_attempt"),
            models.Index(fields=["dialogue", "to_name"], name="mail_by_reader"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="sending", lease__isnull=False, leased_until_at__isnull=False)
                | ~Q(state="sending"),
                name="mail_being_sent_is_leased",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["sent", "not_sent", "failed", "bounced"])
                ^ Q(state__in=["cancelled", "handed_over"])
                ^ Q(finished_at__isnull=True),
                name="mail_finished_has_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="handed_over")
                | (~Q(handed_over_how="") & Q(handed_over_by__isnull=False)),
                name="mail_handed_over_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(state="on_hold") | ~Q(held_because=""),
                name="mail_on_hold_for_a_reason",
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
        return f"{self.subject} → {self.to_name}" if self.to_name else self.subject

    @property
    def version(self) -> str:
        """Another one after each time it was edited: see dialogue.refusals."""
        return self.edited_at.isoformat() if self.edited_at else ""

    @property
    def kind_label(self) -> str:
        """What organisers read for its kind, in the active language."""
        return letter_kinds.label(self.kind)

    @property
    def calendar_method_label(self) -> str:
        """What its calendar part asks for, in words."""
        words = {
            "REQUEST": _("an entry to accept"),
            "CANCEL": _("the entry is cancelled"),
            "PUBLISH": _("an entry to keep"),
        }
        return str(words.get(self.calendar_method, ""))

    @property
    def recipients(self) -> list[str]:
        """The addresses that it goes to: the recipient's, and that of the copy if there is one."""
        return [address for address in [self.to_address, self.cc_address] if address]

    @property
    def has_left(self) -> bool:
        """Whether anybody can have received it: a mail server took it, or may have (it is sent
        again later where the server hung up too early, or where an organiser wishes so)."""
        if self.state == self.State.NOT_SENT:  # whose "mail server" is a file or the memory
            return False
        is_taken = any(answer.startswith("2") for answer in self.answers.values())
        is_uncertain = self.trouble == self.Trouble.UNCONFIRMED
        return self.state in self.LEFT or is_taken or is_uncertain

    @property
    def remedy(self) -> Remedy | None:
        """What an organiser does about it, where it did not arrive."""
        return REMEDIES[Reason(self.refusal)] if self.refusal else None

    @property
    def refused(self) -> dict[str, str]:
        """{address: what the mail server said} for the recipients who do not get it."""
        return {
            address: answer
            for address, answer in self.answers.items()
            if not answer.startswith("2")
        }
