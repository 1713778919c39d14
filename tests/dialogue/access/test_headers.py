"""What every answer tells a browser besides its content, and what a page may use of it."""

import pytest
from allauth.mfa.webauthn import views as keys
from django.contrib.staticfiles import finders
from django.urls import resolve, reverse

from dialogue.access.browser_features import FEATURES
from participants.states import Status
from tests import factories

HERE, KEY = "Cross-Origin-Resource-Policy", "publickey-credentials"


def allowed(response):
    """The features that a page may use."""
    policy = dict(part.split("=") for part in response["Permissions-Policy"].split(", "))
    assert set(policy) == set(FEATURES)
    return {feature for feature, origins in policy.items() if origins != "()"}


def test_a_page_may_use_nothing_of_the_browser_and_is_for_no_other_site(client, dialogue):
    invitation = factories.invitation(dialogue, Status.INVITED)
    for path in [dialogue.get_absolute_url(), invitation.page_path, "/en/nothing-here/"]:
        response = client.get(path, follow=True)
        assert allowed(response) == set()
        assert response[HERE] == "same-origin"


def test_powers_that_matter_are_among_those_that_are_off():
    assert set(FEATURES) > {
        "camera",
        "microphone",
        "geolocation",
        "payment",
        "usb",
        "clipboard-read",
    }


@pytest.mark.parametrize("name", ["account_login", "mfa_authenticate"])
def test_the_pages_of_signing_in_may_ask_for_a_key(client, db, name):
    assert allowed(client.get(reverse(name))) == {f"{KEY}-get"}


def test_only_the_page_that_adds_a_key_may_make_one(client, user):
    user.set_password("a long sentence of hers")
    user.save()
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": "a long sentence of hers"})
    page = client.get(reverse("mfa_add_webauthn"))
    assert (page.status_code, allowed(page)) == (200, {f"{KEY}-create"})
    assert allowed(client.get(reverse("admin:index"), follow=True)) == set()


def test_a_key_may_confirm_who_is_there(rf, user):
    """Only an account with a key can open that page; what the address leads to is asked itself."""
    view = resolve(reverse("mfa_reauthenticate_webauthn")).func
    assert view.__wrapped__ is keys.reauthenticate_webauthn


def test_what_is_public_and_made_for_other_sites_may_be_loaded_there(client, dialogue):
    factories.release(dialogue)
    for name in ["calendar", "changes_feed"]:
        response = client.get(reverse(name, args=[dialogue.slug]))
        assert (response.status_code, response[HERE]) == (200, "cross-origin")


def test_a_delegates_own_calendar_may_not(client, dialogue):
    invitation = factories.invitation(dialogue, Status.ACCEPTED)
    response = client.get(reverse("calendar_mine", args=[invitation.calendar_token]))
    assert (response.status_code, response[HERE]) == (200, "same-origin")


def test_static_files_say_so_too(client, db):
    assert finders.find("dialogue/site.css")
    response = client.get("/static/dialogue/site.css")
    assert b"".join(response.streaming_content)
    response.close()
    assert response[HERE] == "same-origin"


def test_every_page_says_which_features_it_may_not_use(client, db):
    assert "camera=()" in client.get("/en/")["Permissions-Policy"]


def test_the_content_policy_says_where_its_reports_go(client, db):
    response = client.get("/en/")
    assert "report-uri /csp-reports/" in response["Content-Security-Policy"]
    assert "report-to csp" in response["Content-Security-Policy"]
    assert response["Reporting-Endpoints"] == 'csp="/csp-reports/"'
