"""Where somebody's way ends: each page is in a language of its reader, says whom to write to, and
leads on."""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from dialogue import views
from participants.models import InvitationEvent
from participants.states import Status
from participants.workflow import invitations
from participants.workflow.transitions import Actor
from tests import factories
from tests.reading import soup, words

BY = Actor(InvitationEvent.Door.ADMIN, "Secretariat")
NOWHERE = "/nowhere/at/all.txt"  # no address of ours, with a language before it or without
WRONG_LINK = "/i/6a1e73e9aa77066484b617227f497db931bb/"


def sections(page):
    """{language: the words of its part of the page}"""
    return {part["lang"]: words(part) for part in page.select("main section[lang]")}


def ways(page, language):
    part = page.select_one(f"main section[lang={language}]")
    return [link["href"] for link in part.select("ul a")]


@pytest.mark.parametrize(
    ("language", "title", "whom"),
    [("en", "Page not found", "Whom to write to"), ("vi", "Không tìm thấy trang", "Liên hệ")],
)
def test_a_public_page_that_is_not_there_leads_to_those_that_are(
    client, dialogue, language, title, whom
):
    page = soup(client.get(f"/{language}/{dialogue.slug}/topics/nothing/"), 404)
    (told,) = sections(page).values()
    assert title in told and whom in told
    assert dialogue.contact_email in told
    base = f"/{language}/{dialogue.slug}/"
    assert ways(page, language) == [base, f"{base}programme/", f"{base}topics/"]
    other = {"en": "vi", "vi": "en"}[language]
    (link,) = page.select(".languages a")
    assert link["href"] == f"/{other}/{dialogue.slug}/topics/nothing/"
    assert client.get(link["href"]).status_code == 404


def test_where_the_language_is_not_known_both_are_there_the_preferred_one_first(client, dialogue):
    for accepted, order in [("en", ["en", "vi"]), ("vi", ["vi", "en"])]:
        page = soup(client.get(NOWHERE, headers={"accept-language": accepted}), 404)
        told = sections(page)
        assert list(told) == order
        assert page.html["lang"] == order[0]
        assert page.select_one(".languages a") is None
        assert "Page not found" in told["en"] and "Không tìm thấy trang" in told["vi"]
        for language in order:
            assert f"/{language}/{dialogue.slug}/" in ways(page, language)


def test_with_several_dialogues_nobody_is_sent_to_the_wrong_one(client, dialogue, settings):
    settings.DEFAULT_FROM_EMAIL = "Secretariat <office@dialogue.test>"
    factories.dialogue(contact_email="others@dialogue.test")
    page = soup(client.get(NOWHERE), 404)
    assert "office@dialogue.test" in sections(page)["en"]
    assert ways(page, "en") == ["/en/"] and ways(page, "vi") == ["/vi/"]
    page = soup(client.get(f"/en/{dialogue.slug}/nowhere/"), 404)
    assert dialogue.contact_email in sections(page)["en"]


def test_a_dialogue_that_is_not_public_is_not_named(client, dialogue, settings):
    settings.DEFAULT_FROM_EMAIL = "office@dialogue.test"
    dialogue.is_public = False
    dialogue.save()
    page = soup(client.get(f"/en/{dialogue.slug}/"), 404)
    assert dialogue.title_en not in words(page)
    assert dialogue.contact_email not in words(page)


@pytest.mark.parametrize("kind", ["wrong", "revoked", "of a delegation", "of reminders"])
def test_every_link_that_opens_nothing_says_the_same_in_both_languages(client, dialogue, kind):
    path = WRONG_LINK
    if kind == "revoked":
        invitation = factories.invitation(dialogue, Status.ACCEPTED)
        path = reverse("answer", args=[invitation.token])
        invitations.renew_link(invitation, BY)
    elif kind == "of a delegation":
        path = "/i/delegation/6a1e73e9aa77066484b617227f497db931bb/"
    elif kind == "of reminders":
        path = "/mail/unsubscribe/wrong/"
    response = client.get(path)
    page = soup(response, 404)
    told = sections(page)
    assert "This link is not valid" in told["en"]
    assert "Đường dẫn không hợp lệ" in told["vi"]
    for language, text in told.items():
        assert dialogue.contact_email in text
        assert f"/{language}/{dialogue.slug}/" in ways(page, language)
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    page = soup(client.get(path, {"lang": "vi"}), 404)
    assert list(sections(page)) == ["vi"]
    assert page.select_one(".languages a")["href"] == "?lang=en"


def test_an_ended_link_leads_to_the_public_pages(client, dialogue, clock):
    invitation = factories.invitation(dialogue, Status.ACCEPTED)
    clock.move_to("2032-01-01T00:00:00Z")
    page = soup(client.get(reverse("answer", args=[invitation.token]), {"lang": "vi"}), 410)
    (told,) = sections(page).values()
    assert dialogue.title_vi in told and dialogue.contact_email in told
    assert f"/vi/{dialogue.slug}/programme/" in ways(page, "vi")


def test_a_lost_cookie_leads_back_to_the_page_with_the_form(dialogue):
    invitation = factories.invitation(dialogue, Status.INVITED)
    path = reverse("answer", args=[invitation.token])
    page = soup(Client(enforce_csrf_checks=True).post(f"{path}?lang=vi", {}), 403)
    assert list(sections(page)) == ["vi"]
    assert ways(page, "vi")[0] == f"{path}?lang=vi"
    assert dialogue.contact_email in sections(page)["vi"]
    page = soup(Client(enforce_csrf_checks=True).post(path, {}), 403)
    assert set(sections(page)) == {"en", "vi"}


def test_organisers_are_led_to_their_front_page(client, user, dialogue):
    page = soup(client.get("/admin/nowhere/"), 404)
    assert ways(page, "en") == ["/admin/"] and ways(page, "vi") == ["/admin/"]


def test_who_is_refused_may_sign_out(client, dialogue):
    client.force_login(factories.organiser(username="user", is_staff=False, is_superuser=False))
    page = soup(client.get("/admin/", follow=True), 403)
    assert reverse("account_logout") in ways(page, "en")


def test_too_many_attempts_are_told_in_both_languages(db, rf):
    page = soup(views.too_many_attempts(rf.get("/accounts/login/")), 429)
    assert "Please wait a few minutes" in sections(page)["en"]
    assert set(sections(page)) == {"en", "vi"}


def test_an_error_of_ours_needs_neither_database_nor_session(settings):
    """No `db` here: a query would fail this test."""
    settings.DEFAULT_FROM_EMAIL = "Secretariat <office@dialogue.test>"
    page = soup(views.server_error(RequestFactory().get("/en/anything/")), 500)
    told = sections(page)
    assert "Something went wrong on our side" in told["en"]
    assert set(told) == {"en", "vi"}
    for language in told:
        assert "office@dialogue.test" in told[language]
        assert ways(page, language) == [f"/{language}/"]
