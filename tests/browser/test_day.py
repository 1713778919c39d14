"""A day of the programme as organisers build it: by mouse, by keyboard, by the form, on a phone."""

import re

import pytest

from tests.browser.conftest import SIZES, cookies_of_a_visitor, find_barriers, look_at

KEYNOTE = "article[data-title^='Keynote'], article[data-title^='Phát biểu đề dẫn']"


@pytest.fixture(params=["en", "vi"])
def language(request):
    return request.param


@pytest.fixture
def day(visit, world, language):
    page = visit(language, signed_in=world)
    page.click("a[href*='/agenda/session/day/']")
    look_at(page, page.url)
    return page


def clock(page):
    return page.inner_text(f":is({KEYNOTE}) .clock")


def times(page):
    return [page.input_value(f"[name={name}_at_1]") for name in ["starts", "ends"]]


def save(page):
    page.click("#move-form [value=move]")
    page.wait_for_selector(".messagelist .success")


def put_back(page, hours):
    """As it was before the test, by the form."""
    page.click(f":is({KEYNOTE}) a.move")
    for name, value in zip(["starts", "ends"], hours.split("–"), strict=True):
        page.fill(f"[name={name}_at_1]", value)
    save(page)
    assert clock(page) == hours


@pytest.mark.parametrize("size", [SIZES["desktop"]], ids=["desktop"])
def test_a_session_is_dragged_and_saved_only_by_the_form(day, size):
    before = clock(day)
    block = day.locator(KEYNOTE)
    block.scroll_into_view_if_needed()
    box = block.bounding_box()
    room = day.locator(".room:not([data-room=''])").nth(1)
    target = room.bounding_box()
    day.mouse.move(box["x"] + box["width"] - 8, box["y"] + box["height"] - 14)
    day.mouse.down()
    day.mouse.move(target["x"] + 40, box["y"] + box["height"] + 40, steps=8)
    day.mouse.up()
    after = clock(day)
    assert after != before
    assert re.fullmatch(r"\d\d:\d[05]–\d\d:\d[05]", after)
    assert "–".join(times(day)) == after
    assert day.input_value("[name=room]") == room.get_attribute("data-room")
    assert after.split("–")[0] in day.inner_text("#said")
    # Until it is saved or put back it may lie over another session and cover a part of its links.
    assert [found for found in find_barriers(day) if found[0] != "target-size"] == []
    day.keyboard.press("Escape")
    assert (clock(day), day.is_hidden("#move")) == (before, True)
    look_at(day, day.url)
    assert clock(day) == before  # nothing was saved


@pytest.mark.parametrize("size", [SIZES["desktop"]], ids=["desktop"])
def test_the_lower_edge_makes_a_session_longer(day, size):
    before = clock(day)
    edge = day.locator(f":is({KEYNOTE}) .edge")
    edge.evaluate("one => one.scrollIntoView({block: 'center'})")
    day.hover(KEYNOTE)  # a short block unfolds below the pointer, and so its edge goes down
    box = edge.bounding_box()
    day.mouse.move(box["x"] + 60, box["y"] + 3)
    day.mouse.down()
    day.mouse.move(box["x"] + 60, box["y"] + 50, steps=5)
    day.mouse.up()
    assert times(day)[0] == before.split("–")[0]
    assert times(day)[1] > before.split("–")[1]
    day.click("#move-cancel")
    assert clock(day) == before


