"""Every page, phone and desktop, both languages: no policy breach, no barrier, nothing cut off."""

import re

import pytest

from tests.browser.conftest import SIZES, look_at

DIALOGUE = "ai-governance-2026"
PUBLIC = [
    "",
    "topics/",
    "topics/private-sector/",
    "programme/",
    "speakers/",
    "changes/",
    "calendars/",
]
ADMIN = [
    "",
    "participants/",
    "participants/person/",
    "participants/person/1/change/",
    "participants/person/import/",
    "participants/person/1/history/",
    "participants/invitation/",
    "participants/invitation/1/change/",
    "participants/invitation/participants/1/",
    "participants/invitation/participants/1/?internal",
    "participants/invitation/1/answer/",
    "participants/invitation/balance/1/",
    "participants/invitation/reserve/1/",
    "participants/invitation/reserve/1/?what_if=1",
    "participants/invitation/action/withdraw/?ids=1&ids=2",
    "participants/invitation/reminders/",
    "participants/invitation/reminders/send/",
    "participants/incomingmail/",
    "participants/incomingmail/1/change/",
    "participants/incomingmail/upload/",
    "participants/reminderrule/",
    "participants/reminderrule/1/change/",
    "participants/delegation/",
    "participants/delegation/1/change/",
    "participants/delegation/1/renew/",
    "participants/invitation/1/consent/",
    "participants/invitation/action/withdraw/?ids=1&ids=2",
    "participants/invitationwithdetails/",
    "participants/organisation/",
    "participants/category/",
    "participants/datarequest/",
    "agenda/topic/",
    "agenda/topic/search/?q=quan+tri",
    "agenda/topic/search/?q=a",
    "agenda/topic/1/related/",
    "agenda/topic/coverage/1/",
    "agenda/term/",
    "agenda/term/1/change/",
    "agenda/term/of/1/",
    "agenda/term/of/1/sheet/",
    "agenda/topic/1/change/",
    "agenda/session/",
    "agenda/session/1/change/",
    "agenda/session/conflicts/1/",
    "agenda/role/",
    "agenda/role/ask/",
    "agenda/session/3/notes/",
    "agenda/sessionnote/",
    "agenda/release/",
    "agenda/release/of/1/draft/",
    "agenda/release/of/1/compare/?from=0&to=1",
    "agenda/session/calendars/1/",
    "agenda/session/calendars/1/write/",
    "agenda/room/",
    "agenda/passage/",
    "agenda/passage/1/change/",
    "agenda/sourcedocument/",
    "agenda/sourcedocument/1/change/",
    "agenda/sourcedocument/1/reading/",
    "agenda/sourcedocument/1/new-version/",
    "agenda/passage/1/in-text/",
    "agenda/passage/1/in-text/?delete",
    "dialogue/dialogue/",
    "dialogue/dialogue/1/change/",
    "mail/outgoingmail/",
    "mail/outgoingmail/1/change/",
    "mail/outgoingmail/queue/",
    "mail/outgoingmail/action/resend/?ids=1",
    "mail/blockedaddress/",
    "auth/user/",
    "guide/",
    "guide/start/",
    "guide/whole/",
]


# Vietnamese is longer, a phone narrower: together they show what does not fit.
EITHER_WAY = pytest.mark.parametrize(
    ("language", "size"),
    [("vi", SIZES["phone"]), ("en", SIZES["desktop"])],
    ids=["vi-phone", "en-desktop"],
)


@pytest.fixture(params=["en", "vi"])
def language(request):
    return request.param


def test_public_pages(visit, world, language):
    page = visit(language)
    for path in PUBLIC:
        look_at(page, f"{world.url}/{language}/{DIALOGUE}/{path}")
        assert page.get_attribute("html", "lang") == language
    look_at(page, f"{world.url}/{language}/guide/")


def test_pages_that_say_no(visit, world, language):
    page = visit(language)
    look_at(page, f"{world.url}/{language}/nothing-here/", status=404)
    look_at(page, f"{world.url}/i/unknown/", status=404)
    look_at(page, f"{world.url}/accounts/login/")
    look_at(page, f"{world.url}/accounts/password/reset/")


def test_the_invitees_page(visit, world, language):
    page = visit(language)
    look_at(page, f"{world.link}?lang={language}")
    assert page.get_attribute("html", "lang") == language


@EITHER_WAY
def test_the_invitees_page_in_other_states(visit, world, language, size):
    admin = visit("en", signed_in=world)
    for status in ["accepted", "tentative", "declined"]:
        admin.goto(f"{world.url}/admin/participants/invitation/?status__exact={status}")
        admin.click("th.field-who a")
        link = admin.locator(".field-link a").get_attribute("href")
        look_at(visit(language), f"{link}?lang={language}")
        if status != "declined":
            look_at(visit(language), f"{link}calendar/?lang={language}")


@EITHER_WAY
def test_the_admin_site(visit, world, language, size):
    page = visit(language, signed_in=world)
    for number, path in enumerate(ADMIN):
        barriers = number % 2 == (language == "vi")  # the slow part: once a page
        look_at(page, f"{world.url}/admin/{path}", barriers=barriers)
        assert page.get_attribute("html", "lang") == language


def test_letters_before_they_go_out(visit, world, language):
    page = visit(language, signed_in=world)
    page.goto(f"{world.url}/admin/participants/invitation/?status__exact=cleared")
    links = [link.get_attribute("href") for link in page.locator("th.field-who a").all()]
    numbers = [re.search(r"/(\d+)/change", link)[1] for link in links]
    ids = "&".join(f"ids={number}" for number in numbers)
    look_at(page, f"{world.url}/admin/participants/invitation/action/invite/?{ids}")
    letter = page.frame_locator("iframe.letter").first
    assert letter.locator(".letterhead").is_visible()


def test_pages_of_ones_own_account(visit, world, language):
    page = visit(language, signed_in=world)
    for path in ["2fa/", "password/change/", "logout/"]:
        look_at(page, f"{world.url}/accounts/{path}")
