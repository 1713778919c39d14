"""Marking passages in the real page: words selected by mouse and by keyboard."""

from itertools import count

import pytest

from tests.browser.conftest import find_barriers, look_at
from tests.browser.marking import drag

numbers = count(1)
PARAGRAPHS = [
    "Trust 🤖 grows slowly, and it is lost in a single day by those who break their word.",
    "Niềm tin vào trí tuệ nhân tạo được xây dựng từng bước, và có thể mất đi rất nhanh chóng.",
    "Rules should be simple enough that a small company can follow them without a lawyer.",
]


@pytest.fixture
def page(visit, world):
    """The page of a new document's text, uploaded as an organiser does it."""
    page = visit(signed_in=world)
    number = next(numbers)
    page.goto(f"{world.url}/admin/agenda/sourcedocument/add/")
    text = "\n\n".join([*PARAGRAPHS, f"Report number {number}, {page.viewport_size['width']}."])
    file = {"name": "report.txt", "mimeType": "text/plain", "buffer": text.encode()}
    page.set_input_files("[name=file]", file)
    page.click("text=Add and read")
    page.wait_for_url("**/reading/")
    return page


def choose_topic(page):
    """The first topic there is, in the dialog."""
    page.select_option("dialog[open] [name=topic]", index=1)
    page.click("dialog[open] [type=submit]")
    page.wait_for_url("**/reading/#passage-*")


def test_words_are_marked_by_mouse(page):
    drag(page, (1, "grows"), (1, "slowly"))
    bar = page.locator("#marking-bar")
    assert "grows slowly" in bar.inner_text()
    assert find_barriers(page) == []
    bar.locator("button").click()
    assert page.locator("dialog[open] blockquote").inner_text().strip() == "grows slowly"
    assert find_barriers(page) == []
    choose_topic(page)
    assert page.locator("#text mark").inner_text() == "grows slowly"
    assert page.locator("#text .tag:focus").is_visible()
    assert page.locator("#text .tag").inner_text().split()[-1] == "1"
    look_at(page, f"{page.url.split('#')[0]}?again")


def test_words_are_marked_by_keyboard(page):
    page.focus(".words[data-number='2']")
    for _time in range(2):
        page.keyboard.press("ArrowRight")
    for _time in range(3):
        page.keyboard.press("Control+Shift+ArrowRight")
    chosen = page.evaluate("document.getSelection().toString().trim()")
    assert len(chosen.split()) >= 4
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")  # the topic is focused
    page.keyboard.press("Enter")
    choose_topic(page)
    assert page.locator("#text mark").inner_text() == chosen


def test_with_shift_and_arrows_the_selection_grows_by_characters(page):
    page.focus(".words[data-number='1']")
    for _time in range(len("Trust")):
        page.keyboard.press("Shift+ArrowRight")
    assert page.evaluate("document.getSelection().toString()") == "Trust"
    page.keyboard.press("Enter")
    assert page.locator("dialog[open] blockquote").inner_text() == "Trust"
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


def test_a_second_passage_in_a_paragraph_is_where_it_was_selected(page):
    for words in ["grows slowly", "single day", "🤖 grows"]:
        page.evaluate("document.getSelection().removeAllRanges()")
        script = """words => {
            const paragraph = document.querySelector('.words')
            const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
            const [first, last] = [words.split(' ')[0], words.split(' ').at(-1)]
            const range = document.createRange()
            for (let node; (node = walker.nextNode());) {
                if (node.parentElement.closest('.tag')) continue
                if (node.data.includes(first)) range.setStart(node, node.data.indexOf(first))
                const at = node.data.indexOf(last)
                if (at >= 0) { range.setEnd(node, at + last.length); break }
            }
            document.getSelection().addRange(range)
        }"""
        page.evaluate(script, words)
        page.click("#marking-bar button")
        choose_topic(page)
    marked = page.locator("#text mark").all_inner_texts()
    assert marked == ["🤖 ", "grows", " slowly", "single day"]
    page.click(".topic-legend a")
    first = page.evaluate("document.activeElement.id")
    page.click(".topic-legend a")
    assert page.evaluate("document.activeElement.id") != first


def test_a_selection_over_two_paragraphs_is_offered_for_the_first(page):
    drag(page, (2, "nhanh"), (3, "Rules"))
    bar = page.locator("#marking-bar")
    assert "A passage must lie within one paragraph." in bar.inner_text()
    bar.locator("button").click()
    assert page.locator("#crosses").is_visible()
    choose_topic(page)
    assert page.locator("#text mark").inner_text() == "nhanh chóng."


def test_a_mistake_opens_the_dialog_again_with_what_was_chosen(page):
    drag(page, (1, "grows"), (1, "slowly"))
    page.click("#marking-bar button")
    page.fill("dialog[open] [name=title_en]", "Trust")
    page.click("dialog[open] [type=submit]")
    page.wait_for_load_state()
    dialog = page.locator("dialog[open]")
    assert "A new topic needs its title in both languages." in dialog.inner_text()
    assert dialog.locator("blockquote").inner_text() == "grows slowly"
    assert dialog.locator("[name=title_en]").input_value() == "Trust"
    assert find_barriers(page) == []


def test_whoever_wants_to_mark_is_led_to_the_text_and_may_type_instead(page):
    page.click("#open-marking")
    assert page.locator("#how-to-mark:focus").is_visible()
    assert page.locator("#text .words").first.is_visible()
    assert not page.locator("dialog[open]").count()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("dialog[open] [name=paragraph]:focus").is_visible()
