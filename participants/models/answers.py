"""Answers and nominations."""

from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.models.known_words import checks_choices
from participants.models.countries import CountryField
from participants.models.invitations import Invitation
from participants.models.people import Person
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

    @property
    def spokesperson(self) -> str:
        """The name of the person who spoke for the addressee; "" if the addressee did, say by
        telephone: their own name, in whichever order."""
        person = self.invitation.addressee
        own = [f"{person.given_name} {person.family_name}", person.display_name]
        said = sorted(self.answered_by_name.casefold().split())
        is_own = said in [sorted(name.casefold().split()) for name in own]
        return "" if is_own else self.answered_by_name


class NominationQuerySet(models.QuerySet):
    def open(self) -> "NominationQuerySet":
        return self.filter(outcome=Nomination.Outcome.OPEN)


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

    class Outcome(models.TextChoices):
        OPEN = "open", _("awaiting the organisers’ decision")
        AGREED = "agreed", _("approved")
        REFUSED = "refused", pgettext_lazy("nomination", "rejected")
        DROPPED = "dropped", _("withdrawn or superseded")

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="nominations")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    family_name = models.CharField(
        _("family name"), max_length=100, validators=[validate_plain_text]
    )
    given_name = models.CharField(
        _("given name"), max_length=100, blank=True, validators=[validate_plain_text]
    )
    form_of_address = models.CharField(
        _("form of address"), max_length=50, blank=True, validators=[validate_plain_text]
    )
    title_en = models.CharField(
        _("title in English"), max_length=200, blank=True, validators=[validate_plain_text]
    )
    title_vi = models.CharField(
        _("title in Vietnamese"), max_length=200, blank=True, validators=[validate_plain_text]
    )
    country = CountryField(_("country"), blank=True)
    language = models.CharField(
        _("language of correspondence"), max_length=8, choices=settings.LANGUAGES, default="en"
    )
    email = models.EmailField(_("email address"))
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
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)

    outcome = models.CharField(
        _("outcome"), max_length=20, choices=Outcome.choices, default=Outcome.OPEN
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="nominations"
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
        ]

    def __str__(self):
        return self.name

    def clean(self):
        if not (self.title_en or self.title_vi):
            raise ValidationError({"title_en": _("Please give the title, in either language.")})

    @property
    def name(self) -> str:
        return self.as_person().name

    @property
    def titles(self) -> list[str]:
        return [title for title in [self.title_en, self.title_vi] if title]

    @cached_property
    def known_person(self) -> Person | None:
        """The person in the list of people who has the nominee's address, or None."""
        return Person.objects.filter(email__iexact=self.email).exclude(email="").first()

    def as_person(self) -> Person:
        """The Person that this nomination describes, unsaved."""
        names = ["family_name", "given_name", "country", "language", "email", "phone"]
        both = {
            f"form_of_address_{code}": self.form_of_address for code, _name in settings.LANGUAGES
        }
        return Person(
            **{name: getattr(self, name) for name in names},
            **both,
            title_en=self.title_en,
            title_vi=self.title_vi,
            organisation=self.invitation.organisation,
        )
