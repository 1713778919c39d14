"""Validators of fields. Above all what a name or title may hold: no web or email address, no
markup, nothing invisible.

A letter, a calendar and a page repeat names, and mail programs make links of whatever looks like an
address; so a name that holds one would make the secretariat's own letters lead elsewhere.
"""

import re
import unicodedata
import zoneinfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Unicode's general categories: controls, formats (among them the characters that reverse
# the direction of all that follows), private use, unassigned, and line and paragraph separators.
INVISIBLE = {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"}
# Letters and marks that show nothing, though their categories do not say so.
INVISIBLE_LETTERS = set("\u034f\u115f\u1160\u2800\u3164\uffa0")
# Joiners that the scripts of Iran, India and South-East Asia need inside words.
JOINERS = {"\u200c", "\u200d"}
# What is a full stop in a domain too (UTS 46), beside those that NFKC turns into one.
FULL_STOPS = str.maketrans("。", ".")
MARKUP = re.compile(r"[<>]|&\#?\w+;")
# Domains that mail programs link whatever their capitals. Of the others only those in small letters
# are looked for: "St.John", "Dr.Nguyen", "PGS.TS.", "Co.,Ltd." and "Univ.of …" are no addresses.
LINKED = (
    "com|net|org|info|biz|edu|gov|mil|int|asia|xyz|vn|ru|cn|рф|中国|中國|公司|香港|台湾|한국|ไทย"
)
ADDRESS = re.compile(
    rf"""
    [a-z][a-z0-9+.-]*://\S*                               # any scheme
    | (?<!\w)(?:https?|ftp|mailto|javascript|vbscript|data|skype|tel|sms):\S+
    | (?<!\w)www\.\S+
    | [^\s@]+@[^\s@]+\.\w+                                # an email address
    | (?<![\w.])\d{{1,3}}(?:\.\d{{1,3}}){{3}}(?![\w.])    # 192.0.2.1
    | [\w-]*\w\.(?:{LINKED})(?![\w-])\S*
    | [\w-]*\w\w\.(?!(?:of|and|the|for)\b)(?-i:[a-z]{{2,24}}|xn--[a-z0-9-]+)(?![\w-]|\.\s*\w\.)\S*
    | [\w-]+\.(?-i:[a-z]{{2,24}})[/?]\S+                  # t.example/pay
    | [\w-]+\.[a-z]{{2}}[/?]\S+                           # T.Me/pay
    | [\w-]*\w\w\.(?-i:[A-Z][a-z]+)/\S+                   # Evil.Example/pay
    """,
    re.VERBOSE | re.IGNORECASE,
)
# One word and what follows its full stop, with no scheme, "www" or path around it.
NAME_OF_FIRM = re.compile(r"(?<![\w@./:-])(?!www\.)[a-z0-9-]+\.[a-z]{2,24}(?![\w@/?:-]|\.\w)", re.I)


def refuse_invisible(text: str) -> None:
    """Refuse invisible characters, line ends among them; pictures are allowed.

    Raises ValidationError.
    """
    for character in text:
        is_nothing = character in INVISIBLE_LETTERS
        hides = unicodedata.category(character) in INVISIBLE and character not in JOINERS
        if hides or is_nothing:
            raise ValidationError(
                _("It contains an invisible character (U+%(code)s). Please type it again."),
                params={"code": f"{ord(character):04X}"},
            )


def refuse_addresses(text: str) -> None:
    """Refuse web and email addresses and markup, however they are written.

    Raises ValidationError.
    """
    shown = unicodedata.normalize("NFKC", text).translate(FULL_STOPS)
    shown = "".join(character for character in shown if character not in JOINERS)
    if found := ADDRESS.search(shown):
        raise ValidationError(
            _(
                "Please remove “%(address)s”: a name or title holds no web or email address. "
                "After a full stop, leave a space."
            ),
            params={"address": found[0][:60]},
        )
    if found := MARKUP.search(shown):
        raise ValidationError(
            _("Please remove “%(character)s”: a name or title holds no markup."),
            params={"character": found[0]},
        )


def validate_title(text: str) -> None:
    """What an institution, a room, a session or a dialogue may be called.

    Raises ValidationError.
    """
    refuse_invisible(text)
    refuse_addresses(text)


def validate_name_of_institution(text: str) -> None:
    """The same, but a firm may be called after its address: "Booking.com", "H2O.ai". Only
    organisers name institutions.

    Raises ValidationError.
    """
    validate_title(NAME_OF_FIRM.sub("", text))


def validate_timezone(name: str) -> None:
    """Refuse a name that is not in the IANA time zone database. Raises ValidationError."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(name)s” is not a time zone; write it like Asia/Ho_Chi_Minh."),
            params={"name": name},
        )
