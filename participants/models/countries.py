"""Countries in models and forms: ASEAN's members are offered first, and what the secretariat hides
is not offered."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries import fields

from dialogue.models.known_words import checks_choices
from participants.countries.choices import in_groups


class CountrySelect(forms.Select):
    """ASEAN first, then the others in the order of the language; what is hidden is only there where
    it is chosen already. A page with many of them looks up once which those are, and says it to
    each (`hidden`)."""

    hidden: frozenset[str] | None = None

    def optgroups(
        self, name: str, value: list[str], attrs: dict[str, Any] | None = None
    ) -> list[tuple[Any, Any, Any]]:
        blank = [("", _("not chosen")) for code, _label in self.choices if not code]
        hidden = (HiddenCountry.codes() if self.hidden is None else self.hidden) - set(value)
        plain, self.choices = self.choices, [*blank, *in_groups(hidden)]
        try:
            return super().optgroups(name, value, attrs)
        finally:
            self.choices = plain


class CountryChoiceField(fields.LazyTypedChoiceField):  # type: ignore[name-defined]
    widget = CountrySelect


class CountryField(fields.CountryField):
    """A country's ISO 3166-1 alpha-2 code. In migrations it is the library's field."""

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        """As the library's."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django_countries.fields.CountryField", args, kwargs

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        """With the groups above."""
        kwargs.setdefault("choices_form_class", CountryChoiceField)
        return super().formfield(*args, **kwargs)


@checks_choices
class HiddenCountry(models.Model):
    """A country or area that no form offers and no list brings in. Where it is set, it stays."""

    country = CountryField(_("country or area"), unique=True)

    class Meta:
        ordering = ["country"]
        verbose_name = _("country that is not offered")
        verbose_name_plural = _("countries that are not offered")

    def __str__(self) -> str:
        return str(self.country.name)

    @classmethod
    def codes(cls) -> frozenset[str]:
        """The alpha-2 codes of all that are hidden. One query."""
        return frozenset(cls.objects.values_list("country", flat=True))
