"""The second factor is that of this session, not of the account, and no password leads to one."""

import json
from importlib import import_module

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.apps import apps
from django.conf import settings as project
from django.test import Client
from django.urls import reverse

from tests.dialogue.accounts.software_key import SoftwareKey
from tests.dialogue.accounts.steps import (
    add_key,
    code,
    come_by_invitation,
    confirm_password,
    end,
    set_up_app,
    shown,
    sign_in,
    sign_out,
)

pytestmark = pytest.mark.django_db

ON_THE_WAY_TO_A_FACTOR = [
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes",
    "account_change_password",
]


def test_a_thief_with_the_password_is_not_let_in_by_the_owners_enrolment(lan, demanded):
    thief, owner = Client(), Client()
    come_by_invitation(owner, lan)
    sign_in(thief, "lan")
    assert end(thief.get("/admin/", follow=True)) == reverse("mfa_index")
    set_up_app(owner)
    assert end(owner.get("/admin/", follow=True)) == "/admin/"
    for page in ["/admin/", "/admin/participants/person/export/csv/"]:
        assert end(thief.get(page, follow=True)) == reverse("account_login"), page


def test_a_session_that_outlived_the_enrolment_is_judged_by_its_own_sign_in(lan, demanded):
    """As one that signed in while the other was enrolling."""
    thief = Client()
    sign_in(thief, "lan")
    Authenticator.objects.create(user=lan, type=Authenticator.Type.TOTP, data={"secret": "JBSW"})
    assert end(thief.get("/admin/", follow=True)) == reverse("mfa_index")
    page = thief.get("/admin/", follow=True)
    assert page.status_code == 403
    assert "sign in with your second factor" in shown(page)
    for name in ON_THE_WAY_TO_A_FACTOR:
        assert thief.get(reverse(name), follow=True).status_code == 403, name


@pytest.mark.parametrize("name", ON_THE_WAY_TO_A_FACTOR)
def test_by_the_password_alone_nobody_enrols(client, lan, demanded, name):
    sign_in(client, "lan")
    confirm_password(client)
    page = client.get(reverse(name))
    assert page.status_code == 403
    assert "Please ask for a new invitation" in shown(page)
    assert client.post(reverse(name), {"code": "123456"}).status_code == 403
    assert not Authenticator.objects.exists()


def test_an_organiser_without_factor_reads_whom_to_ask(client, lan, demanded):
    page = sign_in(client, "lan")
    assert end(page) == reverse("mfa_index")
    assert "Ask a colleague who manages the accounts" in shown(page)


def test_a_second_factor_that_was_given_lets_set_up_another(client, lan, demanded):
    come_by_invitation(client, lan)
    set_up_app(client)
    sign_out(client)
    response = sign_in(client, "lan")
    codes = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap()
    client.post(end(response), {"code": codes.get_unused_codes()[0]}, follow=True)
    confirm_password(client)
    add_key(client, SoftwareKey())
    assert Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).count() == 1


def test_where_a_factor_is_not_demanded_the_password_sets_up_the_first_and_no_second(client, lan):
    sign_in(client, "lan")
    Authenticator.objects.create(user=lan, type=Authenticator.Type.TOTP, data={"secret": "JBSW"})
    assert client.get(reverse("mfa_add_webauthn")).status_code == 403
    Authenticator.objects.all().delete()
    confirm_password(client)
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200


def test_the_database_alone_gives_no_second_factor_away(client, lan, settings):
    sign_in(client, "lan")
    secret, _page = set_up_app(client)
    seeds = [
        RecoveryCodes(row).generate_codes()
        for row in Authenticator.objects.filter(type="recovery_codes")
    ]
    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert seeds and secret not in kept
    assert not any(code in kept for codes in seeds for code in codes)
    key, settings.SECRET_KEY = project.SECRET_KEY, "x" * 50
    factor = Authenticator.objects.get(type="totp")
    assert not factor.wrap().validate_code(code(secret))
    settings.SECRET_KEY_FALLBACKS = [key]
    assert factor.wrap().validate_code(code(secret))


def test_second_factors_that_were_stored_in_clear_are_encrypted_by_the_migration(lan):
    row = Authenticator.objects.create(user=lan, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    migration = import_module("dialogue.migrations.0005_encrypt_second_factors")
    migration.encrypt(apps, None)
    row.refresh_from_db()
    assert "JBSWY3DPEHPK3PXP" not in row.data["secret"]
    assert row.wrap().validate_code(code("JBSWY3DPEHPK3PXP"))
    migration.decrypt(apps, None)
    row.refresh_from_db()
    assert row.data == {"secret": "JBSWY3DPEHPK3PXP"}
