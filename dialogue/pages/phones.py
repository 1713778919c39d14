"""Telephone numbers, read as people write them and kept as anybody in the world can dial them: "+84
24 3822 0000" (ITU-T E.123). Which numbers there are, the library `phonenumbers` knows."""

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from phonenumbers import NumberParseException, PhoneNumberFormat

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
