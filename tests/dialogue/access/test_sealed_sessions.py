"""A copy of the database opens nobody's session."""

import pytest
from django.conf import settings as project
from django.contrib.sessions.models import Session
from django.urls import reverse

from tests import factories
from tests.dialogue.accounts.steps import PASSWORD, sign_in

pytestmark = pytest.mark.django_db
NAME = project.SESSION_COOKIE_NAME


@pytest.fixture(autouse=True)
def _as_in_production(settings):
    """Django's test client puts bare session keys into its cookies, so the other tests do not sign
    them (see tests/settings.py)."""
    plain, signed = settings.PLAIN_SESSIONS, settings.SIGNED_SESSIONS
    settings.MIDDLEWARE = [signed if name == plain else name for name in settings.MIDDLEWARE]


@pytest.fixture
def lan():
    return factories.organiser(username="lan", email="lan@most.example", password=PASSWORD)


def is_let_in(client):
    return client.get(reverse("admin:index")).status_code == 200


def test_the_key_in_the_database_opens_nothing_and_the_cookie_does(client, lan):
    sign_in(client, "lan")
    assert is_let_in(client)
    key, cookie = Session.objects.get().session_key, client.cookies[NAME].value
    assert cookie.startswith(key) and cookie != key
    assert client.cookies[NAME]["httponly"] and client.cookies[NAME]["samesite"] == "Lax"
    client.cookies[NAME] = key
    assert not is_let_in(client)
    client.cookies[NAME] = key + "0" * (len(cookie) - len(key))
    assert not is_let_in(client)
    client.cookies[NAME] = cookie
    assert is_let_in(client)


def test_what_a_session_remembers_cannot_be_read_without_the_key(client, lan, settings):
    sign_in(client, "lan")
    row = Session.objects.get()
    assert "auth_user" not in str(row.get_decoded())
    settings.SECRET_KEY = "x" * 50
    assert not is_let_in(client)


def test_a_cookie_is_worth_nothing_after_signing_out(client, lan):
    sign_in(client, "lan")
    cookie = client.cookies[NAME].value
    client.post(reverse("account_logout"))
    client.cookies[NAME] = cookie
    assert not is_let_in(client)
