"""The letter with the code that opens a delegate's details."""

from datetime import datetime

from django.utils import translation

from dialogue.mail import outbox
from dialogue.mail.models import OutgoingMail
from dialogue.mail.outbox import Letter
from participants.letters.letters import name_in_letters
from participants.letters.others import salutation
from participants.models import Invitation


def access_code(
    invitation: Invitation,
    code: str,
    valid_until_at: datetime,
    address: str,
    *,
    is_for_office: bool = False,
) -> OutgoingMail:
    """The code that opens the details, to one address that the organisers keep for the delegate:
    their own or their office's. No copy, and no personal link."""
    person = invitation.person
    assert person is not None  # only a delegate has details
    context = {
        "salutation": salutation(person.assistant_name, person.language)
        if is_for_office
        else _own_salutation(person),
        "of": person if is_for_office else None,
        "reader": None if is_for_office else person,
        "code": code,
        "valid_until_at": valid_until_at,
    }
    letter = Letter(
        "access_code",
        dialogue=invitation.dialogue,
        language=person.language,
        to_name=person.assistant_name if is_for_office else name_in_letters(person),
        to_address=address,
        context=context,
        secrets=[code],
    )
    mail = outbox.write(letter)
    invitation.mails.add(mail)
    return mail


def _own_salutation(person):
    with translation.override(person.language):
        return person.salutation
