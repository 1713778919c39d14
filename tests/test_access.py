"""Who may see what: every address of the project, tried by every kind of visitor.

The answers stand in tests/access_table.py.
"""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.http import int_to_base36

from agenda.models import Session
from dialogue.models import Dialogue
from participants.models import DelegateDetails
from participants.states import Status
from tests import factories
from tests.access_table import PAGES, VISITORS
from tests.addresses import patterns
from tests.visitors import (
    OF_THE_PUBLIC,
    SECRET,
    Visitors,
    address,
    letter,
    make_mail,
    make_world,
    rows,
)

# Pages of libraries are walked too, and their templates name variables that are not there.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

# The addresses of one dialogue that anyone may open if the dialogue is public.
OF_A_DIALOGUE = ["topic", *OF_THE_PUBLIC]
OF_ITS_CALENDARS = ["calendar", "calendar_session"]


@pytest.fixture
def visit(db):
    return Visitors()


@pytest.fixture
def world(dialogue, visit):
    return make_world(dialogue)


def test_the_table_names_every_address_and_no_other():
    assert sorted(rows(PAGES)) == sorted({name for name, _pattern in patterns()})


@pytest.mark.parametrize("visitor", VISITORS)
def test_every_page_is_open_to_whom_the_table_says(visitor, visit, world):
    differing = {}
    for name, letters in rows(PAGES).items():
        path = address(name, world)
        found = letter(visit(visitor).get(path, follow=True), path)
        if found != letters[visitor]:
            differing[name] = f"{found}, not {letters[visitor]}"
    assert differing == {}


def test_what_is_declared_public_or_behind_a_link_asks_nobody_to_sign_in():
    table = rows(PAGES)
    for name, pattern in patterns():
        if getattr(pattern.callback, "door", None) in {"public", "link"}:
            assert set(table[name].values()) == {"P"}, name


def test_nothing_else_is_open_to_nobody_but_the_sign_in():
    declared = {name for name, pattern in patterns() if hasattr(pattern.callback, "door")}
    open_to_nobody = {name for name, letters in rows(PAGES).items() if letters["nobody"] == "P"}
    assert {name for name in open_to_nobody - declared if not name.startswith("account_")} == set()


@pytest.mark.parametrize("visitor", ["nobody", "observer", "superuser"])
@pytest.mark.parametrize("name", [*OF_A_DIALOGUE, *OF_ITS_CALENDARS, "share_picture"])
def test_a_dialogue_that_is_not_public_is_not_there(name, visitor, visit, world):
    path = address(name, world)
    Dialogue.objects.update(is_public=False)
    response = visit(visitor).get(path, follow=True)
    assert response.status_code == 404
    assert "quản trị AI" not in response.content.decode()
    assert "AI governance" not in response.content.decode()


def test_the_front_page_lists_public_dialogues_only(client):
    factories.dialogue(title_en="Open talks")
    factories.dialogue(title_en="Other open talks")
    factories.dialogue(title_en="Quiet talks", is_public=False)
    page = client.get(reverse("home")).content.decode()
    assert "Open talks" in page
    assert "Quiet talks" not in page


@pytest.mark.parametrize("name", ["answer", "calendar_mine"])
def test_an_invitees_own_link_opens_though_the_dialogue_is_not_public(name, client, world):
    Dialogue.objects.update(is_public=False)
    assert client.get(address(name, world)).status_code == 200


@pytest.mark.parametrize("name", [*OF_A_DIALOGUE, "calendar"])
def test_a_session_for_delegates_only_is_named_nowhere_in_public(name, client, world):
    Session.objects.update(audience=Session.Audience.DELEGATES, title_en="Closed-door talks")
    factories.release(world["dialogue_dialogue"])
    response = client.get(address(name, world))
    assert response.status_code == 200
    assert "Closed-door talks" not in response.content.decode()


# What somebody who may look could act with


@pytest.mark.parametrize("visitor", ["observer", "protocol", "programme", "secretariat"])
def test_an_email_that_resets_a_password_is_shown_to_no_organiser(visitor, visit, world):
    """Who reads it could set the password of a superuser."""
    mail = make_mail("account")
    for name, arguments in [
        ("admin:mail_outgoingmail_changelist", []),
        ("admin:mail_outgoingmail_change", [mail.pk]),
        ("admin:outgoing_mail_html", [mail.pk]),
    ]:
        response = visit(visitor).get(reverse(name, args=arguments), follow=True)
        assert SECRET not in response.content.decode(), name


