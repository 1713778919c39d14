"""A role from the desk to the delegate's page and back, on the real pages, in the browser."""

import re

import pytest

from tests.browser.conftest import SIZES, look_at


def give_a_role(page, world):
    """Put a delegate who has no part yet into a session of the Forum; their link."""
    page.goto(f"{world.url}/admin/participants/invitation/?status__exact=tentative")
    page.locator("th.field-who a").first.click()
    link = page.locator(".field-link a").get_attribute("href")
    name = page.locator("#content h2").first.inner_text().split(" – ")[0]
    page.goto(f"{world.url}/admin/agenda/session/?kind__exact=forum")
    page.locator("th.field-title a").first.click()
    page.locator(".add-row a").click()
    page.locator("#roles-0 .select2-selection").click()
    page.locator(".select2-search__field").fill(name.split()[0])
    page.locator(".select2-results__option", has_text=name).click()
    page.select_option("[name=roles-0-kind]", "moderator")
    page.get_by_role("button", name="Save and continue editing").click()
    return link


@pytest.mark.parametrize("size", [SIZES["desktop"]], ids=["desktop"])
def test_a_delegate_is_asked_and_takes_the_role_on_a_phone(visit, world, size):
    desk = visit("en", signed_in=world)
    link = give_a_role(desk, world)
    desk.get_by_role("link", name="Ask people to take 1 role").click()
    look_at(desk, desk.url.split("#")[0])
    desk.locator("iframe.letter").first.scroll_into_view_if_needed()  # only then is it loaded
    letter = desk.frame_locator("iframe.letter").first
    session = re.compile("ASEAN Future Forum|Diễn đàn Tương lai")  # in their language
    letter.get_by_text(session).first.wait_for()
    desk.get_by_role("button", name="Ask people to take these roles").click()
    desk.locator(".role-asked").wait_for()
    look_at(desk, desk.url.split("#")[0])

    phone = visit("vi", SIZES["phone"])
    look_at(phone, f"{link}?lang=vi")
    phone.goto(f"{link}?lang=en")
    phone.locator("#your-roles a").click()
    part = phone.locator("main .role")
    part.get_by_text("I am answering for the invitee").click()
    part.get_by_role("button", name="I accept this role").click()
    phone.get_by_role("link", name="Please give your name").wait_for()
    phone.complaints.clear()  # the browser notes the 422
    phone.fill("[name$=answered_by_name]", "Rachel Goh")
    phone.get_by_role("button", name="I accept this role").click()
    part = phone.locator("main .role")
    part.get_by_text("You have accepted this role. Thank you.").wait_for()
    assert "Rachel Goh, on behalf of the invitee" in part.inner_text()

    phone.get_by_role("link", name="Your invitation").click()
    phone.locator("#next a[href*='/programme/']").click()
    for language in ["vi", "en"]:
        look_at(phone, re.sub("lang=..", f"lang={language}", phone.url))
    phone.get_by_role("button", name="I have seen the programme").click()
    phone.get_by_text("nothing has changed since").wait_for()

    desk.reload()
    desk.get_by_role("link", name="Record an answer").click()
    look_at(desk, desk.url.split("#")[0])
    desk.get_by_text("declines the role").click()
    desk.get_by_text("telephone").click()
    desk.get_by_label("Who told you").fill("Rachel Goh")
    desk.get_by_role("button", name="Record the answer").click()
    desk.locator(".role-refused").wait_for()
    look_at(desk, f"{world.url}/admin/agenda/role/")
    look_at(desk, f"{world.url}/admin/agenda/role/1/change/")
