"""Guessing passwords has an end, keeps no owner out, and tells nobody which accounts there are."""

import pytest
import time_machine
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import reverse

from dialogue.models import SecurityEvent
from tests import factories
from tests.dialogue.accounts.steps import (
    PASSWORD,
    come_by_invitation,
    confirm_password,
    end,
    set_up_app,
    shown,
    sign_in,
    sign_out,
)

pytestmark = pytest.mark.django_db


def stranger(number=1):
    return Client(REMOTE_ADDR=f"192.0.2.{number}")


def guess(client, times, login="lan"):
    for _time in range(times):
        response = sign_in(client, login, "guess")
    return response


def is_locked_out(response):
    return "Too many failed login attempts" in shown(response)


def test_after_five_wrong_passwords_the_right_one_has_to_wait(lan):
    guess(stranger(), 5)
    response = sign_in(stranger(), "lan")
    assert end(response) == reverse("account_login")
    assert is_locked_out(response)


def test_a_stranger_does_not_lock_the_owner_out(client, lan):
    guess(stranger(), 6)
    assert end(sign_in(client, "lan")) == "/admin/"


def test_the_owners_browser_is_not_locked_out_by_a_stranger_at_the_same_address(client, lan):
    sign_in(client, "lan")
    sign_out(client)
    assert is_locked_out(guess(Client(), 6))
    assert end(sign_in(client, "lan")) == "/admin/"


def test_the_owners_browser_has_no_more_tries_than_another(client, lan):
    sign_in(client, "lan")
    sign_out(client)
    assert is_locked_out(guess(client, 6))


@pytest.mark.parametrize("account", ["minh", "nobody"])
def test_a_browser_is_known_only_for_those_who_have_signed_in_there(client, lan, account):
    factories.organiser(username="minh", password=PASSWORD)
    sign_in(client, "lan")
    sign_out(client)
    guess(client, 5, account)
    assert is_locked_out(guess(Client(), 1, account))  # the same count: that of the address


def test_a_new_password_makes_the_browsers_unknown(client, lan):
    sign_in(client, "lan")
    sign_out(client)
    lan.set_password("quite another sentence")
    lan.save()
    guess(Client(), 5)
    assert is_locked_out(sign_in(client, "lan", "quite another sentence"))


NEW = "quite another sentence"


def change_password(client):
    data = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    return client.post(reverse("account_change_password"), data)


def reset_password(client, account):
    key = f"{user_pk_to_url_str(account)}-{default_token_generator.make_token(account)}"
    uid, _dash, token = key.partition("-")
    page = client.get(reverse("account_reset_password_from_key", args=[uid, token]), follow=True)
    return client.post(end(page), {"password1": NEW, "password2": NEW})


def test_the_browser_in_which_the_owner_chose_a_new_password_stays_known(client, lan):
    sign_in(client, "lan")
    change_password(client)
    sign_out(client)
    assert is_locked_out(guess(Client(), 6))
    assert end(sign_in(client, "lan", NEW)) == "/admin/"


def test_the_browser_in_which_a_password_was_reset_is_known(client, lan):
    reset_password(client, lan)
    assert is_locked_out(guess(Client(), 6))
    assert end(sign_in(client, "lan", NEW)) == "/admin/"


def test_a_new_password_forgets_what_strangers_tried(client, lan):
    for number in range(1, 21):
        guess(stranger(number), 5)
    assert is_locked_out(sign_in(stranger(30), "lan"))
    reset_password(client, lan)
    assert end(sign_in(stranger(30), "lan", NEW)) == "/admin/"


def test_a_new_password_forgets_the_wrong_ones_from_the_same_address(client, lan):
    assert is_locked_out(guess(client, 6))
    reset_password(client, lan)
    assert end(sign_in(Client(), "lan", NEW)) == "/admin/"


def test_a_password_alone_makes_no_browser_known_where_a_factor_is_demanded(client, lan, demanded):
    sign_in(client, "lan")
    assert "known_device" not in client.cookies
    kinds = SecurityEvent.objects.values_list("kind", "detail")
    assert list(kinds) == [("sign_in_failed", "no second factor")]
    come_by_invitation(client, lan)
    assert "known_device" in client.cookies


