"""What organisers do at the sign-in, step by step, and what they then see."""

import json
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from bs4 import BeautifulSoup
from django.conf import settings
from django.urls import reverse

from dialogue.accounts import invitations

PASSWORD = "a long sentence of hers"


def sign_in(client, login, password=PASSWORD, **extra):
    data = {"login": login, "password": password, **extra}
    return client.post(reverse("account_login"), data, follow=True)


def invite(account):
    """Make ready for an invitation; the path of its link."""
    invitations.prepare(account)
    return invitations.link(account).removeprefix(settings.PUBLIC_URL)


def come_by_invitation(client, account, password=PASSWORD):
    data = {"password1": password, "password2": password}
    return client.post(invite(account), data, follow=True)


def sign_out(client):
    return client.post(reverse("account_logout"), follow=True)


def end(response):
    """Where the visitor stands after all redirects."""
    return response.request["PATH_INFO"]


def shown(response):
    """The page's words, as a reader sees them."""
    return " ".join(BeautifulSoup(response.content, "html.parser").get_text(" ").split())


def code(secret):
    """What an authenticator app shows now (RFC 6238, steps of 30 seconds)."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def set_up_app(client):
    """Go through the pages that set up an authenticator app; (secret, last page)."""
    page = client.get(reverse("mfa_activate_totp"), follow=True)
    if end(page) == reverse("account_reauthenticate"):
        page = client.post(
            page.request["PATH_INFO"] + "?" + page.request["QUERY_STRING"],
            {"password": PASSWORD},
            follow=True,
        )
    secret = BeautifulSoup(page.content, "html.parser").select_one("form code").text
    return secret, client.post(end(page), {"code": code(secret)}, follow=True)


def confirm_password(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def in_page(page):
    """What allauth's script finds in the page."""
    return json.loads(BeautifulSoup(page.content, "html.parser").select_one("#js_data").text)


def add_key(client, key):
    address = reverse("mfa_add_webauthn")
    options = in_page(client.get(address))["creation_options"]
    data = {"name": "Blue key", "passwordless": "on", "credential": key.create(options)}
    return client.post(address, data, follow=True)
