"""Invitations, the answers to them, and the history of both."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogue.access import make_token
from dialogue.models import Dialogue, OutgoingMail
from participants.models.people import Category, Person
from participants.protocol import country_rank
from participants.states import (
    ANSWERABLE,
    HAS_A_CALENDAR,
    HAS_A_LINK,
    HOLDS_A_SEAT,
    TAKES_A_SEAT,
    Status,
    Verb,
    legal_verbs,
)


def new_key():
    """A random key (60 bits, URL-safe) that a personal link is made from and dies with."""
    return secrets.token_hex(8)[:15]


class InvitationQuerySet(models.QuerySet):
    def with_people(self):
        return self.select_related("dialogue", "category", "person__organisation")

    def standing_for(self, person):
        """This person's invitations that are neither withdrawn nor passed on to a substitute."""
        return self.filter(person=person).exclude(status__in=[Status.WITHDRAWN, Status.REPLACED])

    def count_by_status(self):
        """{status: number} with a nought for the states that nobody is in."""
        found = dict(self.order_by().values_list("status").annotate(Count("pk")))
        return {status: found.get(status, 0) for status in Status}

    def in_protocol_order(self):
        """Category, then country, then precedence."""
        return self.alias(country_rank=country_rank("person__country")).order_by(
            "category__position",
            "country_rank",
            "person__precedence",
            "person__family_name",
            "person__given_name",
            "pk",
        )


class Invitation(models.Model):
    """An invitation to a dialogue and what became of it. `status` is written by
    `participants.invitations` alone."""

    dialogue = models.ForeignKey(
        Dialogue, models.PROTECT, related_name="invitations", verbose_name=_("dialogue")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="invitations", verbose_name=_("person")
    )
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="invitations", verbose_name=_("category")
    )
    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    message = models.TextField(
        _("personal paragraph"),
        blank=True,
        help_text=_("Stands in the invitation mail, in the invitee’s language."),
    )
    note = models.TextField(_("note for organisers"), blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("last change"), default=timezone.now, editable=False)
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True, editable=False)
    reply_by_at = models.DateTimeField(_("reply by"), null=True, blank=True, editable=False)
    link_key = models.CharField(max_length=15, unique=True, default=new_key, editable=False)
    calendar_key = models.CharField(max_length=15, unique=True, default=new_key, editable=False)
    mails = models.ManyToManyField(
        OutgoingMail, related_name="invitations", blank=True, editable=False
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        indexes = [models.Index(fields=["dialogue", "status"], name="invitation_by_status")]
        constraints = [
            models.UniqueConstraint(
                fields=["dialogue", "person"],
                condition=~Q(status__in=["withdrawn", "replaced"]),
                name="person_invited_once_per_dialogue",
                violation_error_message=_(
                    "This person has an invitation to this dialogue already."
                ),
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "cleared", "reserve", "withdrawn"])
                | Q(invited_at__isnull=False, reply_by_at__isnull=False),
                name="invitation_out_has_its_moments",
            ),
        ]

    def __str__(self):
        return f"{self.person} – {self.dialogue}"

    def get_absolute_url(self):
        """The personal page: whoever knows this address answers for the invitee."""
        return reverse("answer", kwargs={"token": self.token})

    @property
    def organisation(self):
        return self.person.organisation

    @property
    def token(self):
        return make_token("answer", self.link_key)

    @property
    def calendar_token(self):
        return make_token("calendar", self.calendar_key)

    @property
    def has_a_link(self):
        return self.status in HAS_A_LINK and self.invited_at is not None

    @property
    def has_a_calendar(self):
        return self.status in HAS_A_CALENDAR

    @property
    def legal_verbs(self):
        return legal_verbs(self.status)

    @property
    def is_past_reply_by(self):
        return self.reply_by_at is not None and self.reply_by_at <= timezone.now()

    @property
    def takes_a_seat(self):
        return self.status in TAKES_A_SEAT

    @property
    def holds_a_seat(self):
        """An offer that is out holds its seat until the reply-by moment."""
        return self.status in HOLDS_A_SEAT and not self.is_past_reply_by

    @property
    def may_answer(self):
        """Whether the invitee may give or change an answer now."""
        return self.status in ANSWERABLE and not self.is_past_reply_by and not self.dialogue.is_off

    @property
    def may_step_down(self):
        """Accepted and past reply-by, or waiting on the reserve list: only "no" is left to say."""
        return (
            not self.dialogue.is_off
            and not self.may_answer
            and self.status in {Status.ACCEPTED, Status.TENTATIVE, Status.RESERVE}
        )


class Answer(models.Model):
    """One answer as it was given. Answers are added, never changed; the last one counts."""

    class Response(models.TextChoices):
        ACCEPT = "accept", _("accepts")
        TENTATIVE = "tentative", _("answers tentatively")
        DECLINE = "decline", _("declines")

    class By(models.TextChoices):
        INVITEE = "invitee", _("the invitee")
        OFFICE = "office", _("the invitee’s office")
        SECRETARIAT = "secretariat", _("the secretariat")

    class Channel(models.TextChoices):
        WEB = "web", _("web form")
        TELEPHONE = "telephone", _("telephone")
        PAPER = "paper", _("paper")
        MESSENGER = "messenger", _("messenger")
        MAIL = "mail", _("e-mail")

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="answers")
    response = models.CharField(_("answer"), max_length=20, choices=Response.choices)
    reason = models.TextField(_("reason or remark"), blank=True)
    answered_by = models.CharField(_("given by"), max_length=20, choices=By.choices)
    answered_by_name = models.CharField(_("name of who answers"), max_length=200, blank=True)
    answered_by_email = models.EmailField(_("address of who answers"), blank=True)
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
    answered_at = models.DateTimeField(_("given"), default=timezone.now)

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
        return f"{self.invitation.person}: {self.get_response_display()}"


class InvitationEvent(models.Model):
    """One step in an invitation's life: who did what, through which door, and why."""

    class Door(models.TextChoices):
        ADMIN = "admin", _("admin site")
        LINK = "link", _("personal link")
        COMMAND = "command", _("command line")

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="events")
    verb = models.CharField(
        _("what"), max_length=30, choices=[*Verb.choices, ("renew_link", _("renew the link"))]
    )
    from_status = models.CharField(_("from"), max_length=20, choices=Status.choices)
    to_status = models.CharField(_("to"), max_length=20, choices=Status.choices)
    at = models.DateTimeField(_("when"), default=timezone.now)
    door = models.CharField(_("door"), max_length=20, choices=Door.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    actor = models.CharField(_("who"), max_length=200)
    on_behalf_of = models.CharField(_("on behalf of"), max_length=200, blank=True)
    reason = models.TextField(_("why"), blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("event")
        verbose_name_plural = _("history")

    def __str__(self):
        return f"{self.verb}: {self.from_status} → {self.to_status}"
