"""A delegate's way to the details page, for tests: ask for a code, read the mail, type it."""

import re

from django.urls import reverse

from tests.reading import unsealed


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