@pytest.mark.parametrize("size", [SIZES["desktop"]], ids=["desktop"])
def test_a_finger_drags_by_the_handle_and_scrolls_by_the_rest(browser, world, size):
    context = browser.new_context(viewport=size, has_touch=True)
    page = context.new_page()
    context.add_cookies(cookies_of_a_visitor(world, page))
    page.goto(f"{world.url}/admin/?dialogue=1")
    page.click("a[href*='/agenda/session/day/']")
    before = clock(page)
    page.locator(KEYNOTE).evaluate("one => one.scrollIntoView({block: 'center'})")
    box = page.locator(KEYNOTE).bounding_box()
    swipe(page, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert (clock(page), page.is_hidden("#move")) == (before, True)
    page.locator(KEYNOTE).evaluate("one => one.scrollIntoView({block: 'center'})")
    grip = page.locator(f":is({KEYNOTE}) .grip").bounding_box()
    swipe(page, grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2)
    assert clock(page) != before
    assert "–".join(times(page)) == clock(page)
    page.click("#move-cancel")
    assert clock(page) == before
    context.close()


def swipe(page, x, y, down=60):
    """A finger goes down there and then so many pixels towards the lower edge."""
    hand = page.context.new_cdp_session(page)

    def touch(kind, *points):
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    touch("touchStart", {"x": x, "y": y})
    for step in range(1, 9):
        touch("touchMove", {"x": x, "y": y + down * step / 8})
    touch("touchEnd")


@pytest.mark.parametrize("size", [SIZES["desktop"]], ids=["desktop"])
def test_a_new_session_is_like_others_of_its_kind_until_somebody_chooses(visit, world, size):
    page = visit("en", signed_in=world)
    page.goto(f"{world.url}/admin/agenda/session/add/")

    def chosen():
        return [page.input_value(f"[name={name}]") for name in ["attribution", "audience"]]

    page.select_option("[name=kind]", "round_table")
    assert chosen() == ["chatham_house", "delegates"]
    page.select_option("[name=audience]", "public")
    page.select_option("[name=kind]", "keynote")
    page.select_option("[name=kind]", "round_table")
    assert chosen() == ["chatham_house", "public"]
    assert page.complaints == []


@pytest.mark.parametrize("size", [SIZES["desktop"]], ids=["desktop"])
def test_a_session_is_moved_by_keyboard(day, size):
    before = clock(day)
    assert before == "11:00–11:30"
    day.focus(KEYNOTE)
    day.keyboard.press("ArrowDown")
    day.keyboard.press("ArrowDown")
    day.keyboard.press("Shift+ArrowDown")
    assert times(day) == ["11:10", "11:45"]
    assert "11:10" in day.inner_text("#said")
    room = day.input_value("[name=room]")
    day.keyboard.press("Alt+ArrowRight")
    assert day.input_value("[name=room]") != room
    day.keyboard.press("Control+ArrowLeft")
    assert day.input_value("[name=room]") == room
    day.wait_for_selector("#arising:not(:empty)")
    save(day)
    assert clock(day) == "11:10–11:45"
    put_back(day, before)
    day.focus(KEYNOTE)
    day.keyboard.press("Enter")
    day.wait_for_url(re.compile(r"/agenda/session/\d+/change/\?day="))


def test_a_session_is_moved_by_the_form_at_any_size(day, size):
    before = clock(day)
    if size == SIZES["phone"]:
        edges = {round(one.bounding_box()["x"]) for one in day.locator(".block").all()}
        assert len(edges) == 1  # one column
        shown = [one.inner_text()[:5] for one in day.locator(".clock").all()]
        assert shown == sorted(shown)
    day.click(f":is({KEYNOTE}) a.move")
    look_at(day, day.url.partition("#")[0])
    day.fill("[name=ends_at_1]", "10:30")
    day.click("#move-form [value=move]")
    day.wait_for_selector("#move .errorlist")
    assert times(day) == [before[:5], "10:30"]
    assert find_barriers(day) == []
    put_back(day, before)


def test_running_late_and_the_list_of_conflicts(day):
    address = day.url
    day.locator("a[href*='/late/']").nth(3).click()
    day.fill("[name=minutes]", "20")
    day.click(".late-form button")
    day.wait_for_selector(".late-plan")
    look_at(day, day.url)
    day.goto(address)
    day.click(".day-nav a[href*='/conflicts/']")
    look_at(day, day.url)
    day.locator("summary").first.click()
    assert find_barriers(day) == []


def test_the_readers_own_time_is_shown_where_it_differs(browser, world, size):
    from tests.browser.conftest import sign_in

    for zone, expected in [("Europe/Paris", r"\(06:00–06:30\)"), ("Asia/Bangkok", r"^$")]:
        context = browser.new_context(viewport=size, timezone_id=zone)
        page = context.new_page()
        sign_in(page, world)
        page.click("a[href*='/agenda/session/day/']")
        page.wait_for_load_state()
        assert re.search(expected, page.inner_text(f":is({KEYNOTE}) .own"))
        context.close()


def test_the_page_shows_the_same_without_scripts(browser, world, size):
    from tests.browser.conftest import sign_in

    context = browser.new_context(viewport=size, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, world)
    page.click("a[href*='/agenda/session/day/']")
    before = clock(page)
    page.click(f":is({KEYNOTE}) a.move")
    assert "–".join(times(page)) == before
    assert page.is_visible("#move-form [value=move]")
    context.close()
