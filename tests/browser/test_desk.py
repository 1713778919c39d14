"""What every page of the admin site shares: a header that leaves a telephone room for the page, and
a ring that says where the keyboard is."""

import pytest

from tests.browser.conftest import SIZES

ACCEPTED = "/admin/participants/invitation/?status__exact=accepted"


@pytest.fixture
def page(visit, world):
    page = visit(signed_in=world)
    page.goto(f"{world.url}{ACCEPTED}")
    return page


def height(page, selector):
    return page.locator(selector).bounding_box()["height"]


def test_on_a_telephone_the_header_leaves_room_and_says_that_more_tabs_follow(page, size):
    if size != SIZES["phone"]:
        pytest.skip("the header is wide enough")
    assert height(page, "#header") + height(page, ".desk-bar") <= 100
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    arrow = "getComputedStyle(document.querySelector('.desk-bar ul'), '::after').opacity"
    assert page.evaluate(arrow) == "1"
    page.evaluate("document.querySelector('.desk-bar ul').scrollLeft = 9999")
    page.wait_for_function(f"{arrow} === '0'")


def test_the_frame_of_a_letter_shows_that_the_keyboard_is_in_it(page, world):
    key = page.locator("input.action-select").first.get_attribute("value")
    page.goto(f"{world.url}/admin/participants/invitation/action/withdraw/?ids={key}")
    page.locator("details.letter-preview summary").last.focus()
    if not page.locator("details.letter-preview[open] iframe").count():
        page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    frame = page.locator("iframe.has-focus")
    frame.wait_for()
    assert frame.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"


def test_the_kind_of_a_new_session_says_what_it_set_and_keeps_what_was_chosen(page, world):
    page.goto(f"{world.url}/admin/agenda/session/add/")
    said = page.locator(".field-kind [role=status]")
    page.select_option("#id_kind", "round_table")
    assert "Chatham House Rule" in said.inner_text()
    assert page.input_value("#id_audience") == "delegates"
    page.select_option("#id_audience", "public")
    page.select_option("#id_kind", "keynote")
    page.select_option("#id_kind", "round_table")
    assert page.input_value("#id_audience") == "public"
    assert "Chatham House Rule" in said.inner_text()
