"""Organisers sign in: by password, with a second factor, back in after a lost password."""

import logging
import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from bs4 import BeautifulSoup
from django.conf import settings as project
from django.contrib.auth import get_user_model
from django.urls import NoReverseMatch, reverse

from dialogue.access.logs import Line
from dialogue.mail.models import OutgoingMail
from tests import factories
from tests.dialogue.accounts.software_key import SoftwareKey
from tests.dialogue.accounts.steps import (
    PASSWORD,
    add_key,
    code,
    come_by_invitation,
    confirm_password,
    end,
    in_page,
    invite,
    set_up_app,
    shown,
    sign_in,
    sign_out,
)
from tests.reading import soup, unsealed

pytestmark = pytest.mark.django_db


# By password


@pytest.mark.parametrize("login", ["lan", "Lan.Nguyen@most.example", "LAN.nguyen@most.example"])
def test_an_account_made_in_the_admin_site_opens_by_username_and_by_address(client, lan, login):
    response = sign_in(client, login)
    assert end(response) == "/admin/"
    assert response.context["user"] == lan


def test_a_wrong_password_is_refused_without_saying_which_part_was_wrong(client, lan):
    for login in ["lan", "nobody"]:
        response = sign_in(client, login, "guess")
        assert end(response) == reverse("account_login")
        assert "The username and/or password you specified are not correct." in shown(response)


def test_an_address_that_is_somebody_elses_username_opens_that_account_only(client, lan):
    other = factories.organiser(username="lan.nguyen@most.example", password="another sentence")
    response = sign_in(client, "lan.nguyen@most.example", "another sentence")
    assert response.context["user"] == other


def test_an_address_that_two_accounts_share_opens_neither_by_guess(client, lan):
    factories.organiser(email="lan.nguyen@MOST.example", password="another sentence")
    response = sign_in(client, "LAN.NGUYEN@most.example")
    assert end(response) == reverse("account_login")


def test_a_locked_account_says_so(client, lan):
    get_user_model().objects.update(is_active=False)
    assert end(sign_in(client, "lan")) == reverse("account_inactive")


def test_after_many_wrong_passwords_the_right_one_has_to_wait(client, lan):
    for _attempt in range(5):
        sign_in(client, "lan", "guess")
    response = sign_in(client, "lan")
    assert end(response) == reverse("account_login")
    assert "Too many failed login attempts" in shown(response)


def test_somebody_who_floods_the_sign_in_sees_our_page(client):
    for _attempt in range(31):
        response = client.post(reverse("account_login"), {})
    assert response.status_code == 429
    assert "Please wait a few minutes" in shown(response)


# The way to the admin site


def test_the_admin_site_leads_to_the_sign_in_and_back_to_the_page_that_was_wanted(client, lan):
    response = client.get("/admin/auth/user/", follow=True)
    assert end(response) == reverse("account_login")
    assert end(sign_in(client, "lan", next="/admin/auth/user/")) == "/admin/auth/user/"


def test_the_admin_sites_own_sign_in_address_is_not_a_second_door(client, lan):
    address = "/admin/login/?next=/admin/auth/group/"
    response = client.get(address)
    assert response["Location"] == "/accounts/login/?next=/admin/auth/group/"
    response = client.post(address, {"username": "lan", "password": PASSWORD}, follow=True)
    assert end(response) == reverse("account_login")
    assert not response.context["user"].is_authenticated


def test_an_organiser_who_is_signed_in_already_goes_on_to_the_page_that_was_wanted(client, lan):
    client.force_login(lan)
    assert client.get("/admin/login/?next=/admin/auth/group/")["Location"] == "/admin/auth/group/"


@pytest.mark.parametrize("door", ["/admin/login/", "/accounts/login/"])
def test_nobody_is_led_off_the_site(client, lan, door):
    client.force_login(lan)
    response = client.get(f"{door}?next=https://evil.example/", follow=True)
    assert end(response) == "/admin/"


def test_somebody_who_is_no_organiser_gets_a_plain_refusal(client, lan):
    get_user_model().objects.update(is_staff=False, is_superuser=False)
    response = sign_in(client, "lan")
    assert response.status_code == 403
    assert "You do not have access to this page" in shown(response)


