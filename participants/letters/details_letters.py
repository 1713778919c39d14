"""The letter about a change of details: what the organisers decided."""

from collections.abc import Callable

from django.utils import translation

from dialogue.mail import outbox
from dialogue.mail.outbox import Letter
from participants.letters import letters
from participants.models import DetailsChange, Invitation


def decided(invitation: Invitation, change: DetailsChange, label: Callable[[str], str]) -> None:
    """To the delegate alone, without a copy: which fields (by their `label`), and why it was
    refused. What was in them stays behind the code."""
    person = invitation.person
    assert person is not None  # only a delegate has details
    with translation.override(person.language):
        salutation = person.salutation
        fields = [label(name) for name in change.values]
    context = letters.context_for(invitation, "details_decided")
    letter = Letter(
        "details_decided",
        dialogue=invitation.dialogue,
        language=person.language,
        to_name=letters.name_in_letters(person),
        to_address=person.email,
        context={**context, "salutation": salutation, "change": change, "fields": fields},
    )
    invitation.mails.add(outbox.write(letter))
