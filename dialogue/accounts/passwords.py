"""What no organiser's password may be, besides what Django refuses: the words of this work, and
passwords that a breach has made known (NIST SP 800-63B, 3.1.1.2; ASVS 5.0, 6.2.11 and 6.2.12)."""

import hashlib
import re
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _

# What everybody would try first here, without diacritics; of two that begin alike the longer first.
WORDS = re.compile(
    "administrator|admin|agenda|asean|banthuky|chair|conference|delegate|dialogue|doithoai"
    "|futureforum|forum|governance|hanoi|invitation|ministry|most|organiser|organizer|participant"
    "|password|policydialogue|policy|programme|protocol|secretariat|session|unitednations|vietnam"
    "|welcome"
)
LEFT = 8  # characters that a password must hold besides these words, figures and signs


class WordsOfThisWork:
    """Refuses a password that is little more than words which everybody here would try."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError."""
        letters = re.sub(r"[^a-z]", "", slugify(password.replace("đ", "d").replace("Đ", "D")))
        if not letters:
            return  # other scripts, or figures alone, which other validators judge
        rest = WORDS.sub("", letters)
        if rest != letters and len(rest) < LEFT:
            raise ValidationError(self.get_help_text(), code="password_of_this_work")

    def get_help_text(self) -> str:
        """What a password must be."""
        return _(
            "The password must not consist of words of this work, such as the dialogue, its place "
            "or a role."
        )


class BreachedPasswords:
    """Refuses a password whose SHA-1 is in the file that BREACHED_PASSWORDS names; none is named
    unless an operator has fetched it. The file is that of Pwned Passwords "ordered by hash": a line
    for each, "HASH:number", in ascending order, so that gigabytes are searched by halving."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError; OSError if the file cannot be read."""
        if not settings.BREACHED_PASSWORDS:
            return
        digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
        with Path(settings.BREACHED_PASSWORDS).open("rb") as file:
            if holds(file, digest.encode()):
                raise ValidationError(self.get_help_text(), code="password_breached")

    def get_help_text(self) -> str:
        """What a password must be."""
        return _(
            "The password must not be one that has become known from a break-in somewhere else."
        )


def holds(file: IO[bytes], digest: bytes) -> bool:
    """Whether a file of sorted lines has one that begins with this digest."""
    low, high = 0, file.seek(0, 2)
    while low < high:
        middle = (low + high) // 2
        file.seek(max(middle - 1, 0))
        if middle:
            file.readline()  # to the beginning of the next line
        line = file.readline()
        if line and line[: len(digest)].upper() < digest:
            low = file.tell()
        else:
            high = middle
    file.seek(max(low - 1, 0))
    if low:
        file.readline()
    return file.readline()[: len(digest)].upper() == digest
