"""The second factor is that of this session, not of the account."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.dialogue.accounts.steps import end, set_up_app, sign_in

pytestmark = pytest.mark.django_db


def test_a_thief_with_the_password_is_not_let_in_by_the_owners_enrolment(lan, demanded):
    thief, owner = Client(), Client()
    sign_in(thief, "lan")
    assert end(thief.get("/admin/", follow=True)) != "/admin/"
    sign_in(owner, "lan")
    set_up_app(owner)
    assert end(owner.get("/admin/", follow=True)) == "/admin/"
    for page in ["/admin/", "/admin/participants/person/export/csv/"]:
        assert end(thief.get(page, follow=True)).startswith("/accounts/"), page
    assert end(thief.get(reverse("mfa_view_recovery_codes"), follow=True)) == reverse(
        "account_login"
    )
