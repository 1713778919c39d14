"""The main job on the real pages: choose, invite, read the letter, answer, subscribe, see it."""

import re
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SIZES, choose

DIALOGUE = "ai-governance-2026"
LETTERS = ".field-letters a[href*='/mail/outgoingmail/']"  # not what can be done with them


def person(page, world, email, **fields):
    """Add somebody in the admin site."""
    page.goto(f"{world.url}/admin/participants/person/add/")
    values = {"family_name": "Phạm", "given_name": "Thị Lan", "email": email, **fields}
    page.select_option("[name=country]", values.pop("country", "VN"))
    page.select_option("select[name=language]", values.pop("language", "vi"))
    for name, value in values.items():
        page.fill(f"[name={name}]", value)
    page.click("[name=_save]")
    expect(page.locator(".messagelist .success")).to_be_visible()


def invite(page, world, email):
    """Draft, clear and invite somebody; return the personal link in the letter that was sent."""
    page.goto(f"{world.url}/admin/participants/person/?q={email}")
    page.check("#action-toggle")
    page.select_option("[name=action]", "draft_invitations")
    page.click("button[name=index]")
    page.select_option("[name=category]", index=1)
    page.click("[name=confirmed]")
    page.goto(f"{world.url}/admin/participants/invitation/?q={email}")
    page.check("#action-toggle")
    page.select_option("[name=action]", "clear")
    page.click("button[name=index]")
    page.click("[name=confirmed]")
    page.click("th.field-who a")
    page.get_by_role("link", name="Send invitations").click()
    expect(page.get_by_text("This affects 1 person.")).to_be_visible()
    letter = page.frame_locator("iframe.letter")
    expect(letter.locator("a.button")).to_be_visible()
    assert email in page.content()
    page.click("[name=confirmed]")
    expect(page.locator(".field-state")).to_contain_text("invited")
    page.locator(LETTERS).click()
    expect(page.locator(".field-recipient")).to_contain_text(email)
    return page.frame_locator("iframe.letter").locator("a.button").get_attribute("href")


@pytest.mark.parametrize("size", ["desktop"], indirect=True)
def test_from_the_choice_of_a_person_to_a_subscribed_calendar(visit, world):
    admin = visit("en", signed_in=world)
    person(admin, world, "lan.pham@example.org")
    link = invite(admin, world, "lan.pham@example.org")
    assert link.startswith(f"{world.url}/i/")

    for _ in range(3):  # a mail scanner opens it, with scripts, and follows what it finds
        scanner = visit("en")
        scanner.goto(link)
        for found in scanner.locator("a[href^='/'], a[href^='?']").all():
            urllib.request.urlopen(world.url + "/" + found.get_attribute("href").lstrip("/?"))

    phone = visit("vi", at=SIZES["phone"])
    phone.goto(link)
    expect(phone.locator("html")).to_have_attribute("lang", "vi")
    expect(phone.locator("body")).to_contain_text("Phạm Thị Lan")
    expect(phone.locator("[name=answered_by_name]")).to_be_hidden()
    phone.locator("form button[type=submit]").click()
    expect(phone.locator(".error-summary")).to_be_focused()  # without a script
    expect(phone.locator(".invalid-feedback").first).to_be_visible()
    choose(phone, "response", "accept")
    choose(phone, "answered_by", "office")
    phone.fill("[name=answered_by_name]", "Trần Văn Bình")
    phone.fill("[name=answered_by_email]", "binh@example.org")
    expect(phone.locator("[name=reason]")).to_be_hidden()
    phone.locator("form button[type=submit]").click()
    expect(phone.locator(".state-accepted")).to_contain_text("Trần Văn Bình")
    phone.locator("#next a[href*='/calendar/']").click()
    calendar = phone.locator("code", has_text="/calendar/my/").first.inner_text()

    with urllib.request.urlopen(calendar) as response:
        assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
        text, etag = response.read().decode(), response.headers["ETag"]
    assert text.count("BEGIN:VEVENT") == 21  # and the dialogue as a whole
    assert "STATUS:TENTATIVE" in text
    again = urllib.request.Request(calendar, headers={"If-None-Match": etag})
    with pytest.raises(urllib.error.HTTPError, match="304"):
        urllib.request.urlopen(again)

    admin.goto(f"{world.url}/admin/participants/invitation/?q=lan.pham@example.org")
    admin.click("th.field-who a")
    expect(admin.locator(".field-state")).to_contain_text("accepted")
    history = admin.locator("#events")
    expect(history).to_contain_text("Trần Văn Bình")
    expect(history).to_contain_text("personal link")
    admin.locator(LETTERS).first.click()
    expect(admin.locator(".field-files")).to_contain_text(".ics")
    for _look in range(60):  # the worker beside the server looks every two seconds
        if "not sent" in admin.locator(".field-outcome").inner_text():
            break
        admin.reload()
    expect(admin.locator(".field-outcome")).to_contain_text("not sent")


def test_the_answer_can_be_changed_and_back_does_no_harm(visit, world, size):
    admin = visit("en", signed_in=world)
    email = f"back.{size['width']}@example.org"
    person(admin, world, email, language="en", given_name=f"Văn {size['width']}")
    link = invite(admin, world, email)
    page = visit("en")
    page.goto(link)
    choose(page, "response", "tentative")
    page.fill("[name=reason]", "The session of parliament 😀")
    page.locator("form button[type=submit]").click()
    expect(page.locator(".state-tentative")).to_be_visible()
    page.get_by_text("Change your answer", exact=True).click()
    choose(page, "response", "decline")
    page.get_by_role("button", name="Send your answer").click()
    expect(page.locator(".state-declined")).to_be_visible()
    page.go_back()
    page.reload()
    expect(page.locator(".state-declined")).to_be_visible()


def test_subscribing_starts_from_the_public_page(visit, world, size):
    page = visit("vi")
    page.goto(f"{world.url}/")
    expect(page).to_have_url(re.compile(f"/vi/{DIALOGUE}/$"))
    page.get_by_role("navigation").locator("a[href$='/calendars/']").click()
    addresses = [link.get_attribute("href") for link in page.locator(".feed a").all()]
    assert sum(address.startswith("webcal://") for address in addresses) == 2
    with page.expect_download() as download:
        page.locator(".feed a[download]").first.click()
    assert download.value.suggested_filename == f"{DIALOGUE}.ics"


def test_the_programme_fits_on_paper(visit, world, size):
    page = visit("en")
    page.goto(f"{world.url}/en/{DIALOGUE}/programme/")
    page.emulate_media(media="print")
    expect(page.locator(".navigation")).to_be_hidden()
    expect(page.locator(".printed")).to_contain_text("Version 2,")
    assert page.pdf(format="A4").startswith(b"%PDF")
