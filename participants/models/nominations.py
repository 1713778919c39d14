"""Those who are put forward for a seat: nominated by its institution, or as a substitute."""

from collections.abc import Collection

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.models.known_words import checks_choices
from dialogue.searching.folding import fold
from participants.models.answers import By, Channel
from participants.models.countries import CountryField
from participants.models.invitations import Invitation
from participants.models.naming import another_form, mention_of
from participants.models.people import NAME_LENGTH, NAMELESS, Person
from participants.names import forms_in_names
from participants.names.forms_of_address import by_language
from participants.names.given import without_none
from participants.names.validators import validate_plain_text
from participants.states import AWAITS_A_DECISION, TAKES_A_SEAT


class NominationQuerySet(models.QuerySet):
    def open(self) -> "NominationQuerySet":
        return self.filter(outcome=Nomination.Outcome.OPEN)

    def standing(self) -> "NominationQuerySet":
        """Those that wait for a decision, and those whose nominee has the seat."""
        waits = Q(outcome="open", invitation__status__in=AWAITS_A_DECISION)
        # A substitute has a seat of their own, which replaces the one they were proposed for.
        own = Q(invitation__person=F("person"), invitation__status__in=TAKES_A_SEAT)
        taken_over = Q(
            invitation__replaced_by__person=F("person"),
            invitation__replaced_by__status__in=TAKES_A_SEAT,
        )
        return self.filter(waits | Q(own | taken_over, outcome="agreed"))

    def without_letter(self) -> "NominationQuerySet":
        """Those of `standing` whose name nobody has found in an official letter, where the dialogue
        wishes to have one."""
        wishes = Q(invitation__dialogue__nomination_letters__in=["asked", "demanded"])
        return self.standing().filter(wishes).exclude(letter_check=Nomination.LetterCheck.SAME)


def find_known_people(
    nominations: Collection["Nomination"], people: models.QuerySet[Person]
) -> None:
    """Look up `known_person` of all of them with one query, among those of whom the reader may
    know."""
    addresses = {nomination.email.lower() for nomination in nominations} - {""}
    people = people.alias(address=Lower("email")).filter(address__in=addresses)
    known = {person.email.lower(): person for person in people}
    for nomination in nominations:
        nomination.known_person = known.get(nomination.email.lower())


