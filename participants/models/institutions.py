"""Categories, and the institutions that people come from."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.models import Dialogue
from dialogue.models.known_words import checks_choices
from dialogue.models.validators import validate_name_of_institution, validate_title
from dialogue.searching.folding import fold
from participants.models.countries import CountryField
from participants.models.derived import DerivedField
from participants.names import sort_keys


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

    name = models.CharField(_("name"), max_length=200, validators=[validate_name_of_institution])
    kind = models.CharField(
        _("kind of institution"), max_length=20, choices=Kind.choices, blank=True
    )
    country = CountryField(_("country"), blank=True)
    website = models.URLField(_("web page"), blank=True)
    sort_key = DerivedField(_("sort key"), max_length=sort_keys.LENGTH, made_by="_key")
    folded = DerivedField(_("name as it is searched"), max_length=500, made_by="_folded")

    class Meta:
        ordering = ["sort_key", "pk"]
        verbose_name = _("institution")
        verbose_name_plural = _("institutions")

    def __str__(self):
        return self.name

    def _folded(self, _language: str | None) -> str:
        """In both languages: whoever searches knows one."""
        names = [getattr(self, f"name_{code}") for code, _name in settings.LANGUAGES]
        return fold(" ".join(dict.fromkeys(filter(None, names))))[:500]

    def _key(self, language: str | None) -> str:
        """One for each language; where it has no name in one, that in another."""
        codes = [language or settings.LANGUAGE_CODE, *dict(settings.LANGUAGES)]
        names = (getattr(self, f"name_{code}") for code in codes)
        return sort_keys.sort_key(next(filter(None, names), ""))
