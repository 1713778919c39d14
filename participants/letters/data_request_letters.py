"""The letters about the register of data requests and breaches: the receipt to the invitee, and the
notice to the organisers."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from dialogue.mail import outbox
from dialogue.mail.outbox import Letter
from participants.models import DataRequest, Invitation


def received(invitation: Invitation, data_request: DataRequest) -> None:
    """The receipt of a request, to the invitee alone: no copy, no personal link, and nothing of
    what was typed, for anyone who has the link may have typed it."""
    person = invitation.addressee
    with translation.override(person.language):
        name, salutation = person.name, person.salutation
    letter = Letter(
        "request_received",
        dialogue=invitation.dialogue,
        language=person.language,
        to_name=name,
        to_address=person.email,
        context={"salutation": salutation, "data_request": data_request, "reader": person},
    )
    invitation.mails.add(outbox.write(letter))


def due(data_requests: Sequence[DataRequest]) -> None:
    """What is due or late, to the organisers, in both languages. It names no person."""
    letter = Letter(
        "requests_due",
        dialogue=None,
        language=settings.LANGUAGE_CODE,
        to_name="",
        to_address=settings.ORGANISERS_EMAIL or settings.SERVER_EMAIL,
        context={
            "data_requests": data_requests,
            "languages": settings.LANGUAGES,
            "link": settings.PUBLIC_URL + reverse("admin:participants_datarequest_changelist"),
        },
    )
    outbox.write(letter)