@checks_choices
class Nomination(models.Model):
    """Somebody proposed for a seat: by the institution that holds it, or as a substitute.

    It keeps what was typed; a Person is made of it only when the organisers agree, so that nobody
    who holds a link writes into the list of people.
    """

    By, Channel = By, Channel
    # What is typed into the form: of the nominee, and of the person who proposes.
    TYPED = [
        *["family_name", "given_name", "form_of_address", "title_en", "title_vi", "country"],
        *["email", "phone", "language", "remark"],
        *["proposed_by_name", "proposed_by_email"],
    ]

    class Kind(models.TextChoices):
        NOMINATION = "nomination", _("nomination")
        SUBSTITUTE = "substitute", _("substitute")

    class LetterCheck(models.TextChoices):
        """What an organiser found who compared the name with the official letter."""

        NOT_YET = "not_yet", _("not compared yet")
        SAME = "same", _("as in the letter")
        DIFFERS = "differs", _("differs from the letter")

    class Outcome(models.TextChoices):
        OPEN = "open", _("awaiting the organisers’ decision")
        AGREED = "agreed", _("approved")
        REFUSED = "refused", pgettext_lazy("nomination", "rejected")
        DROPPED = "dropped", _("withdrawn or superseded")

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="nominations")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    family_name = models.CharField(
        _("family name"),
        max_length=NAME_LENGTH,
        blank=True,
        validators=[validate_plain_text],
    )
    given_name = models.CharField(
        _("given name"), max_length=NAME_LENGTH, blank=True, validators=[validate_plain_text]
    )
    form_of_address = models.CharField(
        _("form of address"), max_length=50, blank=True, validators=[validate_plain_text]
    )
    title_en = models.CharField(
        pgettext_lazy("person", "title in English"),
        max_length=200,
        blank=True,
        validators=[validate_plain_text],
    )
    title_vi = models.CharField(
        pgettext_lazy("person", "title in Vietnamese"),
        max_length=200,
        blank=True,
        validators=[validate_plain_text],
    )
    country = CountryField(_("country"), blank=True)
    language = models.CharField(
        _("language of correspondence"), max_length=8, choices=settings.LANGUAGES, default="en"
    )
    # Empty for somebody who is reached through the institution, or whoever proposes.
    email = models.EmailField(_("email address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=50, blank=True)
    remark = models.TextField(_("remark"), blank=True)

    proposed_by = models.CharField(_("proposed by"), max_length=20, choices=By.choices)
    proposed_by_name = models.CharField(
        _("name of the person proposing"), max_length=200, validators=[validate_plain_text]
    )
    proposed_by_email = models.EmailField(_("address of the person proposing"), blank=True)
    channel = models.CharField(
        _("channel"), max_length=20, choices=Channel.choices, default=Channel.WEB
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_at = models.DateTimeField(
        pgettext_lazy("nomination", "proposed"), default=timezone.now
    )

    outcome = models.CharField(
        _("outcome"), max_length=20, choices=Outcome.choices, default=Outcome.OPEN
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="nominations"
    )

    letter = models.ForeignKey(
        "participants.IncomingLetter",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="nominations",
        verbose_name=_("official letter"),
    )
    letter_check = models.CharField(
        _("comparison with the letter"),
        max_length=20,
        choices=LetterCheck.choices,
        default=LetterCheck.NOT_YET,
    )
    letter_remark = models.CharField(_("what the letter says"), max_length=300, blank=True)
    letter_checked_at = models.DateTimeField(_("compared"), null=True, blank=True)
    letter_checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = NominationQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-pk"]
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        constraints = [
            models.UniqueConstraint(
                fields=["invitation"],
                condition=Q(outcome="open"),
                name="nomination_open_once_per_seat",
            ),
            models.CheckConstraint(
                condition=Q(outcome="open") ^ Q(decided_at__isnull=False),
                name="nomination_decided_has_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="agreed") | Q(person__isnull=False),
                name="nomination_agreed_to_has_its_person",
            ),
            models.CheckConstraint(
                condition=Q(proposed_by="secretariat") ^ Q(recorded_by__isnull=True),
                name="nomination_recorded_by_the_secretariat_has_its_user",
            ),
            models.CheckConstraint(
                condition=Q(letter_check="not_yet", letter_checked_at__isnull=True)
                | (~Q(letter_check="not_yet") & Q(letter_checked_at__isnull=False)),
                name="nomination_compared_has_a_moment",
            ),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        for name in ["family_name", "given_name", "form_of_address", "title_en", "title_vi"]:
            setattr(self, name, without_none(getattr(self, name) or ""))
        form, self.family_name, self.given_name = forms_in_names.taken_out(
            self.family_name, self.given_name
        )
        if form and self.form_of_address and not forms_in_names.said_by(form, self.form_of_address):
            raise ValidationError({"family_name": another_form(form, self.form_of_address)})
        self.form_of_address = self.form_of_address or form
        missing = {}
        if not (self.family_name or self.given_name):
            missing["family_name"] = NAMELESS
        if not (self.title_en or self.title_vi):
            text = _("Please give the title, in English or in Vietnamese.")
            either = ValidationError(text, code="one_of")  # dialogue.pages.problems.ONE_OF
            missing |= {"title_en": either, "title_vi": either}
        if missing:
            raise ValidationError(missing)

    @property
    def name(self) -> str:
        return self.as_person().name

    @property
    def addressed_name(self) -> str:
        """Form of address and name, as pages say it."""
        return self.as_person().addressed_name

    @property
    def proposer(self) -> str:
        """Who proposed them, as a letter or page says it."""
        delegation, invitee = self.invitation.delegation, self.invitation.person
        focal_point = delegation.focal_point if delegation else None
        if invitee and self.is_by_invitee:
            return invitee.addressed_name
        return mention_of(self.proposed_by_name, focal_point)

    @property
    def titles(self) -> list[str]:
        return [title for title in [self.title_en, self.title_vi] if title]

    @cached_property
    def known_person(self) -> Person | None:
        """The person in the list of people who has the nominee's address, or None; without
        an address, who has the name, no address either, and is of the same institution."""
        if self.email:
            return Person.objects.filter(email__iexact=self.email).first()
        if not (organisation := self.invitation.organisation):
            return None
        same = {"family_name__iexact": self.family_name, "given_name__iexact": self.given_name}
        return Person.objects.filter(email="", organisation=organisation, **same).first()

    def as_person(self) -> Person:
        """The Person that this nomination describes, unsaved."""
        names = ["family_name", "given_name", "country", "language", "email", "phone"]
        english, vietnamese = by_language(self.form_of_address)
        reached = {} if self.email else self._reached_through()
        return Person(
            **{name: getattr(self, name) for name in names},
            **reached,
            form_of_address_en=english,
            form_of_address_vi=vietnamese,
            title_en=self.title_en,
            title_vi=self.title_vi,
            organisation=self.invitation.organisation,
        )

    @property
    def is_by_invitee(self) -> bool:
        """Whether whoever gives up the seat proposed it, in person or by the secretariat's note."""
        invitee = self.invitation.person
        names = {fold(invitee.name), fold(str(invitee))} if invitee else set()
        return self.proposed_by == By.INVITEE or fold(self.proposed_by_name) in names

    def _reached_through(self):
        """How a letter reaches somebody without an address: the focal point passes it on, or
        whoever proposed them."""
        delegation = self.invitation.delegation
        name, address = self.proposed_by_name, self.proposed_by_email
        if delegation:
            name = f"{delegation.focal_point.name}, {delegation}"
            address = delegation.focal_point.reached_at
        where = ", ".join(part for part in [name, address] if part)
        return {"reached_by": Person.ReachedBy.OFFICE, "postal_address": where[:500]}
