"""Sessions: how long they last, what ends them, and what their owner sees of them."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse, reverse_lazy

from dialogue.accounts import sessions
from dialogue.accounts.browsers import in_plain_words
from dialogue.mail.models import OutgoingMail
from tests import factories
from tests.dialogue.accounts.software_key import SoftwareKey
from tests.dialogue.accounts.steps import (
    PASSWORD,
    add_key,
    come_by_invitation,
    end,
    set_up_app,
    shown,
    sign_in,
    sign_out,
)
from tests.reading import filled_form, soup, unsealed

pytestmark = pytest.mark.django_db

USED = reverse_lazy("account_reauthenticate")  # for those who are signed in
NEW = "quite another sentence"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def elsewhere(lan):
    """Another browser in which the account is signed in."""
    return opened_elsewhere(lan)


def opened_elsewhere(account):
    client = Client(HTTP_USER_AGENT=FIREFOX, REMOTE_ADDR="192.0.2.7")
    account.refresh_from_db()  # its password may have changed
    client.force_login(account)
    assert is_signed_in(client)
    return client


def is_signed_in(client):
    return client.get(USED).status_code == 200


# How long


@pytest.fixture
def clock():
    with time_machine.travel("2031-01-06T01:00:00Z", tick=False) as traveller:
        yield traveller


def test_a_session_that_is_not_used_for_two_hours_ends(client, lan, clock):
    sign_in(client, "lan")
    clock.shift(timedelta(hours=1, minutes=59))
    assert client.get("/admin/").status_code == 200
    clock.shift(timedelta(hours=2, minutes=1))
    response = client.get("/admin/auth/user/", follow=True)
    assert end(response) == reverse("account_login")
    assert "nothing was done here for 120 minutes" in shown(response)
    assert not UserSession.objects.exists()
    assert end(sign_in(client, "lan", next="/admin/auth/user/")) == "/admin/auth/user/"


def test_how_long_is_a_setting(client, lan, clock, settings):
    settings.SESSION_IDLE_MINUTES = 10
    sign_in(client, "lan")
    clock.shift(timedelta(minutes=11))
    assert not is_signed_in(client)


def test_a_session_ends_twelve_hours_after_signing_in_however_much_it_is_used(client, lan, clock):
    sign_in(client, "lan")
    for _hour in range(11):
        clock.shift(timedelta(hours=1))
        assert client.get("/admin/").status_code == 200
    clock.shift(timedelta(minutes=59))
    assert client.get("/admin/").status_code == 200
    clock.shift(timedelta(minutes=2))
    response = client.get("/admin/", follow=True)
    assert end(response) == reverse("account_login")
    assert "Please sign in again: that is needed after 12 hours." in shown(response)


def test_what_is_sent_in_a_session_that_is_over_changes_nothing(client, lan, clock):
    sign_in(client, "lan")
    clock.shift(timedelta(hours=3))
    client.post("/admin/auth/group/add/", {"name": "Late"})
    assert not Group.objects.filter(name="Late").exists()


def test_public_pages_do_not_prolong_a_session(client, lan, clock):
    sign_in(client, "lan")
    for _half_hour in range(5):
        clock.shift(timedelta(minutes=30))
        client.get(reverse("health"))
    assert not is_signed_in(client)


def test_when_a_session_was_used_is_written_once_a_minute_at_most(client, lan, clock):
    sign_in(client, "lan")
    clock.shift(timedelta(seconds=61))
    client.get(USED)
    clock.shift(timedelta(seconds=30))
    with CaptureQueriesContext(connection) as queries:
        client.get(USED)
    assert not [query for query in queries if not query["sql"].startswith("SELECT")]


# Signing out


@pytest.mark.parametrize("name", ["account_logout", "admin:logout"])
def test_signing_out_clears_what_the_browser_has_kept(client, lan, name):
    sign_in(client, "lan")
    page = client.get(reverse("account_logout"))
    assert "Clear-Site-Data" not in page
    key = client.session.session_key
    response = client.post(reverse(name))
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert not UserSession.objects.exists()
    assert not Session.objects.filter(session_key=key).exists()
    assert "_auth_user_id" not in client.session


# What ends the others


def test_an_authenticator_app_that_is_set_up_ends_the_other_sessions(lan, elsewhere):
    owner = Client()
    sign_in(owner, "lan")
    set_up_app(owner)
    assert is_signed_in(owner)
    assert not is_signed_in(elsewhere)


@pytest.fixture
def owner(lan, demanded):
    """Her browser, in which she has set up an app and a key."""
    client = Client()
    come_by_invitation(client, lan)
    set_up_app(client)
    add_key(client, SoftwareKey())
    return client


def test_a_key_that_is_added_ends_the_other_sessions(lan, owner):
    elsewhere = opened_elsewhere(lan)
    add_key(owner, SoftwareKey())
    assert is_signed_in(owner)
    assert not is_signed_in(elsewhere)


@pytest.mark.parametrize("name", ["mfa_deactivate_totp", "mfa_generate_recovery_codes"])
def test_a_factor_that_is_changed_or_given_up_ends_the_other_sessions(lan, owner, name):
    elsewhere = opened_elsewhere(lan)
    owner.post(reverse(name))
    assert owner.get("/admin/").status_code == 200
    assert not is_signed_in(elsewhere)


def test_a_key_that_is_removed_ends_the_other_sessions(lan, owner):
    elsewhere = opened_elsewhere(lan)
    key = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    owner.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert owner.get("/admin/").status_code == 200
    assert not is_signed_in(elsewhere)


def test_a_new_password_ends_the_other_sessions(lan, owner):
    elsewhere = opened_elsewhere(lan)
    new = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    owner.post(reverse("account_change_password"), new)
    assert owner.get("/admin/").status_code == 200
    assert not is_signed_in(elsewhere)
    assert UserSession.objects.count() == 1


def test_a_password_that_is_reset_ends_all_sessions(client, lan, elsewhere):
    client.post(reverse("account_reset_password"), {"email": lan.email})
    text = unsealed(OutgoingMail.objects.get()).text
    link = text.partition("https://dialogue.test")[2].split()[0]
    page = client.get(link, follow=True)
    client.post(end(page), {"password1": NEW, "password2": NEW})
    assert not is_signed_in(elsewhere)
    assert not UserSession.objects.exists()


def test_a_copied_cookie_opens_nothing_after_a_change_of_the_account(lan, owner):
    thief = Client()
    thief.cookies["sessionid"] = owner.cookies["sessionid"].value
    assert is_signed_in(thief)
    add_key(owner, SoftwareKey())
    assert not is_signed_in(thief)


@pytest.fixture
def minh(db):
    return factories.organiser(username="minh", password=PASSWORD, is_superuser=False)


@pytest.mark.parametrize(
    "change",
    [
        {"is_active": None},
        {"is_staff": None},
        {"is_superuser": "on"},
        {"groups": ["role"]},
        {"email": "other@example.org"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_other_rights_end_the_sessions_of_the_account(client, lan, minh, change):
    role = Group.objects.create(name="Observer")
    theirs = opened_elsewhere(minh)
    client.force_login(lan)
    path = reverse("admin:auth_user_change", args=[minh.pk])
    data = {**filled_form(client.get(path).content), **change}
    data = {name: value for name, value in data.items() if value is not None}
    if "groups" in change:
        data["groups"] = [role.pk]
    assert client.post(path, data).status_code == 302
    assert not is_signed_in(theirs)
    assert is_signed_in(client)
    assert not sessions.of(minh).exists()


def test_a_corrected_name_ends_nothing(client, lan, minh):
    theirs = opened_elsewhere(minh)
    client.force_login(lan)
    path = reverse("admin:auth_user_change", args=[minh.pk])
    client.post(path, {**filled_form(client.get(path).content), "first_name": "Minh"})
    minh.refresh_from_db()
    assert minh.first_name == "Minh"
    assert is_signed_in(theirs)


@pytest.mark.parametrize("way", ["page", "list"])
def test_an_account_that_is_deleted_leaves_no_session(client, lan, minh, way):
    theirs = opened_elsewhere(minh)
    client.force_login(lan)
    if way == "page":
        client.post(reverse("admin:auth_user_delete", args=[minh.pk]), {"post": "yes"})
    else:
        data = {"action": "delete_selected", "_selected_action": minh.pk, "post": "yes"}
        client.post(reverse("admin:auth_user_changelist"), data)
    assert not is_signed_in(theirs)
    assert Session.objects.count() == 1


# The page


def test_an_organiser_sees_where_they_are_signed_in(client, lan, elsewhere):
    client.force_login(lan)
    page = client.get(reverse("admin:your_sessions"), HTTP_USER_AGENT=SAFARI)
    text = shown(page)
    assert "Safari, iPhone 127.0.0.1" in text
    assert "Firefox, Windows 192.0.2.7" in text
    [row] = soup(page).select("tr:has(strong)")
    assert "Safari, iPhone" in row.text
    assert 'href="/admin/sessions/"' in client.get("/admin/").content.decode()


def test_an_organiser_ends_one_session_or_all_others(client, lan):
    client.force_login(lan)
    first, second, third = (opened_elsewhere(lan) for _ in range(3))
    row = UserSession.objects.get(session_key=first.session.session_key)
    client.post(reverse("admin:your_sessions"), {"end": row.pk})
    assert [is_signed_in(one) for one in (first, second, client)] == [False, True, True]
    page = client.post(reverse("admin:your_sessions"), {"end": "all"}, follow=True)
    assert [is_signed_in(one) for one in (second, third, client)] == [False, False, True]
    assert "has to sign in again" in shown(page)


@pytest.mark.parametrize("wrong", ["", "x", "-1", "9" * 50, "123456789abc", "\0", "٣", "²"])
def test_what_names_no_session_ends_none(client, lan, elsewhere, wrong):
    client.force_login(lan)
    assert client.post(reverse("admin:your_sessions"), {"end": wrong}).status_code == 302
    assert is_signed_in(elsewhere)


def test_nobody_ends_the_sessions_of_others(client, lan, minh):
    theirs = opened_elsewhere(minh)
    client.force_login(lan)
    client.post(reverse("admin:your_sessions"), {"end": sessions.of(minh).get().pk})
    client.post(reverse("admin:your_sessions"), {"end": "all"})
    assert is_signed_in(theirs)


def test_a_session_that_is_over_is_not_listed(client, lan, clock, elsewhere):
    clock.shift(timedelta(hours=2, minutes=2))
    client.force_login(lan)
    assert "192.0.2.7" not in shown(client.get(reverse("admin:your_sessions")))


def test_what_is_kept_of_a_session_leaves_with_it(client, lan, clock):
    sign_in(client, "lan")
    clock.shift(timedelta(hours=11))
    call_command("forget_personal_data")
    assert UserSession.objects.count() == 1
    clock.shift(timedelta(hours=2))
    call_command("forget_personal_data")
    assert not UserSession.objects.exists()


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (FIREFOX, "Firefox, Windows"),
        (SAFARI, "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/140 Safari/537 Edg/140", "Edge, Linux"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/140 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8.5", "curl/8.5"),
        ("", "unknown browser"),
    ],
)
def test_a_browser_is_named_in_plain_words(user_agent, words):
    assert in_plain_words(user_agent) == words


def test_signing_out_ends_only_this_session(client, lan, elsewhere):
    sign_in(client, "lan")
    sign_out(client)
    assert is_signed_in(elsewhere)
