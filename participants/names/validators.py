"""What a name may contain: letters of any script, and nothing that only disturbs the reader."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Unicode's general categories: controls, formats (among them the characters that reverse
# the direction of all that follows), private use, unassigned, and line and paragraph separators.
INVISIBLE = {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"}
# Joiners that the scripts of Iran, India and South-East Asia need inside words.
JOINERS = {"\u200c", "\u200d"}
PICTURES = {"So", "Sk"}
# These belong to Hawaiian, Arabic and other names, and to what telephones type for an accent.
ACCENTS = set("`´^¨")


def validate_plain_text(text: str) -> None:
    """Refuse pictures (emoji) and invisible characters; scripts from right to left are welcome.

    Raises ValidationError.
    """
    refuse_invisible(text)
    for character in text:
        if unicodedata.category(character) in PICTURES and character not in ACCENTS:
            raise ValidationError(
                _("Please remove “%(character)s”: names are written in letters only."),
                params={"character": character},
            )


def refuse_invisible(text: str) -> None:
    """Refuse invisible characters, line ends among them; pictures are allowed.

    Raises ValidationError.
    """
    for character in text:
        if unicodedata.category(character) in INVISIBLE and character not in JOINERS:
            raise ValidationError(
                _("It contains an invisible character (U+%(code)s). Please type it again."),
                params={"code": f"{ord(character):04X}"},
            )
