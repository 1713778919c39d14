"""A delegate's way to the details page, for tests: ask for a code, read the mail, type it."""

import io
import re

from django.core.management import call_command
from django.urls import reverse

from participants.delegates import delegate_form, details
from participants.models import DelegateDetails
from tests.reading import unsealed

TRAVEL = {
    "attendance": "travels",
    "arrival_on": "2031-06-01",
    "arrival_time": "14:30",
    "arrival_number": "SQ 192",
    "arrival_place": "Nội Bài",
    "departure_on": "2031-06-04",
    "departure_time": "09:00",
    "departure_number": "SQ 191",
    "departure_place": "Nội Bài",
    "wants_pickup": "yes",
    "hotel": "block",
    "hotel_nights": "3",
    "funding": "own",
    "needs_visa_letter": "no",
}
VISA = {
    "needs_visa_letter": "yes",
    "passport_name": "TAN MEI",
    "passport_nationality": "SG",
    "passport_number": "K1234567",
    "passport_place": "Singapore",
    "passport_expires_on": "2035-01-01",
    "birth_on": "1980-02-29",
}
NEEDS = {
    "diet": "no shellfish",
    "access_needs": "step-free\nplease",
    "interpretation": "none",
    "emergency_name": "Lim Wei",
    "emergency_relation": "husband",
    "emergency_phone": "+65 6123 4567",
}
ALL = {**TRAVEL, **VISA, **NEEDS}


def address(name, invitation):
    return reverse(name, args=[invitation.token])


def newest_code(invitation):
    """The six digits in the newest code mail."""
    mail = invitation.mails.filter(kind="access_code").first()
    return re.search(r"^(\d{6})$", unsealed(mail).text, re.MULTILINE)[1]


def ask_for_code(client, invitation):
    return client.post(address("details_send_code", invitation), follow=True)


def type_code(client, invitation, code, **more):
    return client.post(address("details_code", invitation), {"code": code, **more}, follow=True)


def prove(client, invitation):
    """Open the details in this browser, as the delegate does; the page that is shown."""
    ask_for_code(client, invitation)
    return type_code(client, invitation, newest_code(invitation))


def send(client, invitation, data, lang="en", **more):
    return client.post(address("details", invitation) + f"?lang={lang}", data, **more)


def kept(invitation):
    return DelegateDetails.objects.get(invitation=invitation)


def fill(invitation, data):
    form, _gender = delegate_form.forms_for(invitation, data)
    form.is_valid()
    form.drop_contradictions()
    details.save(form.instance, details.Actor("link", "Mei"))
    return form.instance


def erase():
    told = io.StringIO()
    call_command("forget_personal_data", stdout=told)
    return told.getvalue()