def test_signing_out_of_the_admin_site_ends_at_the_sign_in(client, lan):
    client.force_login(lan)
    response = client.post(reverse("admin:logout"), follow=True)
    assert end(response) == reverse("account_login")
    assert "You have signed out." in shown(response)
    assert "_auth_user_id" not in client.session


def test_the_admin_site_sends_to_the_one_page_for_changing_the_password(client, lan):
    client.force_login(lan)
    response = client.get(reverse("admin:password_change"), follow=True)
    assert end(response) == reverse("account_change_password")


@pytest.mark.parametrize(
    "name", ["account_signup", "account_email", "account_confirm_email", "socialaccount_signup"]
)
def test_nobody_signs_up_and_addresses_are_not_confirmed_by_mail(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_the_sign_in_page_offers_what_there_is_and_nothing_else(client):
    page = client.get(reverse("account_login"))
    assert "Username or email address" in shown(page)
    assert "Sign in with a passkey" in shown(page)
    assert "sign up" not in shown(page).lower()


def test_the_sign_in_page_speaks_vietnamese_when_asked_to(client):
    address = reverse("account_login") + "?next=/admin/auth/user/"
    page = soup(client.get(address))
    form = page.select_one(".languages form")
    response = client.post(
        form["action"], {"language": "vi", "next": form.select_one("[name=next]")["value"]}
    )
    assert response["Location"] == address
    assert "Quên mật khẩu?" in shown(client.get(address))


def test_a_passkey_may_be_tried_before_signing_in(client):
    response = client.get(reverse("mfa_login_webauthn"), HTTP_ACCEPT="application/json")
    assert response.json()["request_options"]["publicKey"]["challenge"]


# The second factor


def test_where_no_second_factor_is_demanded_the_password_is_enough(client, lan):
    assert end(sign_in(client, "lan")) == "/admin/"


def test_an_organiser_sets_up_the_demanded_second_factor_and_signs_in_with_it(
    client, lan, demanded
):
    with time_machine.travel("2031-01-05T03:00:10Z", tick=False) as clock:
        assert end(come_by_invitation(client, lan)) == reverse("mfa_index")
        response = client.get("/admin/", follow=True)
        assert end(response) == reverse("mfa_index")
        assert "Please set up a second factor" in shown(response)

        secret, response = set_up_app(client)
        assert end(response) == reverse("mfa_view_recovery_codes")
        codes = re.findall(r"\b\d{8}\b", shown(response))
        assert len(codes) == 10
        assert end(client.get("/admin/", follow=True)) == "/admin/"

        sign_out(client)
        clock.shift(60)
        response = sign_in(client, "lan")
        assert end(response) == reverse("mfa_authenticate")
        assert end(client.get("/admin/", follow=True)) == reverse("mfa_authenticate")
        response = client.post(end(response), {"code": "000000"}, follow=True)
        assert "Incorrect code." in shown(response)
        response = client.post(end(response), {"code": code(secret)}, follow=True)
        assert end(response) == "/admin/"

        sign_out(client)
        response = sign_in(client, "lan")
        response = client.post(end(response), {"code": codes[0]}, follow=True)
        assert end(response) == "/admin/"
        sign_out(client)
        response = sign_in(client, "lan")
        response = client.post(end(response), {"code": codes[0]}, follow=True)
        assert end(response) == reverse("mfa_authenticate")


def test_a_second_factor_that_was_set_up_is_asked_for_even_where_none_is_demanded(client, lan):
    client.force_login(lan)
    set_up_app(client)
    sign_out(client)
    assert end(sign_in(client, "lan")) == reverse("mfa_authenticate")


def test_giving_the_demanded_second_factor_up_shuts_the_admin_site(client, lan, demanded):
    come_by_invitation(client, lan)
    set_up_app(client)
    response = client.post(reverse("mfa_deactivate_totp"), follow=True)
    assert "Authenticator app deactivated." in shown(response)
    assert end(client.get("/admin/", follow=True)) == reverse("mfa_index")


def test_recovery_codes_alone_are_no_second_factor(client, lan, demanded):
    Authenticator.objects.create(
        user=lan, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "1", "used_mask": 0}
    )
    client.force_login(lan)
    assert end(client.get("/admin/", follow=True)) == reverse("mfa_index")


