"""People."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.models.known_words import checks_choices
from dialogue.personal_data.subjects import is_erased
from participants.models.countries import CountryField
from participants.models.derived import DerivedField
from participants.models.institutions import Organisation
from participants.models.naming import Naming, read_forms_out_of_names
from participants.models.person_queryset import PersonQuerySet
from participants.names import customs, sort_keys
from participants.names.given import without_none
from participants.names.validators import validate_plain_text

# Long enough for whoever has a name of 120 letters; the other is that of both parts together.
NAME_LENGTH, WHOLE_NAME_LENGTH = 140, 280
NAMELESS = _("Please give a family name or a given name.")
# Where "-" or "N/A" says that there is none.
NAMES = ["family_name", "given_name", "native_name", "sorted_under", "in_capitals", "addressed_as"]
NAMES += [
    f"{name}_{code}"
    for name in ["form_of_address", "display_name"]
    for code, _language in settings.LANGUAGES
]


@checks_choices
class Person(Naming, models.Model):
    """Somebody who can be invited. Names are kept in parts, for each use puts them together."""

    class Gender(models.TextChoices):
        WOMAN = "woman", _("woman")
        MAN = "man", _("man")
        OTHER = "other", _("self-described")
        UNDISCLOSED = "undisclosed", _("prefers not to say")

    class ReachedBy(models.TextChoices):
        """How a letter reaches somebody who has no email address."""

        POST = "post", pgettext_lazy("reached", "on paper")
        TELEPHONE = "telephone", pgettext_lazy("reached", "by telephone")
        OFFICE = "office", pgettext_lazy("reached", "through the office")

    USUAL_PRECEDENCE = 100
    family_name = models.CharField(
        _("family name"),
        max_length=NAME_LENGTH,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("Empty for somebody who has one name only; it is the given name then."),
    )
    given_name = models.CharField(
        _("given name"), max_length=NAME_LENGTH, blank=True, validators=[validate_plain_text]
    )
    form_of_address = models.CharField(
        _("form of address"),
        max_length=50,
        blank=True,
        validators=[validate_plain_text],
        help_text=_(
            "For example H.E., Dr, Ms; in Vietnamese Ngài, Tiến sĩ, Bà. If one language is "
            "empty, its form is made from the other."
        ),
    )
    title = models.CharField(
        pgettext_lazy("person", "title"),
        max_length=200,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("The office held, for example Deputy Minister."),
    )
    display_name = models.CharField(
        _("display name"),
        max_length=WHOLE_NAME_LENGTH,
        blank=True,
        validators=[validate_plain_text],
        help_text=_(
            "Only if the person’s office prefers a form other than the one the name fields give."
        ),
    )
    native_name = models.CharField(
        _("name in its own script"),
        max_length=WHOLE_NAME_LENGTH,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("Optional, for example 金民秀 or สมชาย ใจดี."),
    )
    sorted_under = models.CharField(
        _("sorted under"),
        max_length=WHOLE_NAME_LENGTH,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("Only if lists should have the person elsewhere, for example “Ximenes”."),
    )
    in_capitals = models.CharField(
        _("in capitals"),
        max_length=WHOLE_NAME_LENGTH,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("Only if lists should print another part of the displayed name in capitals."),
    )
    addressed_as = models.CharField(
        _("addressed as"),
        max_length=WHOLE_NAME_LENGTH,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("Only if another name should follow “Dear Ms” in an English letter."),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="people",
        null=True,
        blank=True,
        verbose_name=_("institution"),
    )
    country = CountryField(_("country"), blank=True)
    precedence = models.PositiveSmallIntegerField(
        _("precedence"),
        default=USUAL_PRECEDENCE,
        help_text=_("Within the country; lower numbers come first. Usually 100."),
    )
    precedence_reason = models.CharField(
        _("reason for the precedence"),
        max_length=200,
        blank=True,
        help_text=_("Needed when it is not the usual one, for example “head of delegation”."),
    )
    gender = models.CharField(
        _("gender"),
        max_length=20,
        choices=Gender.choices,
        blank=True,
        help_text=_("As the person describes it; never guessed."),
    )
    gender_words = models.CharField(_("in the person’s own words"), max_length=100, blank=True)
    language = models.CharField(
        _("language of correspondence"), max_length=8, choices=settings.LANGUAGES, default="en"
    )
    email = models.EmailField(
        _("email address"),
        blank=True,
        help_text=_("Without one, say below how the person is reached instead."),
    )
    reached_by = models.CharField(
        _("reached without email"),
        max_length=20,
        choices=ReachedBy.choices,
        blank=True,
        help_text=_("Letters are then not mailed; the secretariat prints them or reads them out."),
    )
    postal_address = models.TextField(
        _("postal address, or how the office is reached"), blank=True, max_length=500
    )
    assistant_name = models.CharField(
        _("assistant"), max_length=200, blank=True, validators=[validate_plain_text]
    )
    cc_email = models.EmailField(
        _("copy to"), blank=True, help_text=_("For example the assistant’s address.")
    )
    phone = models.CharField(_("telephone"), max_length=50, blank=True)
    note = models.TextField(_("note for organisers"), blank=True)
    sort_key = DerivedField(_("sort key"), max_length=sort_keys.LENGTH, made_by="_key")
    listed_country = DerivedField(_("listed under"), max_length=2, made_by="_country_by_rule")

    # What people are searched by: see dialogue.searching.
    folded = DerivedField(_("name as it is searched"), max_length=1000, made_by="_folded")
    phone_digits = DerivedField(_("telephone as it is searched"), max_length=50, made_by="_digits")

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        indexes = [models.Index(fields=["sort_key", "id"], name="person_by_name")]
        permissions = [("view_contact", _("Can see telephone, email and organisers’ notes"))]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~Q(email=""),
                name="person_email_once_in_any_case",
                violation_error_message=_("There is already a person with this email address."),
            ),
            models.CheckConstraint(
                condition=~Q(email="") | ~Q(reached_by=""),
                name="person_can_be_reached",
                violation_error_message=_(
                    "Give an email address, or say how the person is reached without one."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(email="") | ~Q(reached_by="telephone") | ~Q(phone=""),
                name="person_reached_by_telephone_has_one",
                violation_error_message=_("Give the telephone number by which they are reached."),
            ),
            models.CheckConstraint(
                condition=~Q(email="")
                | ~Q(reached_by__in=["post", "office"])
                | ~Q(postal_address=""),
                name="person_reached_on_paper_has_an_address",
                violation_error_message=_("Give the postal address, or how the office is reached."),
            ),
            models.CheckConstraint(
                condition=Q(precedence=100) | ~Q(precedence_reason=""),
                name="person_precedence_has_its_reason",
                violation_error_message=_(
                    "Give a reason for a precedence other than the usual one (100)."
                ),
            ),
            models.CheckConstraint(
                condition=Q(gender="other") | Q(gender_words=""),
                name="person_gender_words_go_with_other_words",
                violation_error_message=_(
                    "The person’s own words can only be given with the choice “self-described”."
                ),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def precedence_label(self) -> str:
        """The number, and whether it is the usual one."""
        is_usual = self.precedence == self.USUAL_PRECEDENCE
        text = _("%(number)d (the usual one)") % {"number": self.precedence}
        return str(text) if is_usual else ""

    def clean_fields(self, exclude=None):
        """A name is what somebody is called; what only says that there is none is left out. Forms
        without the name's fields (`exclude`) have nothing to say about them."""
        super().clean_fields(exclude)
        for name in NAMES:
            setattr(self, name, without_none(getattr(self, name) or ""))
        left_out = set(exclude or [])
        if not {"family_name", "given_name"} & left_out:
            read_forms_out_of_names(self)
        if "family_name" not in left_out and not (self.family_name or self.given_name):
            raise ValidationError({"family_name": NAMELESS})
        if "in_capitals" in left_out:
            return
        if self.in_capitals and customs.in_capitals(self.full_name) != self.in_capitals:
            text = _("This is no part of the displayed name, “%(name)s”. Copy the part from there.")
            raise ValidationError({"in_capitals": text % {"name": self.name}})

    @property
    def is_erased(self) -> bool:
        """Whether only the row is left, so that seats can still be counted."""
        return is_erased(self.email)

    @property
    def reached_at(self) -> str:
        """The email address, or in words how a letter reaches the person, for organisers."""
        if self.email or not self.reached_by:
            return self.email
        where = self.phone if self.reached_by == self.ReachedBy.TELEPHONE else ""
        return " ".join(part for part in [str(self.get_reached_by_display()), where] if part)
