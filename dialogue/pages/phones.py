"""Telephone numbers, read as people write them and kept as anybody in the world can dial them: "+84
24 3822 0000" (ITU-T E.123). Which numbers there are, the library `phonenumbers` knows."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from phonenumbers import NumberParseException, PhoneNumberFormat

if TYPE_CHECKING:
    _Form = forms.Form  # what it is mixed into
else:
    _Form = object

BETWEEN = re.compile(r"[;,/\n]")
NO_NUMBER = _(
    "This is not a telephone number. Please write it with its country code, for example "
    "+84 24 3822 0000."
)
INCOMPLETE = _(
    "There is no such telephone number: digits may be missing, or the country code. Please write "
    "it whole, for example +84 24 3822 0000."
)


def read_phone(text: str, country: str = "") -> str:
    """The number in its international form; "" for "". `country` (ISO 3166-1, two letters) is where
    a number without a country code belongs. Raises ValidationError."""
    if not text:
        return ""
    try:
        number = phonenumbers.parse(text, country or None)
    except NumberParseException as error:
        raise ValidationError(NO_NUMBER) from error
    if not phonenumbers.is_valid_number(number):
        raise ValidationError(INCOMPLETE)
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def read_phones(text: str, country: str = "") -> str:
    """The same of several numbers between semicolons, commas or slashes: "+84 24 3822 0000; +84 912
    345 678". Raises ValidationError."""
    try:
        parts = [one.strip() for one in BETWEEN.split(text) if one.strip()]
        return "; ".join(read_phone(one, country) for one in parts)
    except ValidationError:
        if ";" in text:
            raise
        return read_phone(text, country)  # a comma or a slash within one number, or an extension


def tidy_phones(text: str, country: str = "") -> str:
    """The same where nobody is there to correct it: what cannot be read stays as it is written."""
    try:
        return read_phones(text, country)
    except ValidationError:
        return text


class PhoneMixin(_Form):
    """For a form with telephone numbers in these fields, which organisers may also leave as they
    were: only what was changed is read."""

    phone_fields: ClassVar[Sequence[str]] = ()

    def phone_country(self) -> str:
        """Where a number without a country code belongs (ISO 3166-1, two letters), or ""."""
        return ""

    def clean(self) -> Any:
        """What was typed, its numbers in their international form."""
        cleaned = super().clean()
        for name in self.phone_fields:
            if name in self.changed_data and self.cleaned_data.get(name):
                try:
                    number = read_phones(self.cleaned_data[name], self.phone_country())
                except ValidationError as error:
                    self.add_error(name, error)
                else:
                    self.cleaned_data[name] = number
        return cleaned