def test_somebody_who_is_no_organiser_is_refused_rather_than_led_in_a_circle(client, lan, demanded):
    get_user_model().objects.update(is_staff=False)
    assert sign_in(client, "lan").status_code == 403


def test_a_key_is_added_named_and_taken_away(client, lan):
    client.force_login(lan)
    confirm_password(client)
    response = add_key(client, SoftwareKey())
    assert end(response) == reverse("mfa_view_recovery_codes")
    assert "You have added 1 security key." in shown(client.get(reverse("mfa_index")))
    page = shown(client.get(reverse("mfa_list_webauthn")))
    assert "Blue key" in page
    assert "Never used" in page

    key = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    client.post(reverse("mfa_edit_webauthn", args=[key.pk]), {"name": "Green key"})
    page = client.get(reverse("mfa_edit_webauthn", args=[key.pk]))
    assert_is_our_page(page)
    assert "Name of the key" in shown(page)
    assert "Green key" in page.content.decode()
    response = client.post(reverse("mfa_remove_webauthn", args=[key.pk]), follow=True)
    assert "No security keys have been added." in shown(response)


def test_the_demanded_second_factor_may_be_a_key(client, lan, demanded):
    key = SoftwareKey()
    come_by_invitation(client, lan)
    add_key(client, key)
    assert end(client.get("/admin/", follow=True)) == "/admin/"
    sign_out(client)

    page = sign_in(client, "lan")
    assert end(page) == reverse("mfa_authenticate")
    assert_is_our_page(page)
    answer = key.get(in_page(page)["request_options"])
    response = client.post(end(page), {"credential": answer}, follow=True)
    assert end(response) == "/admin/"


def test_a_passkey_opens_without_password(client, lan, demanded):
    key = SoftwareKey()
    come_by_invitation(client, lan)
    add_key(client, key)
    sign_out(client)

    address = reverse("mfa_login_webauthn")
    options = client.get(address, HTTP_ACCEPT="application/json").json()["request_options"]
    data = {"credential": key.get(options), "next": "/admin/auth/user/"}
    assert end(client.post(address, data, follow=True)) == "/admin/auth/user/"


def test_a_strangers_key_opens_nothing(client, lan):
    key = SoftwareKey()
    client.force_login(lan)
    confirm_password(client)
    add_key(client, key)
    sign_out(client)

    forged = SoftwareKey()
    forged.id, forged.account = key.id, key.account
    page = sign_in(client, "lan")
    answer = forged.get(in_page(page)["request_options"])
    response = client.post(end(page), {"credential": answer}, follow=True)
    assert end(response) == reverse("mfa_authenticate")


def test_a_key_is_offered_at_sign_in_only_to_those_who_have_one(client, lan):
    client.force_login(lan)
    set_up_app(client)
    sign_out(client)
    assert "Use a security key" not in shown(sign_in(client, "lan"))


# A lost password


def ask_for_reset(client, address, **headers):
    return client.post(reverse("account_reset_password"), {"email": address}, **headers)


def reset_link(mail):
    address = re.compile(r"https://dialogue\.test(/accounts/password/reset/key/\S+)")
    return address.search(unsealed(mail).text)[1]


def test_no_log_holds_the_key_to_a_new_password(client, lan, caplog, monkeypatch):
    monkeypatch.setattr(caplog.handler, "formatter", Line())
    ask_for_reset(client, "lan.nguyen@most.example")
    link = reset_link(OutgoingMail.objects.get())
    logging.getLogger("django.request").warning("Bad Request: %s", link)
    assert "/accounts/password/reset/key/…/" in caplog.text
    assert link not in caplog.text


def test_a_forgotten_password_is_reset_through_an_email_in_the_outbox(client, lan):
    response = ask_for_reset(client, "lan.nguyen@most.example")
    assert response["Location"] == reverse("account_reset_password_done")
    mail = OutgoingMail.objects.get()
    assert (mail.kind, mail.state, mail.language) == ("account", "queued", "en")
    assert (mail.to_name, mail.to_address) == ("Lan Nguyễn", "Lan.Nguyen@most.example")
    assert mail.subject == "Policy dialogue: Reset your password"
    assert "your username is lan." in mail.text
    assert "example.com" not in mail.text

    page = client.get(reset_link(mail), follow=True)
    new = {"password1": "quite another sentence", "password2": "quite another sentence"}
    response = client.post(end(page), new, follow=True)
    assert "Your password is now changed." in shown(response)
    assert end(sign_in(client, "lan", "quite another sentence")) == "/admin/"
    notice = OutgoingMail.objects.first()
    assert notice.to_address == "lan.nguyen@most.example"
    assert "Your password has been reset." in notice.text

    sign_out(client)
    page = client.get(reset_link(mail), follow=True)
    assert "This link no longer works" in shown(page)


