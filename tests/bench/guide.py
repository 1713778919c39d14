"""`make guide`: the pictures of the guide, taken of a demonstration's pages in both languages.

`python -m tests.bench.guide http://127.0.0.1:8000 password /i/…/ [name …]` takes them, or those
that are named, of one that is running. They are kept in static/guide/<language>/, in few colours.
"""

import io
import os
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from dialogue.guide import pictures
from tests import demonstration
from tests.__main__ import find_chromium
from tests.bench.guide_shots import DESK, OF_DELEGATES, PHONE, SHOTS, Shot
from tests.source import ROOT

LANGUAGES = ["en", "vi"]
FOLDER = ROOT / "static" / pictures.FOLDER
MARGIN = 8  # pixels beside and below what is shown
COLOURS = 96
PATIENCE = 180_000  # milliseconds; a machine may be busy
FRAME = """elements => {
    const boxes = elements.map(one => one.getBoundingClientRect()).filter(box => box.width);
    const left = Math.min(...boxes.map(box => box.left)) + scrollX;
    const top = Math.min(...boxes.map(box => box.top)) + scrollY;
    return [left, top, Math.max(...boxes.map(box => box.right)) + scrollX - left,
        Math.max(...boxes.map(box => box.bottom)) + scrollY - top];
}"""


def _sign_in(page: Page, site: str, password: str) -> None:
    page.goto(f"{site}/admin/")
    page.fill("[name=login]", "admin")
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("#user-tools")


def take(page: Page, site: str, shot: Shot, language: str) -> None:
    """Open the page, frame its part, and keep it in few colours."""
    page.goto(f"{site}{shot.path}")
    if shot.before:
        shot.before(page)
    page.evaluate("document.fonts.ready.then(() => scrollTo(0, 0))")
    x, y, width, height = page.locator(shot.frame).evaluate_all(FRAME)
    left, top = max(0, x - MARGIN), y
    clip = {
        "x": left,
        "y": top,
        "width": min(width + 2 * MARGIN, page.viewport_size["width"] - left),
        "height": min(height + MARGIN, shot.most),
    }
    taken = Image.open(io.BytesIO(page.screenshot(full_page=True, clip=clip)))
    few = taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).convert("RGB")
    few.save(ROOT / "static" / pictures.file_of(shot.name, language), lossless=True, method=6)


def take_all(browser: Browser, site: str, password: str, link: str, names: list[str]) -> None:
    """All pictures in all languages, or those that are named."""
    for language in LANGUAGES:
        (FOLDER / language).mkdir(parents=True, exist_ok=True)
        context = browser.new_context(
            viewport=DESK,
            locale=language,
            timezone_id="Asia/Ho_Chi_Minh",  # the dialogue's own: no second clock beside it
            device_scale_factor=pictures.DENSITY,
        )
        context.add_cookies([{"name": "django_language", "value": language, "url": site}])
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        _sign_in(page, site, password)
        page.goto(f"{site}/admin/?dialogue=1")
        for shot in SHOTS:
            if not names or shot.name in names:
                take(page, site, shot, language)
        for shot in OF_DELEGATES:
            if not names or shot.name in names:
                page.set_viewport_size(DESK if shot.before else PHONE)
                address = "/admin/?dialogue=1" if shot.before else f"{link}?lang={language}"
                take(page, site + address, shot, language)
        context.close()


def main(arguments: list[str]) -> None:
    """Take them of the site that is named, or of a demonstration of its own."""
    if not find_chromium(os.environ):
        sys.exit("no Chromium was found")
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(os.environ), args=["--no-sandbox", "--disable-gpu"]
        )
        if arguments:
            site, password, link, *names = arguments
            take_all(browser, site, password, link, names)
        else:
            running = demonstration.start(Path(place))
            try:
                link = urlsplit(running.link).path
                take_all(browser, running.url, running.password, link, [])
            finally:
                running.stop()
        browser.close()
    size = sum(file.stat().st_size for file in FOLDER.rglob("*.webp"))
    print(f"{FOLDER.relative_to(ROOT)} holds {size / 1000:.0f} kB.")


if __name__ == "__main__":
    main(sys.argv[1:])
