"""What a human being's name may contain: letters of any script, and nothing that only disturbs the
reader or leads elsewhere."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dialogue.models.validators import refuse_invisible, validate_title

PICTURES = {"So", "Sk"}
# These belong to Hawaiian, Arabic and other names, and to what telephones type for an accent.
ACCENTS = set("`´^¨")

__all__ = ["refuse_invisible", "validate_plain_text"]


def validate_plain_text(text: str) -> None:
    """Refuse addresses, markup, pictures (emoji) and invisible characters; scripts from right to
    left are welcome.

    Raises ValidationError.
    """
    validate_title(text)
    for character in text:
        if unicodedata.category(character) in PICTURES and character not in ACCENTS:
            raise ValidationError(
                _("Please remove “%(character)s”: names are written in letters only."),
                params={"character": character},
            )
