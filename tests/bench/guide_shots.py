"""What the pictures of the guide show: the address, what is done there, the part that is framed."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

DESK, PHONE = {"width": 860, "height": 1000}, {"width": 390, "height": 920}
PEOPLE = [
    ["Family name", "Given name", "Form of address (English)", "Country", "Email", "Category"],
    ["Okafor", "Amara", "Ms", "Singapore", "amara@example.org", "Regulators"],
    ["Lindqvist", "Jonas", "Dr", "Singapore", "jonas@example.org", "Technology companies"],
    ["Inoue", "Takumi", "Mr", "Singapore", "takumi@example.org", "Researchers"],
]


def _site(page):
    found = re.match(r"https?://[^/]+", page.url)
    assert found
    return found[0]


def _language(page):
    return page.get_attribute("html", "lang") or "en"


def _import(page: Page) -> None:
    page.goto(_site(page) + "/admin/participants/person/import/?dialogue=1")
    text = "\n".join(",".join(row) for row in PEOPLE)
    page.set_input_files(
        "[name=file]", {"name": "guests.csv", "mimeType": "text/csv", "buffer": text.encode()}
    )
    page.click("input[type=submit].default")
    page.wait_for_load_state()


def _columns(page: Page) -> None:
    _import(page)
    page.click("a[href$='/columns/']")
    page.wait_for_load_state()


def _wave(page: Page) -> None:
    page.check("#action-toggle")
    page.select_option("select[name=action]", "invite")
    page.click("button[name=index]")
    page.wait_for_load_state()


def _first_row(page: Page) -> None:
    page.click("#result_list tbody th a")
    page.wait_for_load_state()


def _change_a_session(page: Page) -> None:
    """Something to release."""
    page.goto(_site(page) + "/admin/agenda/session/?q=photo")
    _first_row(page)
    page.fill("[name=title_en]", "Family photo in the garden")
    page.fill("[name=title_vi]", "Chụp ảnh lưu niệm trong vườn")
    page.click("[name=_save]")
    page.wait_for_load_state()
    page.goto(_site(page) + "/admin/agenda/release/of/1/draft/")


def _notes(page: Page) -> None:
    """Two notes of a round table, unless they are there."""
    page.goto(_site(page) + "/admin/agenda/session/?kind__exact=round_table")
    _first_row(page)
    page.click("a[href$='/notes/']")
    page.wait_for_load_state()
    said = {
        "en": ["Small firms need shared computing power.", "Pilots should be judged openly."],
        "vi": ["Doanh nghiệp nhỏ cần hạ tầng tính toán dùng chung.", "Cần đánh giá công khai."],
    }
    language = _language(page)
    for text in said[language][page.locator(".notes li").count() :]:
        page.fill("[name=text]", text)
        page.select_option("select[name=language]", language)
        page.click("form.note [type=submit]")
        page.wait_for_load_state()


def _letters_in(page: Page) -> None:
    page.goto(_site(page) + "/admin/?dialogue=1")
    page.locator("a.act[href*='incomingletter']").first.click()
    page.wait_for_load_state()


def _read(page: Page) -> None:
    """The project's own paper, whose text is there."""
    page.goto(f"{_site(page)}/admin/agenda/sourcedocument/?q=background-{_language(page)}")
    page.click("#result_list a[href$='/reading/']")
    page.wait_for_load_state()


def _permission(page: Page) -> None:
    page.click("#permission-group .add-row a")


def _day(page: Page) -> None:
    page.click("#content a[href*='/session/day/']")
    page.wait_for_load_state()


def _after_accepting(page: Page) -> None:
    language = _language(page)
    page.goto(_site(page) + "/admin/participants/invitation/?status__exact=accepted")
    _first_row(page)
    link = page.locator(".field-link a").first.get_attribute("href") or ""
    page.set_viewport_size(PHONE)
    page.goto(f"{link}?lang={language}")


@dataclass(frozen=True)
class Shot:
    """What to open, what to do there, and what of it to show: all that `frame` selects, as a
    rectangle, no more than `most` pixels high."""

    name: str
    path: str
    frame: str = "#content"
    before: Callable[[Page], None] | None = None
    most: int = 600


INVITATION = "/admin/participants/invitation/"
SHOTS = [
    Shot("front-page", "/admin/?dialogue=1", "#content", most=760),
    Shot("new-dialogue", f"{INVITATION}new-dialogue/", "#content", most=640),
    Shot("ready", f"{INVITATION}ready/1/", "#content > h1, .checks", most=700),
    Shot("import", "/admin/", "#content", _import, most=560),
    Shot("import-columns", "/admin/", "h2 + .scroll", _columns),
    Shot("wave", f"{INVITATION}?status__exact=cleared", "#content", _wave, most=700),
    Shot("invitation", f"{INVITATION}?status__exact=tentative", "#content", _first_row, most=560),
    Shot("compare", "/admin/", "#content", _letters_in, most=520),
    Shot("balance", f"{INVITATION}balance/1/", "#content", most=600),
    Shot("reserve", f"{INVITATION}reserve/1/", "#content", most=640),
    Shot("official", "/admin/participants/officialletter/", "#result_list", most=480),
    Shot("participants", f"{INVITATION}participants/1/", ".paper-title, table.participants"),
    Shot("reading", "/admin/agenda/sourcedocument/", "#text", _read, most=560),
    Shot("day", "/admin/agenda/session/", "#content", _day, most=760),
    Shot("conflicts", "/admin/agenda/session/conflicts/1/", "#content", most=440),
    Shot("release", "/admin/", "#content", _change_a_session, most=700),
    Shot("notes", "/admin/", "#content", _notes, most=640),
    Shot("permission", "/admin/dialogue/dialogue/1/change/", "#permission-group", _permission),
]
OF_DELEGATES = [
    Shot("delegate-answer", "", "body", most=PHONE["height"]),
    Shot("delegate-steps", "", "#next", _after_accepting, most=620),
]
