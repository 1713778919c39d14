"""The second factor is that of this session, not of the account, and no password leads to one."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from tests.dialogue.accounts.software_key import SoftwareKey
from tests.dialogue.accounts.steps import (
    add_key,
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
