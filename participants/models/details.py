"""What a delegate tells the organisers once a seat is theirs: travel, visa, needs; and the codes
by which they prove that it is they who tell it."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.models.known_words import checks_choices
from dialogue.models.validators import validate_title
from participants.models.answers import Channel
from participants.models.countries import CountryField
from participants.models.invitations import Invitation, InvitationQuerySet
from participants.names.validators import validate_plain_text
from participants.states import GIVES_DETAILS


class AccessCode(models.Model):
    """A six-digit code that was sent to the delegate's own address. The code itself is not kept."""

    TRIES = 5

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="access_codes")
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField(default=timezone.now)
    asked_from = models.CharField(max_length=40, blank=True)  # dialogue.access.devices.Source.key
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-sent_at", "-pk"]
        verbose_name = _("access code")
        verbose_name_plural = _("access codes")
        default_permissions = []
        constraints = [
            models.CheckConstraint(condition=Q(tries__lte=5), name="access_code_is_not_guessed")
        ]

    def __str__(self):
        return f"{self.invitation_id}: {self.sent_at:%Y-%m-%d %H:%M}"


TRAVEL_FIELDS = [
    *["arrival_on", "arrival_time", "arrival_number", "arrival_place"],
    *["departure_on", "departure_time", "departure_number", "departure_place"],
    *["wants_pickup", "hotel", "hotel_name", "hotel_nights", "funding", "needs_visa_letter"],
]
VISA_FIELDS = [
    *["passport_name", "passport_nationality", "passport_number"],
    *["passport_place", "passport_expires_on", "birth_on"],
]
# Without these the organisers cannot plan; what is sensitive is never among them.
NEEDED = ["attendance", "interpretation", "emergency_name", "emergency_phone"]
NEEDED_TO_TRAVEL = [
    *["arrival_on", "arrival_time", "arrival_number", "departure_on", "departure_time"],
    *["wants_pickup", "hotel", "funding", "needs_visa_letter"],
]


