"""Categories, institutions and people."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.models import Dialogue
from dialogue.models.known_words import checks_choices
from dialogue.models.validators import validate_title
from dialogue.personal_data.subjects import is_erased
from participants.models.countries import CountryField
from participants.names.precedence import FAMILY_NAME_FIRST, country_rank
from participants.names.validators import validate_plain_text


class Category(models.Model):
    """A kind of participant, with the number of seats that is aimed at."""

    dialogue = models.ForeignKey(
        Dialogue, models.CASCADE, related_name="categories", verbose_name=_("dialogue")
    )
    slug = models.SlugField(_("short name"))
    name = models.CharField(_("name"), max_length=100, validators=[validate_title])
    target = models.PositiveSmallIntegerField(_("target"), default=10)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["dialogue", "position", "pk"]
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "slug"], name="category_slug_per_dialogue")
        ]

    def __str__(self):
        return self.name


@checks_choices
class Organisation(models.Model):
    """An institution that participants come from. Its kind says how official letters address it."""

    class Kind(models.TextChoices):
        GOVERNMENT = "government", pgettext_lazy("kind of institution", "government")
        MISSION = "mission", _("embassy or mission")
        INTERNATIONAL = "international", _("international organisation")
        FIRM = "firm", pgettext_lazy("kind of institution", "firm")
        UNIVERSITY = "university", _("university or research institute")
        CIVIL_SOCIETY = "civil_society", _("civil society")
        OTHER = "other", pgettext_lazy("kind of institution", "other")

    # Those to which a note verbale may be addressed.
    OF_A_STATE: ClassVar = {Kind.GOVERNMENT, Kind.MISSION}

    name = models.CharField(_("name"), max_length=200, validators=[validate_title])
    kind = models.CharField(
        _("kind of institution"), max_length=20, choices=Kind.choices, blank=True
    )
    country = CountryField(_("country"), blank=True)
    website = models.URLField(_("web page"), blank=True)

    class Meta:
        ordering = ["name_en"]
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")

    def __str__(self):
        return self.name


class PersonQuerySet(models.QuerySet):
    def in_protocol_order(self):
        return self.alias(country_rank=country_rank("country")).order_by(
            "country_rank", "precedence", "family_name", "given_name", "pk"
        )


@checks_choices
class Person(models.Model):
    """Somebody who can be invited. Names are kept in parts, for each use puts them together."""

    class Gender(models.TextChoices):
        WOMAN = "woman", _("woman")
        MAN = "man", _("man")
        OTHER = "other", _("self-described")
        UNDISCLOSED = "undisclosed", _("prefers not to say")

    USUAL_PRECEDENCE = 100

    family_name = models.CharField(
        _("family name"), max_length=100, validators=[validate_plain_text]
    )
    given_name = models.CharField(
        _("given name"), max_length=100, blank=True, validators=[validate_plain_text]
    )
    form_of_address = models.CharField(
        _("form of address"),
        max_length=50,
        blank=True,
        validators=[validate_plain_text],
        help_text=_("For example H.E., Dr, Ms."),
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
        max_length=200,
        blank=True,
        validators=[validate_plain_text],
        help_text=_(
            "Only if the person’s office prefers a form other than the one the name fields give."
        ),
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
    email = models.EmailField(_("email address"), unique=True)
    assistant_name = models.CharField(
        _("assistant"), max_length=200, blank=True, validators=[validate_plain_text]
    )
    cc_email = models.EmailField(
        _("copy to"), blank=True, help_text=_("For example the assistant’s address.")
    )
    phone = models.CharField(_("telephone"), max_length=50, blank=True)
    note = models.TextField(_("note for organisers"), blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["family_name", "given_name", "pk"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        permissions = [("view_contact", _("Can see telephone, email and organisers’ notes"))]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="person_email_once_in_any_case",
                violation_error_message=_("There is already a person with this email address."),
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
    def name(self):
        """The name as it is displayed, in the language on screen, without form of address."""
        if self.display_name:
            return self.display_name
        parts = [self.given_name, self.family_name]
        if self.country.code in FAMILY_NAME_FIRST:
            parts.reverse()
        return " ".join(part for part in parts if part) or str(_("(name erased)"))

    @property
    def is_erased(self) -> bool:
        """Whether only the row is left, so that seats can still be counted."""
        return is_erased(self.email)

    @property
    def addressed_name(self):
        """Form of address and name, as a letter opens."""
        return " ".join(part for part in [self.form_of_address, self.name] if part)
