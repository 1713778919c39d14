"""Letters to those whom only a link's holder has named: an office that answers for an invitee, a
person who proposes a nominee or substitute. They never get the personal link.

Whoever holds a link can type any address. Until an organiser has vouched for it, a letter to it
repeats nothing that was typed: else the secretariat's address would carry anybody's words to
anybody.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.utils import translation
from django.utils.translation import gettext as _

from dialogue.mail import outbox
from dialogue.mail.outbox import Letter
from participants.models import Answer, Invitation, Nomination, Person
from participants.names import salutations

File = tuple[str, str, bytes]  # name, media type, content


def addresses_we_gave(invitation: Invitation) -> set[str]:
    """The addresses that organisers have entered for those whom a seat concerns, in small
    letters."""
    people = [invitation.addressee]
    if invitation.delegation:
        people.append(invitation.delegation.focal_point)
    if invitation.replaces and invitation.replaces.person:
        people.append(invitation.replaces.person)
    return _addresses(people)


def is_vouched_for(invitation: Invitation, address: str, recorded_by: User | None) -> bool:
    """Whether an organiser has entered this address or vouched for it. One query at most."""
    if recorded_by is not None or address.casefold() in addresses_we_gave(invitation):
        return True
    answers = invitation.answers.filter(answered_by_email__iexact=address)
    flags = list(answers.values_list("is_from_unknown_address", flat=True))
    return bool(flags) and not any(flags)


def confirm_to_office(answer: Answer, context: dict[str, Any], files: Sequence[File]) -> None:
    """What was recorded, to the person who answered for the invitee."""
    invitation, address = answer.invitation, answer.answered_by_email
    if not address or address.casefold() in _addresses([invitation.addressee]):
        return
    is_vouched = is_vouched_for(invitation, address, answer.recorded_by)
    recipient = (answer.answered_by_name if is_vouched else "", address)
    _write("confirmation", invitation, recipient, context, files)


def write_to_proposer(
    kind: str, nomination: Nomination, context: dict[str, Any], recipients: Iterable[Person]
) -> None:
    """What becomes of a nomination, to the person who proposed it, unless one of these recipients
    has the same address."""
    invitation, address = nomination.invitation, nomination.proposed_by_email
    if not address or address.casefold() in _addresses(recipients):
        return
    is_vouched = is_vouched_for(invitation, address, nomination.recorded_by)
    recipient = (nomination.proposed_by_name if is_vouched else "", address)
    _write(kind, invitation, recipient, context)


def salutation(name: str, language: str) -> str:
    """Of somebody of whom no form of address is known; without a name, of anybody."""
    with translation.override(language):
        said = salutations.of_somebody(name, language) or _("Sir or Madam")
        return _("Dear %(name)s,") % {"name": said}


def _addresses(people):
    addresses = [address for person in people for address in [person.email, person.cc_email]]
    return {address.casefold() for address in addresses if address}


def _write(kind, invitation, recipient, context, files=()):
    """`recipient` is (name, address); without a name nobody has vouched for the address."""
    name, address = recipient
    language = invitation.addressee.language
    letter = Letter(
        kind,
        dialogue=invitation.dialogue,
        language=language,
        to_name=name,
        to_address=address,
        context={
            **context,
            "salutation": salutation(name, language),
            "reader": None,
            "link": "",
            "repeats_nothing": not name,
        },
        attachments=files,
    )
    invitation.mails.add(outbox.write(letter))
