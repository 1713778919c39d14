"""The email that brings a signed letter: the letter's own words, and the scan attached."""

import json
from typing import Any

from django.utils import translation

from dialogue.mail import outbox
from dialogue.mail.models import OutgoingMail
from dialogue.mail.outbox import Letter
from participants.models import LetterKind, OfficialLetter, SignedScan

KIND = "official_letter"


def render(letter: OfficialLetter) -> tuple[str, str, str]:
    """(subject, text, HTML) as it would go out now."""
    language = language_of(letter)
    return outbox.render(KIND, language, {"dialogue": letter.dialogue, **_context(letter)})


def language_of(letter: OfficialLetter) -> str:
    """The reader's own where the letter has a sheet in it, else the letter's."""
    reader = letter.recipient.language
    return reader if reader in letter.codes else letter.codes[0]


def write(letter: OfficialLetter, scan: SignedScan) -> OutgoingMail:
    """Into the outbox. A visa letter, which holds passport data, goes without a copy to the
    office."""
    reader, language = letter.recipient, language_of(letter)
    with translation.override(language):
        name = reader.name
    is_private = letter.kind == LetterKind.VISA
    mail = outbox.write(
        Letter(
            KIND,
            dialogue=letter.dialogue,
            language=language,
            to_name=name,
            to_address=reader.email,
            cc_address="" if is_private else reader.cc_email,
            context=_context(letter),
            attachments=[(filename(letter), "application/pdf", bytes(scan.content))],
        )
    )
    if letter.invitation:
        letter.invitation.mails.add(mail)
    return mail


def filename(letter: OfficialLetter) -> str:
    """ "05-GM-BKHCN.pdf" """
    return f"{str(letter.entry or letter.pk).replace('/', '-')}.pdf"


def _context(letter: OfficialLetter) -> dict[str, Any]:
    sheets = {sheet["language"]: sheet for sheet in json.loads(letter.composed or "[]")}
    sheet = sheets.get(language_of(letter), {})
    is_private = letter.kind == LetterKind.VISA
    return {
        "person": letter.recipient,
        "official": letter,
        "about": sheet.get("subject", ""),
        # What is in the scan need not be in the mail too, where it is a passport.
        "paragraphs": [] if is_private else sheet.get("paragraphs", []),
    }
