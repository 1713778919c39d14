"""Step two as a delegate meets it: the code, the form that saves itself, consent, the way out."""

import re

import pytest

from tests.browser.conftest import SIZES, look_at


def code_on(page):
    """A demonstration sends no email, and says the code to the browser that asked for it."""
    return re.search(r"\b\d{6}\b", page.inner_text("#code-sent"))[0]


@pytest.mark.parametrize(
    ("language", "size"),
    [("vi", SIZES["phone"]), ("en", SIZES["desktop"])],
    ids=["vi-phone", "en-desktop"],
)
def test_a_delegate_gives_details_and_consent(visit, world, language, size):
    admin = visit("en", signed_in=world)
    admin.goto(f"{world.url}/admin/participants/invitation/?status__exact=accepted")
    row = 1 + (language == "vi") + 2 * (size["width"] < 500)  # each time another delegate
    admin.click(f"#result_list tbody tr:nth-child({row}) th a")
    link = admin.locator(".field-link a").get_attribute("href")

    page = visit(language)
    look_at(page, f"{link}?lang={language}")
    page.click("#next a[href*='/details/?']")
    look_at(page, page.url.partition("#")[0])
    page.click("form.again button")
    look_at(page, page.url.partition("#")[0])
    page.fill("[name=code]", code_on(page))
    page.press("[name=code]", "Enter")
    page.wait_for_selector("[data-autosave]")
    look_at(page, page.url.partition("#")[0])

    page.click("#notice summary")
    page.check("[name=attendance][value=local]")
    assert page.locator("[name=arrival_on]").is_hidden()
    page.check("[name=attendance][value=travels]")
    assert page.locator("[name=passport_number]").is_hidden()
    assert page.locator("[name=needs_visa_letter]").first.is_hidden()
    page.check("[name=arranged][value=each]")
    page.check("[name=needs_visa_letter][value=yes]")
    page.fill("[name=passport_number]", "K1234567")
    page.press("[name=passport_number]", "Tab")
    page.wait_for_selector(".saved:not(:empty)")
    assert re.search(r"\d\d:\d\d", page.inner_text(".saved"))
    look_at(page, page.url.partition("#")[0])
    assert page.input_value("[name=passport_number]") == "K1234567"  # nobody pressed the button

    page.fill("[name=access_needs]", "a quiet room")
    page.click("main a[href*='/details/consent/']")  # at once
    look_at(page, page.url.partition("#")[0])
    page.check("[name=agree][value=photographs]")
    page.click("#consent > form > button")
    page.wait_for_selector("[name=take_back][value=photographs]")
    look_at(page, page.url.partition("#")[0])
    page.click("main a[href*='/details/?']")
    assert page.input_value("[name=access_needs]") == "a quiet room"

    page.fill("[name=diet]", "no shellfish")
    page.click("[name=close]")  # at once
    page.wait_for_selector("#next")
    page.goto(f"{link}details/")
    assert page.locator("[name=passport_number]").count() == 0
    page.click("form.again button")
    page.fill("[name=code]", code_on(page))
    page.press("[name=code]", "Enter")
    page.wait_for_selector("[data-autosave]")
    assert page.input_value("[name=diet]") == "no shellfish"