@pytest.mark.parametrize("visitor", ["observer", "programme"])
def test_organisers_who_may_not_answer_for_invitees_do_not_see_their_links(visitor, visit, world):
    """A personal link answers; an observer may look, not act."""
    invitation, mail = world["participants_invitation"], world["mail_outgoingmail"]
    page = visit(visitor).get(address("admin:participants_invitation_change", world))
    assert invitation.token not in page.content.decode()
    for name in ["admin:mail_outgoingmail_change", "admin:outgoing_mail_html"]:
        page = visit(visitor).get(reverse(name, args=[mail.pk]), follow=True)
        assert SECRET not in page.content.decode(), name


@pytest.mark.parametrize("visitor", ["observer", "programme"])
def test_passports_and_diets_are_shown_to_those_who_arrange_travel_only(visitor, visit, world):
    invitation = world["participants_invitation"]
    DelegateDetails.objects.create(
        invitation=invitation, diet="no shellfish", needs_visa_letter=True, passport_number="K1234"
    )
    for name in [
        "admin:index",
        "admin:participants_invitation_changelist",
        "admin:participants_invitation_change",
        "admin:participants_person_change",
        "admin:participants_invitationwithdetails_changelist",
        "admin:participants_invitationwithdetails_change",
    ]:
        text = visit(visitor).get(address(name, world), follow=True).content.decode()
        assert "invitationwithdetails" not in text, name
        assert "shellfish" not in text, name
        assert "K1234" not in text, name
    page = visit("protocol").get(address("admin:participants_invitationwithdetails_change", world))
    assert "K1234" in page.content.decode()


@pytest.mark.parametrize("visitor", ["observer", "protocol", "programme", "secretariat"])
def test_a_code_that_opens_a_delegates_details_is_shown_to_no_organiser(visitor, visit, dialogue):
    """Who reads it could give details and consent in the delegate's name."""
    mail = make_mail("access_code", dialogue)
    for name in ["admin:mail_outgoingmail_change", "admin:outgoing_mail_html"]:
        response = visit(visitor).get(reverse(name, args=[mail.pk]), follow=True)
        assert SECRET not in response.content.decode(), name


# The second factor


def test_without_the_second_factor_that_is_required_the_admin_site_stays_closed(
    settings, visit, world
):
    settings.REQUIRE_SECOND_FACTOR = True
    for name in rows(PAGES):
        if name.startswith(("admin:", "/admin/")) and name != "admin:logout":
            response = visit("superuser").get(address(name, world), follow=True)
            ends_at = response.request["PATH_INFO"]
            assert ends_at.startswith("/accounts/"), name


def test_a_wrong_password_link_shuts_nobody_out_from_setting_up_a_second_factor(visit):
    """allauth takes down the address of whoever the link names, as unconfirmed."""
    someone = visit.users["secretariat"]
    link = [int_to_base36(someone.pk), "wrong-key"]
    visit("nobody").get(reverse("account_reset_password_from_key", args=link), follow=True)
    path = reverse("mfa_activate_totp")
    assert letter(visit("secretariat").get(path, follow=True), path) == "A"


def test_an_invitee_who_has_been_withdrawn_finds_no_page(client, dialogue):
    invitation = factories.invitation(dialogue, Status.WITHDRAWN)
    response = client.get(reverse("answer", args=[invitation.token]))
    assert response.status_code == 404
    assert invitation.person.family_name not in response.content.decode()


def test_a_visitor_who_is_not_signed_in_may_not_send_files_of_any_size():
    """Not even to be told that the token against forgery is missing."""
    browser = Client(enforce_csrf_checks=True)
    address = reverse("account_login")
    assert browser.post(address, {"login": "x" * 2_000_000}).status_code == 413
    assert browser.post(address, {"login": "x"}).status_code == 403
    browser.force_login(factories.organiser())
    assert browser.post(address, {"login": "x" * 2_000_000}).status_code == 403