def test_the_mail_is_in_the_language_on_the_screen(client, lan):
    client.cookies[project.LANGUAGE_COOKIE_NAME] = "vi"
    ask_for_reset(client, "lan.nguyen@most.example")
    mail = OutgoingMail.objects.get()
    assert mail.language == "vi"
    assert "Tên đăng nhập của Ông/Bà là lan." in mail.text


def test_the_link_in_the_email_is_ours_whatever_host_was_asked(client, lan):
    ask_for_reset(client, "lan.nguyen@most.example", HTTP_HOST="127.0.0.1")
    assert reset_link(OutgoingMail.objects.get())


def test_strangers_get_no_mail_and_the_same_page(client, lan):
    response = ask_for_reset(client, "stranger@elsewhere.example")
    assert response["Location"] == reverse("account_reset_password_done")
    assert not OutgoingMail.objects.exists()


def test_who_was_invited_and_asks_for_a_reset_keeps_the_invitation(client, lan):
    link = invite(lan)
    response = ask_for_reset(client, "lan.nguyen@most.example")
    assert response["Location"] == reverse("account_reset_password_done")
    assert not OutgoingMail.objects.filter(kind="account").exists()
    assert client.get(link).status_code == 200


def test_a_locked_account_gets_no_mail(client, lan):
    get_user_model().objects.update(is_active=False)
    ask_for_reset(client, "lan.nguyen@most.example")
    assert not OutgoingMail.objects.exists()


def test_the_owner_of_a_changed_password_is_notified(client, lan):
    sign_in(client, "lan")
    new = {
        "oldpassword": PASSWORD,
        "password1": "quite another sentence",
        "password2": "quite another sentence",
    }
    response = client.post(reverse("account_change_password"), new, follow=True)
    assert end(response) == "/admin/"
    mail = OutgoingMail.objects.get()
    assert mail.subject == "Policy dialogue: Password changed"
    assert "127.0.0.1" in mail.text


def test_a_short_password_is_refused_in_the_language_of_the_page(client, lan):
    client.cookies[project.LANGUAGE_COOKIE_NAME] = "vi"
    sign_in(client, "lan")
    data = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    page = client.post(reverse("account_change_password"), data)
    assert "Mật khẩu quá ngắn. Mật khẩu phải có ít nhất 12 ký tự." in shown(page)


# Every page of it

OPEN_TO_ANYONE = [
    "account_login",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
]
FOR_WHO_IS_SIGNED_IN = [
    "account_logout",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "mfa_generate_recovery_codes",
]


@pytest.mark.parametrize("name", OPEN_TO_ANYONE)
def test_pages_for_strangers_open_without_signing_in(client, name):
    page = client.get(reverse(name))
    assert page.status_code == 200
    assert_is_our_page(page)


@pytest.mark.parametrize("name", FOR_WHO_IS_SIGNED_IN)
def test_only_those_who_are_signed_in_may_open(client, lan, name):
    assert end(client.get(reverse(name), follow=True)) == reverse("account_login")
    client.force_login(lan)
    confirm_password(client)
    page = client.get(reverse(name))
    assert page.status_code == 200
    assert_is_our_page(page)
    assert "Second factor" in shown(page)


def assert_is_our_page(page):
    """In our frame, every field labelled, nothing that the Content-Security-Policy forbids."""
    soup = BeautifulSoup(page.content, "html.parser")
    assert soup.select_one("header.masthead + main h1")
    for script in soup.select("script:not([src])"):
        assert script["type"] == "application/json"
    assert not soup.select("style, [style]")
    handlers = [name for tag in soup.find_all() for name in tag.attrs if name.startswith("on")]
    assert handlers == []
    for field in soup.select("main input:not([type=hidden])"):
        assert soup.select(f"label[for={field['id']}]"), field
