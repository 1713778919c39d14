"""Invitations: the offer of a seat to a person or an institution, and what became of it."""

from typing import cast

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_countries.fields import Country

from dialogue.access.tokens import make_token
from dialogue.mail.models import OutgoingMail
from dialogue.models import Dialogue
from dialogue.models.known_words import checks_choices
from participants.models.delegations import Delegation, new_key
from participants.models.institutions import Category, Organisation
from participants.models.invitation_queryset import InvitationQuerySet
from participants.models.people import Person
from participants.states import (
    ANSWERABLE,
    AWAITS_A_DECISION,
    GIVES_DETAILS,
    HAS_A_CALENDAR,
    HAS_A_LINK,
    RESERVES_A_SEAT,
    STEPS_DOWN,
    TAKES_A_SEAT,
    Status,
    Verb,
    legal_verbs,
)

BEFORE_A_PERSON = ["draft", "cleared", "invited", "nominated", "declined", "withdrawn"]


@checks_choices
class Invitation(models.Model):
    """An invitation to a dialogue and what became of it. It is addressed to a person, or to an
    institution (`delegation`) that names the person later. `status` is written by
    `participants.workflow.transitions` alone."""

    dialogue = models.ForeignKey(
        Dialogue, models.PROTECT, related_name="invitations", verbose_name=_("dialogue")
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("person"),
    )
    delegation = models.ForeignKey(
        Delegation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
        verbose_name=_("delegation"),
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
        help_text=_("Appears in the invitation email, in the invitee’s language."),
    )
    note = models.TextField(_("note for organisers"), blank=True)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("last change"), default=timezone.now, editable=False)
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True, editable=False)
    reply_by_at = models.DateTimeField(_("reply deadline"), null=True, blank=True, editable=False)
    released_at = models.DateTimeField(null=True, editable=False)
    reserve_rank = models.PositiveSmallIntegerField(
        _("rank on the reserve list"), null=True, editable=False
    )
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="replaced_by",
        verbose_name=_("in place of"),
    )
    link_key = models.CharField(max_length=15, unique=True, default=new_key, editable=False)
    calendar_key = models.CharField(max_length=15, unique=True, default=new_key, editable=False)
    reply_key = models.CharField(max_length=15, unique=True, default=new_key, editable=False)
    # The calendar invitation that was mailed last (see participants.letters.calendar_invitations):
    # its SEQUENCE, and the dialogue's own then; None while there was none.
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)
    calendar_told = models.PositiveIntegerField(null=True, editable=False)
    # When a role in a session that the delegate knew of was taken away last, for the entries of
    # their own calendar; the roles that are there have moments of their own.
    role_taken_at = models.DateTimeField(null=True, editable=False)
    mails = models.ManyToManyField(
        OutgoingMail, related_name="invitations", blank=True, editable=False
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-changed_at", "pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        indexes = [
            models.Index(fields=["dialogue", "status"], name="invitation_by_status"),
            models.Index(fields=["dialogue", "-changed_at", "id"], name="invitation_by_change"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(link_key="") & ~Q(calendar_key="") & ~Q(reply_key=""),
                name="invitation_has_its_keys",
            ),
            models.CheckConstraint(condition=~Q(replaces=F("pk")), name="replaces_another_one"),
            models.UniqueConstraint(
                fields=["dialogue", "person"],
                condition=~Q(status__in=["withdrawn", "replaced"]),
                name="person_invited_once_per_dialogue",
                violation_error_message=_(
                    "This person already has an invitation to this dialogue."
                ),
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "cleared", "reserve", "withdrawn"])
                | Q(invited_at__isnull=False, reply_by_at__isnull=False),
                name="invitation_out_has_its_moments",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False)
                | Q(
                    delegation__isnull=False,
                    status__in=BEFORE_A_PERSON,
                ),
                name="invitation_is_to_a_person_or_a_delegation",
                violation_error_message=_(
                    "Choose a person, or a delegation that will nominate one."
                ),
            ),
            models.CheckConstraint(
                condition=Q(status="reserve", reserve_rank__isnull=False)
                | (~Q(status="reserve") & Q(reserve_rank__isnull=True)),
                name="invitation_has_a_rank_on_the_reserve_list_only",
            ),
        ]

    def __str__(self):
        return f"{self.who} – {self.dialogue}"

    @property
    def version(self) -> str:
        """Another one after each step in its life: see dialogue.refusals."""
        return self.changed_at.isoformat()

    @property
    def page_path(self) -> str:
        """The personal page: whoever knows this address answers for the invitee. It is not called
        get_absolute_url, to which the admin site would lead everybody who may look."""
        return reverse("answer", kwargs={"token": self.token})

    @property
    def who(self) -> str:
        """The person, or the institution that has yet to nominate, as lists show it."""
        if self.person:
            return str(self.person)
        return _("%(organisation)s (no delegate yet)") % {"organisation": self.delegation}

    @property
    def _nominating(self) -> Delegation:
        """The delegation of a seat for which nobody is named; a constraint sees to it."""
        return cast(Delegation, self.delegation)

    @property
    def addressee(self) -> Person:
        """The recipient of letters: the person, or the focal point while nobody is named."""
        return self.person or self._nominating.focal_point

    @property
    def open_nomination(self):
        """The nomination for the seat that awaits the organisers' decision, or None."""
        if not self.awaits_a_decision:
            return None
        waiting = (row for row in self.nominations.all() if row.outcome == "open")
        return next(waiting, None)

    @property
    def organisation(self) -> Organisation | None:
        return self.person.organisation if self.person else self._nominating.organisation

    @property
    def country(self) -> Country:
        """The person's country (see Naming), or while nobody is named the institution's."""
        return self.person.home_country if self.person else self._nominating.organisation.country

    @property
    def token(self) -> str:
        return make_token("answer", self.link_key)

    @property
    def calendar_token(self) -> str:
        return make_token("calendar", self.calendar_key)

    @property
    def is_out(self) -> bool:
        """Whether a letter was written, though it may still wait, and somebody may still act."""
        return self.status in HAS_A_LINK and self.invited_at is not None

    @property
    def is_written_to(self) -> bool:
        """Whether the addressee may know of it (see InvitationQuerySet.written_to). One query."""
        return Invitation.objects.filter(pk=self.pk).written_to().exists()

    @property
    def has_a_link(self) -> bool:
        """A personal one; where nobody is named, the delegation has the link."""
        return self.is_out and self.person_id is not None

    @property
    def link(self) -> str:
        """The page on which somebody answers or nominates for this seat."""
        return self.page_path if self.person_id else self._nominating.page_path

    @property
    def has_a_calendar(self) -> bool:
        return self.status in HAS_A_CALENDAR

    @property
    def gives_details(self) -> bool:
        """Whether the delegate is asked how they travel and what they need."""
        return self.status in GIVES_DETAILS and self.has_a_link

    @property
    def is_asked_for_details(self) -> bool:
        """Whether there is still something to plan with them; consents count for longer."""
        return self.gives_details and self.dialogue.is_ahead

    @property
    def legal_verbs(self) -> list[Verb]:
        return legal_verbs(self.status)

    @property
    def is_past_reply_by(self) -> bool:
        return self.reply_by_at is not None and self.reply_by_at <= timezone.now()

    @property
    def has_a_deadline(self) -> bool:
        """Whether an answer is, or is about to be, asked for by a moment that is still to come."""
        is_asked = self.status in {Status.DRAFT, Status.CLEARED} | RESERVES_A_SEAT
        return is_asked and not self.is_past_reply_by

    @property
    def takes_a_seat(self) -> bool:
        return self.status in TAKES_A_SEAT

    @property
    def reserves_a_seat(self) -> bool:
        """Whether an offer is out, which reserves its seat until the reply deadline."""
        return self.status in RESERVES_A_SEAT and not self.is_past_reply_by

    @property
    def may_answer(self) -> bool:
        """Whether the invitee may give or change an answer now."""
        return self.status in ANSWERABLE and not self.is_past_reply_by and self.dialogue.is_ahead

    @property
    def may_step_down(self) -> bool:
        """Past the reply deadline, or on the reserve list: only "no" can still be said."""
        return self.status in STEPS_DOWN and not self.may_answer and self.dialogue.is_ahead

    @property
    def may_nominate(self) -> bool:
        """Whether the institution may name somebody for this seat now, or somebody else."""
        unfilled = {Status.INVITED, Status.NOMINATED, Status.DECLINED}
        is_open = self.person_id is None and self.status in unfilled
        return is_open and not self.is_past_reply_by and self.dialogue.is_ahead

    @property
    def may_give_back(self) -> bool:
        """Whether the institution may leave this seat unfilled: while nobody is named."""
        return self.may_nominate and self.status != Status.DECLINED

    @property
    def may_propose_substitute(self) -> bool:
        """Whether the invitee may: without a seat of their own only while an answer is taken."""
        return self.may_get_substitute and (self.takes_a_seat or self.may_answer)

    @property
    def may_get_substitute(self) -> bool:
        """Whether the organisers may write down a substitute, also one who was named late."""
        is_legal = Verb.PROPOSE_SUBSTITUTE in self.legal_verbs
        return is_legal and self.person_id is not None and self.dialogue.is_ahead

    @property
    def awaits_a_decision(self) -> bool:
        """Whether somebody is nominated or proposed, and the organisers have not decided."""
        return self.status in AWAITS_A_DECISION
