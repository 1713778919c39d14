"""`make sheet SHEET=folder`: every page × {en, vi} × {360, 768, 1440} × {light, dark} as pictures,
with a page that shows them side by side, for people to look at."""

import os
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from tests import demonstration
from tests.__main__ import find_chromium
from tests.bench.weights import pages

WIDTHS = [360, 768, 1440]  # pixels
SCHEMES = ["light", "dark"]


def photograph(site: str, link: str, folder: Path) -> list[str]:
    """Write the pictures and `index.html`; return what is wider than its window."""
    too_wide, names = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(os.environ), args=["--no-sandbox", "--disable-gpu"]
        )
        addresses = pages(browser, site, link)
        for scheme in SCHEMES:
            for width in WIDTHS:
                context = browser.new_context(
                    viewport={"width": width, "height": 900}, color_scheme=scheme
                )
                page = context.new_page()
                for name, address in addresses.items():
                    page.goto(address)
                    file = f"{name.replace(' ', '-')}-{width}-{scheme}.png"
                    page.screenshot(path=folder / file, full_page=True)
                    names.append(file)
                    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                        too_wide.append(file)
                context.close()
        browser.close()
    figures = "".join(
        f'<figure><img src="{name}" loading="lazy"><figcaption>{name}</figcaption></figure>'
        for name in sorted(names)
    )
    style = "body{display:flex;flex-wrap:wrap;gap:1rem;font:13px sans-serif}img{height:40rem}"
    (folder / "index.html").write_text(f"<!doctype html><style>{style}</style>{figures}")
    return too_wide


def main(folder: Path) -> None:
    """Photograph a demonstration of its own."""
    if not find_chromium(os.environ):
        sys.exit("no Chromium was found")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        running = demonstration.start(Path(place))
        try:
            too_wide = photograph(running.url, urlsplit(running.link).path, folder)
        finally:
            running.stop()
    print(f"{folder / 'index.html'} shows them.")
    for name in too_wide:
        print(f"wider than its window: {name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
