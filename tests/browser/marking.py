"""Words of a document, selected with the mouse."""

from playwright.sync_api import Page

# Where the words stand on the screen: [left, right, middle of the line].
PLACE_OF = """([number, words]) => {
    const paragraph = document.querySelector(`.words[data-number="${number}"]`)
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
    let node
    while ((node = walker.nextNode()) && !node.data.includes(words)) {}
    const range = document.createRange()
    range.setStart(node, node.data.indexOf(words))
    range.setEnd(node, node.data.indexOf(words) + words.length)
    const [box] = range.getClientRects()
    return [box.left, box.right, (box.top + box.bottom) / 2]
}"""


def drag(page: Page, start: tuple[int, str], end: tuple[int, str]) -> None:
    """Select with the mouse from the beginning of one (paragraph, words) to the end of another."""
    page.locator(f".words[data-number='{start[0]}']").scroll_into_view_if_needed()
    page.evaluate("window.scrollBy(0, 300)")  # away from the lower edge, where the bar is
    left, _right, top = page.evaluate(PLACE_OF, list(start))
    page.mouse.move(left + 1, top)
    page.mouse.down()
    _left, right, top = page.evaluate(PLACE_OF, list(end))
    page.mouse.move(right - 1, top, steps=4)
    page.mouse.up()