def test_the_cookie_holds_no_name_and_cannot_be_made_up(client, lan):
    sign_in(client, "lan")
    cookie = client.cookies["known_device"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert "lan" not in cookie.value.lower()
    sign_out(client)
    assert client.cookies["known_device"].value
    guess(Client(), 5)
    client.cookies["known_device"] = cookie.value[:-1] + "x"
    assert is_locked_out(sign_in(client, "lan"))


def test_over_https_the_cookie_belongs_to_this_host_alone(client, lan, settings):
    settings.SESSION_COOKIE_SECURE = True
    settings.DEVICE_COOKIE_NAME = "__Host-known-device"  # as in production (test_headers.py)
    sign_in(client, "lan")
    cookie = client.cookies["__Host-known-device"]
    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")
    client.post(reverse("account_logout"), secure=True)
    guess(Client(), 5)
    assert end(sign_in(client, "lan")) == "/admin/"


@pytest.mark.parametrize(
    "login", ["LAN", " lan ", "Lan.Nguyen@most.example", "lan.nguyen@MOST.example"]
)
def test_every_name_of_an_account_has_one_count(lan, login):
    guess(stranger(), 3)
    guess(stranger(), 2, login)
    assert is_locked_out(sign_in(stranger(), "lan"))
    assert is_locked_out(sign_in(stranger(), login))


def test_names_of_nobody_are_counted_too(lan):
    assert not is_locked_out(guess(stranger(), 5, "nobody@most.example"))
    assert is_locked_out(guess(stranger(), 1, "NOBODY@most.example"))


def test_who_guesses_from_many_addresses_gets_a_hundred_tries_a_day(client, lan):
    with time_machine.travel("2031-01-06T01:00:00Z", tick=False) as clock:
        sign_in(client, "lan")
        sign_out(client)
        tried = [not is_locked_out(guess(stranger(number // 5), 1)) for number in range(110)]
        assert tried.count(True) == 100
        assert is_locked_out(sign_in(stranger(200), "lan"))
        assert end(sign_in(client, "lan")) == "/admin/"
        clock.shift(24 * 60 * 60 + 1)
        assert end(sign_in(stranger(200), "lan")) == "/admin/"


def test_who_guesses_from_one_address_gets_thirty_tries_a_day(lan):
    with time_machine.travel("2031-01-06T01:00:00Z", tick=False) as clock:
        tried = []
        for _number in range(40):
            tried.append(not is_locked_out(guess(stranger(), 1)))
            clock.shift(10 * 60)
        assert tried.count(True) == 30


def test_a_right_password_takes_back_no_earlier_wrong_ones(lan):
    guess(stranger(), 4)
    assert end(sign_in(stranger(), "lan")) == "/admin/"
    guess(stranger(), 1)
    assert is_locked_out(sign_in(stranger(), "lan"))


def test_typing_the_password_again_is_counted_with_the_sign_in(client, lan):
    sign_in(client, "lan")
    for _time in range(5):
        client.post(reverse("account_reauthenticate"), {"password": "guess"})
    page = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert is_locked_out(page)


def test_codes_are_counted_by_account_and_a_new_password_begins_again(client, lan):
    sign_in(client, "lan")
    set_up_app(client)
    sign_out(client)
    page = sign_in(client, "lan")
    address = end(page)
    for _time in range(6):
        page = client.post(address, {"code": "000000"}, follow=True)
    assert is_locked_out(page)
    owner = Client()
    come_by_invitation(owner, lan)
    set_up_app(owner)
    sign_out(owner)
    address = end(sign_in(owner, "lan"))
    page = owner.post(address, {"code": "000000"}, follow=True)
    assert "Incorrect code." in shown(page)


# One hash, whoever is named


@pytest.fixture
def hashes(monkeypatch):
    """What has been hashed since."""
    made = []

    def encode(self, password, salt):
        made.append(password)
        return original(self, password, salt)

    original = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", encode)
    return made


@pytest.mark.parametrize("password", ["guess", PASSWORD])
@pytest.mark.parametrize(
    "login",
    [
        *["lan", "LAN", "Lan.Nguyen@most.example", "LAN.NGUYEN@most.example"],
        *["nobody", "nobody@most.example", "locked", "invited", "shared@most.example"],
    ],
)
def test_a_sign_in_hashes_once_whether_the_account_is_there_or_not(
    client, lan, hashes, login, password
):
    factories.organiser(username="locked", password=PASSWORD, is_active=False)
    factories.organiser(username="invited")
    for _number in range(2):
        factories.organiser(email="shared@most.example", password=PASSWORD)
    hashes.clear()
    sign_in(client, login, password)
    assert hashes == [hashes[0]]


def test_typing_the_password_again_hashes_once(client, lan, hashes):
    sign_in(client, "lan")
    hashes.clear()
    confirm_password(client)
    assert len(hashes) == 1