@checks_choices
class DelegateDetails(models.Model):
    """How a delegate takes part, travels and stays, and what they need. Everything is optional:
    a half-filled form is kept too. Dates and times are on the dialogue's own clock.

    The delegate writes it, behind a code, or organisers as they were told it; it is erased
    `Dialogue.details_kept_days` after the last day (see participants.personal_data.details).
    """

    class Attendance(models.TextChoices):
        TRAVELS = "travels", _("in person, travelling")
        LOCAL = "local", _("in person, no travel needed")
        ONLINE = "online", _("online")

    class Hotel(models.TextChoices):
        OWN = "own", _("own arrangement")
        BLOCK = "block", _("the organisers’ hotel")

    class Interpretation(models.TextChoices):
        NONE = "none", _("none needed")
        EN = "en", _("into English")
        VI = "vi", _("into Vietnamese")

    class Funding(models.TextChoices):
        OWN = "own", _("own institution")
        REQUESTED = "requested", _("support requested")
        OTHER = "other", _("another source")

    invitation = models.OneToOneField(Invitation, models.CASCADE, related_name="details")
    attendance = models.CharField(
        _("attendance"), max_length=20, choices=Attendance.choices, blank=True
    )

    arrival_on = models.DateField(_("day of arrival"), null=True, blank=True)
    arrival_time = models.TimeField(_("time of arrival"), null=True, blank=True)
    arrival_number = models.CharField(_("arrival flight or train"), max_length=40, blank=True)
    arrival_place = models.CharField(_("place of arrival"), max_length=100, blank=True)
    departure_on = models.DateField(_("day of departure"), null=True, blank=True)
    departure_time = models.TimeField(_("time of departure"), null=True, blank=True)
    departure_number = models.CharField(_("departure flight or train"), max_length=40, blank=True)
    departure_place = models.CharField(_("place of departure"), max_length=100, blank=True)
    wants_pickup = models.BooleanField(_("pick-up on arrival"), null=True, blank=True)
    hotel = models.CharField(_("hotel"), max_length=20, choices=Hotel.choices, blank=True)
    hotel_name = models.CharField(_("name of the hotel"), max_length=200, blank=True)
    hotel_nights = models.PositiveSmallIntegerField(_("nights"), null=True, blank=True)
    funding = models.CharField(
        _("travel paid by"), max_length=20, choices=Funding.choices, blank=True
    )

    needs_visa_letter = models.BooleanField(_("visa letter"), null=True, blank=True)
    passport_name = models.CharField(
        _("full name as in the passport"), max_length=200, blank=True, validators=[validate_title]
    )
    passport_nationality = CountryField(_("nationality"), blank=True)
    passport_number = models.CharField(_("passport number"), max_length=20, blank=True)
    passport_place = models.CharField(_("place of issue"), max_length=100, blank=True)
    passport_expires_on = models.DateField(_("passport expiry date"), null=True, blank=True)
    birth_on = models.DateField(_("date of birth"), null=True, blank=True)

    diet = models.CharField(_("diet"), max_length=500, blank=True)
    access_needs = models.TextField(_("access needs"), max_length=2000, blank=True)
    interpretation = models.CharField(
        _("interpretation"), max_length=20, choices=Interpretation.choices, blank=True
    )
    emergency_name = models.CharField(
        _("emergency contact"), max_length=200, blank=True, validators=[validate_title]
    )
    emergency_relation = models.CharField(
        pgettext_lazy("emergency contact", "relationship"),
        max_length=100,
        blank=True,
        validators=[validate_title],
    )
    emergency_phone = models.CharField(
        _("emergency contact’s telephone"), max_length=50, blank=True
    )

    changed_at = models.DateTimeField(_("last change"), default=timezone.now)
    changed_by = models.CharField(_("changed by"), max_length=200)
    # Where the organisers typed them: who told them, and how it reached them.
    told_by = models.CharField(
        _("told by"), max_length=200, blank=True, validators=[validate_plain_text]
    )
    channel = models.CharField(
        _("how it reached us"), max_length=20, choices=Channel.choices, blank=True
    )

    class Meta:
        verbose_name = _("details")
        verbose_name_plural = _("details")
        default_permissions = ["view"]
        constraints = [
            models.CheckConstraint(
                condition=Q(departure_on__gt=F("arrival_on"))
                | Q(departure_on=F("arrival_on"), departure_time__gt=F("arrival_time")),
                name="details_departure_follows_arrival",
            ),
            models.CheckConstraint(
                condition=Q(needs_visa_letter=True)
                | Q(
                    passport_name="",
                    passport_nationality="",
                    passport_number="",
                    passport_place="",
                    passport_expires_on=None,
                    birth_on=None,
                ),
                name="details_passport_only_for_a_visa_letter",
            ),
            models.CheckConstraint(
                condition=Q(told_by="", channel="") | (~Q(told_by="") & ~Q(channel="")),
                name="details_told_by_somebody_in_some_way",
            ),
        ]

    def __str__(self):
        return str(self.invitation_id)

    @property
    def leaves_before_arriving(self):
        """Whether what is written of both days (and hours, if both are) cannot be."""
        if not (self.arrival_on and self.departure_on):
            return False
        if self.arrival_on != self.departure_on:
            return self.departure_on < self.arrival_on
        hours = self.arrival_time, self.departure_time
        return None not in hours and hours[1] <= hours[0]

    @property
    def missing(self):
        """The names of the fields that this delegate still has to fill in."""
        needed = list(NEEDED)
        if self.attendance not in {self.Attendance.ONLINE, self.Attendance.LOCAL}:
            needed += NEEDED_TO_TRAVEL
            if self.needs_visa_letter:
                needed += VISA_FIELDS
        return [name for name in needed if getattr(self, name) in {None, ""}]

    @property
    def is_complete(self):
        return not self.missing


def _empty(name):
    """The condition "this field is empty", for rows reached from an invitation."""
    path = f"details__{name}"
    if DelegateDetails._meta.get_field(name).null:
        return Q(**{f"{path}__isnull": True})
    return Q(**{path: ""})


def _any_empty(names):
    condition = Q()
    for name in names:
        condition |= _empty(name)
    return condition


class InvitationWithDetailsQuerySet(InvitationQuerySet):
    """Conditions say in SQL what `DelegateDetails.missing` says of one row."""

    def expected(self):
        """Those who are asked for details."""
        return self.filter(status__in=GIVES_DETAILS)

    def without_any(self):
        return self.filter(details=None)

    def complete(self):
        return self.exclude(details=None).exclude(self._lacking())

    def incomplete(self):
        """Something is there, and something is missing."""
        return self.exclude(details=None).filter(self._lacking())

    @staticmethod
    def _lacking():
        stays = Q(details__attendance__in=["online", "local"])
        for_visa = Q(details__needs_visa_letter=True) & _any_empty(VISA_FIELDS)
        return _any_empty(NEEDED) | (~stays & (_any_empty(NEEDED_TO_TRAVEL) | for_visa))


class InvitationWithDetails(Invitation):
    """An invitation seen for its details, so that those who gave none are in the list too."""

    objects: ClassVar = InvitationWithDetailsQuerySet.as_manager()

    class Meta:
        proxy = True
        default_permissions = []
        verbose_name = _("delegate’s details")
        verbose_name_plural = _("delegates’ details")
