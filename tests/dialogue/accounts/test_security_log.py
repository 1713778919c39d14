"""What happens to accounts is written into the security log: who, what, from where, no secret."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from dialogue.accounts import sessions
from dialogue.models import SecurityEvent
from tests import factories
from tests.dialogue.accounts.software_key import SoftwareKey
from tests.dialogue.accounts.steps import (
    PASSWORD,
    add_key,
    come_by_invitation,
    end,
    set_up_app,
    sign_in,
    sign_out,
)
from tests.reading import filled_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def written():
    """What has been written since the last look: (kind, account, about, detail) of each event."""

    def look():
        rows = SecurityEvent.objects.order_by("pk")
        found = list(rows.values_list("kind", "account", "about", "detail"))
        assert PASSWORD not in str(list(rows.values()))
        rows._raw_delete(rows.db)  # rows delete themselves for nobody
        return found

    return look


@pytest.fixture
def minh(db):
    return factories.organiser(username="minh", password=PASSWORD, is_superuser=False)


def test_signing_in_and_out(client, lan, written):
    sign_in(client, "Lan.Nguyen@most.example")
    assert SecurityEvent.objects.get().address == "127.0.0.1"
    assert written() == [("signed_in", "lan", "", "password")]
    sign_out(client)
    assert written() == [("signed_out", "lan", "", "")]


def test_wrong_passwords_and_the_lock_out(client, lan, written):
    for _time in range(6):
        sign_in(client, "Lan.Nguyen@most.example", "guess")
    failed = ("sign_in_failed", "lan", "", "password")
    assert written() == [failed] * 5 + [("locked_out", "lan", "", "password")]


def test_a_name_that_nobody_has_is_not_written_down(client, lan, written):
    sign_in(client, PASSWORD, "guess")
    assert written() == [("sign_in_failed", "", "", "password")]


def test_the_password_of_a_locked_account(client, lan, written):
    lan.is_active = False
    lan.save()
    sign_in(client, "lan")
    assert written() == [("sign_in_failed", "lan", "", "locked account")]


def test_factors_and_what_they_end(client, lan, written):
    come_by_invitation(client, lan)
    assert written() == [
        ("password_changed", "lan", "", "invitation"),
        ("signed_in", "lan", "", "invitation"),
    ]
    lan.refresh_from_db()  # with the new password
    elsewhere = Client()
    elsewhere.force_login(lan)
    elsewhere.get("/admin/")
    set_up_app(client)
    assert written() == [
        ("factor_added", "lan", "", "app"),
        ("session_ended", "lan", f"auth.user {lan.pk}", "1"),
    ]
    add_key(client, SoftwareKey())
    assert written() == [("factor_added", "lan", "", "key")]
    client.post(reverse("mfa_generate_recovery_codes"))
    client.post(reverse("mfa_deactivate_totp"))
    key = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert written() == [
        ("factor_added", "lan", "", "recovery codes"),
        ("factor_removed", "lan", "", "app"),
        ("factor_removed", "lan", "", "key"),
    ]


def test_wrong_codes(client, lan, written):
    come_by_invitation(client, lan)
    set_up_app(client)
    sign_out(client)
    address = end(sign_in(client, "lan"))
    written()
    for _time in range(6):
        client.post(address, {"code": "000000"})
    failed = ("sign_in_failed", "lan", "", "second factor")
    assert written() == [failed] * 5 + [("locked_out", "lan", "", "second factor")]


def test_a_new_password(client, lan, written):
    sign_in(client, "lan")
    written()
    new = dict.fromkeys(["password1", "password2"], "quite another sentence")
    client.post(reverse("account_change_password"), {"oldpassword": PASSWORD, **new})
    assert written() == [("password_changed", "lan", "", "")]


def test_a_session_that_is_ended(client, lan, written):
    client.force_login(lan)
    elsewhere = Client()
    elsewhere.force_login(lan)
    elsewhere.get("/admin/")
    client.post(reverse("admin:your_sessions"), {"end": "all"})
    assert written() == [("session_ended", "lan", f"auth.user {lan.pk}", "1")]
    assert sessions.of(lan).count() == 1


def test_accounts_and_rights(client, lan, minh, written):
    client.force_login(lan)
    client.post(reverse("admin:auth_user_add"), {"username": "hoa", "email": "hoa@most.example"})
    [(invited, by, about, _detail), rights] = written()
    assert (invited, by) == ("invited", "lan")
    assert rights == ("rights_changed", "lan", about, "new account")

    path = reverse("admin:auth_user_change", args=[minh.pk])
    client.post(path, {**filled_form(client.get(path).content), "is_superuser": "on"})
    assert written() == [("rights_changed", "lan", f"auth.user {minh.pk}", "is_superuser")]

    Authenticator.objects.create(user=minh, type=Authenticator.Type.TOTP, data={"secret": "JB"})
    client.post(reverse("admin:renew_access", args=[minh.pk]))
    assert written() == [
        ("factor_removed", "lan", f"auth.user {minh.pk}", "access renewed"),
        ("invited", "lan", f"auth.user {minh.pk}", ""),
    ]
    client.post(reverse("admin:auth_user_delete", args=[minh.pk]), {"post": "yes"})
    assert written() == [("rights_changed", "lan", f"auth.user {minh.pk}", "account deleted")]


def test_roles(client, lan, written):
    client.force_login(lan)
    client.post(reverse("admin:auth_group_add"), {"name": "Guests"})
    role = Group.objects.get()
    assert written() == [("rights_changed", "lan", f"auth.group {role.pk}", "name")]
    client.post(reverse("admin:auth_group_delete", args=[role.pk]), {"post": "yes"})
    assert written() == [("rights_changed", "lan", f"auth.group {role.pk}", "role deleted")]
