"""Organisers are invited into their account by mail; nobody types another's password."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission, User
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import Client
from django.urls import NoReverseMatch, reverse

from dialogue.accounts import invitations
from dialogue.mail.models import OutgoingMail
from tests import factories
from tests.dialogue.accounts.steps import (
    PASSWORD,
    come_by_invitation,
    end,
    invite,
    set_up_app,
    shown,
    sign_in,
)
from tests.reading import filled_form, unsealed

pytestmark = pytest.mark.django_db

LINK = re.compile(r"https://dialogue\.test(/accounts/invitation/\S+)")
TWICE = {"password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def admin(client, lan):
    client.force_login(lan)
    return client


@pytest.fixture
def minh(db):
    return factories.organiser(username="minh", email="minh@most.example", is_superuser=False)


def mailed_link():
    mail = OutgoingMail.objects.filter(kind="organiser_invitation").first()
    return LINK.search(unsealed(mail).text)[1]


def make(admin, **changes):
    data = {"username": "minh", "first_name": "Minh", "last_name": "Trần"}
    data |= {"email": "minh@most.example", **changes}
    return admin.post(reverse("admin:auth_user_add"), data, follow=True)


def renew(admin, account):
    return admin.post(reverse("admin:renew_access", args=[account.pk]), follow=True)


# A new account


def test_a_new_organiser_is_invited_and_comes_in_with_a_password_and_a_factor_of_their_own(
    admin, demanded, settings
):
    settings.REQUIRE_SECOND_FACTOR = False  # for the one who invites
    role = Group.objects.create(name="Observer")
    response = make(admin, groups=[role.pk])
    assert "The invitation is on its way to minh@most.example." in shown(response)
    account = User.objects.get(username="minh")
    assert account.is_staff
    assert not account.is_superuser
    assert not account.has_usable_password()
    assert list(account.groups.all()) == [role]
    mail = OutgoingMail.objects.get()
    assert (mail.to_name, mail.to_address, mail.state) == (
        "Minh Trần",
        "minh@most.example",
        "queued",
    )
    assert "Lan Nguyễn has invited you" in mail.text
    assert "within 3 days" in mail.text

    settings.REQUIRE_SECOND_FACTOR = True
    theirs = Client()
    page = theirs.get(mailed_link())
    assert "Your username is minh ." in shown(page)
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert end(theirs.post(mailed_link(), TWICE, follow=True)) == reverse("mfa_index")
    assert end(theirs.get("/admin/", follow=True)) == reverse("mfa_index")
    _secret, page = set_up_app(theirs)
    assert end(page) == reverse("mfa_view_recovery_codes")
    assert theirs.get("/admin/").status_code == 200


def test_without_a_mail_server_the_page_does_not_say_that_it_is_on_its_way(admin, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    page = shown(make(admin))
    assert "on its way" not in page
    assert "no mail server is set up" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"email": ""}, "This field is required."),
        (
            {"email": "lan.nguyen@MOST.example"},
            "There is an account with this email address already.",
        ),
        ({"username": "LAN"}, "There is an account with this username already."),
    ],
)
def test_an_account_that_could_not_sign_in_is_not_made(admin, changes, words):
    assert words in shown(make(admin, **changes))
    assert User.objects.count() == 1
    assert not OutgoingMail.objects.exists()


def test_nobody_types_anothers_password(admin, minh):
    page = admin.get(reverse("admin:auth_user_change", args=[minh.pk])).content.decode()
    assert 'type="password"' not in page
    assert "password/" not in page.replace("/accounts/password/change/", "")
    assert 'type="password"' not in admin.get(reverse("admin:auth_user_add")).content.decode()
    with pytest.raises(NoReverseMatch):
        reverse("admin:auth_user_password_change", args=[minh.pk])


def test_the_list_shows_who_has_a_second_factor_and_the_page_which_without_its_secret(admin, minh):
    secret = "JBSWY3DPEHPK3PXP"
    Authenticator.objects.create(user=minh, type=Authenticator.Type.TOTP, data={"secret": secret})
    listed = admin.get(reverse("admin:auth_user_changelist")).content.decode()
    assert (listed.count("icon-yes.svg"), listed.count("icon-no.svg")) == (1, 1)
    page = admin.get(reverse("admin:auth_user_change", args=[minh.pk]))
    assert "TOTP Authenticator:" in shown(page)
    assert secret not in page.content.decode()


# The link


def test_opening_the_link_changes_nothing(client, lan):
    path = invite(lan)
    for _time in range(2):
        assert client.get(path).status_code == 200
    assert client.head(path).status_code == 200
    lan.refresh_from_db()
    assert not lan.has_usable_password()


def test_a_link_opens_once(client, lan):
    path = invite(lan)
    client.post(path, TWICE)
    other = Client()
    for response in [other.get(path), other.post(path, TWICE)]:
        assert response.status_code == 404
        assert "This link no longer works" in shown(response)


def test_a_link_opens_for_three_days(client, lan, settings):
    with time_machine.travel("2031-01-06T01:00:00Z", tick=False) as clock:
        path = invite(lan)
        clock.shift(timedelta(days=3) - timedelta(seconds=1))
        assert client.get(path).status_code == 200
        clock.shift(2)
        assert client.get(path).status_code == 404
        settings.ORGANISER_INVITATION_DAYS = 5
        assert client.get(path).status_code == 200


def test_a_newer_link_another_address_and_a_lock_end_it(client, lan):
    older = invite(lan)
    newer = invite(lan)
    assert client.get(older).status_code == 404
    User.objects.update(email="other@most.example")
    assert client.get(newer).status_code == 404
    User.objects.update(email=lan.email, is_active=False)
    assert client.get(newer).status_code == 404
    User.objects.update(is_active=True)
    assert client.get(newer).status_code == 200


@pytest.mark.parametrize("token", ["x", "1", "1:x:y", ":::", "²:a:b", "9" * 40, "-1:a:b"])
def test_what_is_no_link_opens_nothing(client, lan, token):
    assert client.get(reverse("account_invitation", args=[token])).status_code == 404


def test_the_link_of_one_account_opens_no_other(client, lan, minh):
    key, rest = invite(lan).rsplit("/", 2)[1].split(":", 1)
    invite(minh)
    assert client.get(reverse("account_invitation", args=[f"{minh.pk}:{rest}"])).status_code == 404
    assert key == str(lan.pk)


def test_a_weak_password_is_refused_and_the_link_goes_on(client, lan):
    path = invite(lan)
    page = client.post(path, {"password1": "short", "password2": "short"})
    assert "This password is too short" in shown(page)
    assert end(client.post(path, TWICE, follow=True)) == reverse("mfa_index")


def test_whoever_is_signed_in_already_goes_on_as_the_one_who_was_invited(admin, minh):
    page = come_by_invitation(admin, minh)
    assert page.context["user"] == minh


@pytest.mark.django_db(transaction=True)
def test_of_two_who_use_a_link_at_once_one_sets_the_password(lan):
    token = invite(lan).rsplit("/", 2)[1]

    def use(number):
        try:
            return invitations.accept(token, f"{PASSWORD} {number}")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert len([user for user in pool.map(use, range(4)) if user]) == 1


# Renewing


def test_a_lost_factor_is_renewed_by_a_second_organiser(admin, minh, settings):
    theirs = Client()
    come_by_invitation(theirs, minh)
    set_up_app(theirs)
    page = shown(admin.get(reverse("admin:renew_access", args=[minh.pk])))
    assert "The second factor and its recovery codes are taken away." in page
    assert "1 open session ends." in page
    assert Authenticator.objects.filter(user=minh).count() == 2

    page = shown(renew(admin, minh))
    assert "The invitation is on its way to minh@most.example." in page
    assert not Authenticator.objects.filter(user=minh).exists()
    assert end(theirs.get("/admin/", follow=True)) == reverse("account_login")
    assert end(sign_in(theirs, "minh")) == reverse("account_login")  # nor does the old password
    settings.REQUIRE_SECOND_FACTOR = True
    path = mailed_link()
    theirs.post(path, TWICE)
    set_up_app(theirs)
    assert theirs.get("/admin/").status_code == 200


def test_nobody_renews_their_own_access(admin, lan):
    page = shown(admin.get(reverse("admin:renew_access", args=[lan.pk])))
    assert "Nobody renews their own access" in page
    assert "Nobody renews their own access" in shown(renew(admin, lan))
    lan.refresh_from_db()
    assert lan.has_usable_password()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"email": ""}, "This account has no email address."),
        ({"is_active": False}, "This account is locked."),
    ],
)
def test_an_account_that_cannot_be_invited_stays_as_it_is(admin, minh, changes, words):
    Authenticator.objects.create(user=minh, type=Authenticator.Type.TOTP, data={"secret": "JB"})
    User.objects.filter(pk=minh.pk).update(**changes)
    assert words in shown(renew(admin, minh))
    assert Authenticator.objects.exists()


def test_who_may_change_accounts_does_not_take_a_superusers(client, lan, minh):
    minh.user_permissions.add(*permissions("change_user", "view_user"))
    client.force_login(minh)
    other = factories.organiser(username="other", is_superuser=False)
    assert client.get(reverse("admin:renew_access", args=[other.pk])).status_code == 200
    assert client.get(reverse("admin:renew_access", args=[lan.pk])).status_code == 403
    assert renew(client, lan).status_code == 403
    path = reverse("admin:auth_user_change", args=[lan.pk])
    assert client.post(path, {"email": "minh@most.example"}).status_code == 403
    path = reverse("admin:auth_user_change", args=[other.pk])
    data = {**filled_form(client.get(path).content), "is_superuser": "on", "first_name": "Hoa"}
    client.post(path, data)
    other.refresh_from_db()
    assert (other.first_name, other.is_superuser) == ("Hoa", False)


def change(client, account, **changes):
    path = reverse("admin:auth_user_change", args=[account.pk])
    page = client.get(path)
    return client.post(path, {**filled_form(page.content), **changes}, follow=True)


def test_nobody_takes_the_account_of_a_colleague_with_more_rights(client, minh):
    minh.user_permissions.add(*permissions("change_user", "view_user", "delete_user"))
    role = Group.objects.create(name="Secretariat")
    role.permissions.add(*permissions("change_person"))
    for is_active in [True, False]:
        other = factories.organiser(is_superuser=False, is_active=is_active)
        other.groups.add(role)
        client.force_login(minh)
        path = reverse("admin:auth_user_change", args=[other.pk])
        assert client.post(path, {"email": "minh@evil.example"}).status_code == 403
        assert renew(client, other).status_code == 403
    minh.user_permissions.add(*permissions("change_person"))
    assert client.get(reverse("admin:renew_access", args=[other.pk])).status_code == 200


def test_nobody_takes_the_account_of_a_colleague_with_a_hidden_dialogue(client, minh, dialogue):
    minh.user_permissions.add(*permissions("change_user", "view_user"))
    other = factories.organiser(is_superuser=False)
    dialogue.organisers.add(other)
    client.force_login(minh)
    assert renew(client, other).status_code == 403
    dialogue.organisers.add(minh)
    assert client.get(reverse("admin:renew_access", args=[other.pk])).status_code == 200


def test_only_superusers_say_what_a_role_may_do(client, lan, minh):
    names = ["change_group", "view_group", "add_group", "delete_group"]
    role = Group.objects.create(name="Own")
    role.permissions.add(*permissions(*names))
    minh.groups.add(role)
    client.force_login(minh)
    path = reverse("admin:auth_group_change", args=[role.pk])
    data = {"name": "Own", "permissions": [row.pk for row in Permission.objects.all()]}
    assert client.get(path).status_code == 200
    for page in [path, reverse("admin:auth_group_add"), path.replace("change", "delete")]:
        assert client.post(page, data).status_code == 403
    assert role.permissions.count() == len(names)
    client.force_login(lan)
    assert client.post(path, data).status_code == 302


def test_nobody_gives_a_role_that_may_do_more_than_they_may(client, minh):
    minh.user_permissions.add(*permissions("change_user", "view_user", "add_user"))
    less, more = (Group.objects.create(name=name) for name in ["Less", "More"])
    less.permissions.add(*permissions("view_user"))
    more.permissions.add(*permissions("view_user", "change_person"))
    client.force_login(minh)
    change(client, minh, groups=[more.pk])
    make(client, username="new", email="new@most.example", groups=[more.pk])
    assert not more.user_set.exists()
    change(client, minh, groups=[less.pk])
    assert list(less.user_set.all()) == [minh]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"email": "lan.nguyen@MOST.example"}, "an account with this email address already"),
        ({"username": "Lan.Nguyen@most.example"}, "the email address of another account"),
        ({"username": "LAN"}, "an account with this username already"),
    ],
)
def test_nobody_takes_the_name_by_which_another_signs_in(client, lan, minh, changes, words):
    minh.user_permissions.add(*permissions("change_user", "view_user"))
    client.force_login(minh)
    assert words in shown(change(client, minh, **changes))
    minh.refresh_from_db()
    assert (minh.username, minh.email) == ("minh", "minh@most.example")


def permissions(*names):
    return Permission.objects.filter(codename__in=names)


# By the one who runs the server


def run(*arguments, **options):
    out = io.StringIO()
    call_command("invite_organiser", *arguments, stdout=out, **options)
    return out.getvalue()


def test_the_first_account_is_made_by_a_command_that_prints_the_link(client, db, demanded):
    printed = run("lan", "lan@most.example", superuser=True)
    assert "This link, valid once and for 3 days" in printed
    assert not OutgoingMail.objects.exists()
    client.post(LINK.search(printed)[1], TWICE)
    set_up_app(client)
    assert client.get("/admin/auth/user/").status_code == 200


def test_the_command_writes_the_link_instead_if_asked(db):
    call_command("load_roles", stdout=io.StringIO())
    printed = run("lan", "lan@most.example", mail=True, role="Observer")
    assert "https://" not in printed
    assert OutgoingMail.objects.get().to_address == "lan@most.example"
    assert User.objects.get().groups.get().name == "Observer"


def test_the_command_renews_an_account_that_there_is(client, lan):
    Authenticator.objects.create(user=lan, type=Authenticator.Type.TOTP, data={"secret": "JB"})
    printed = run("lan", lan.email)
    assert "The access of lan has been renewed." in printed
    assert not Authenticator.objects.exists()
    assert client.get(LINK.search(printed)[1]).status_code == 200


def test_the_command_sends_no_link_to_another_address(lan):
    with pytest.raises(CommandError, match="another address"):
        run("lan", "stranger@elsewhere.example")
    lan.refresh_from_db()
    assert lan.has_usable_password()
