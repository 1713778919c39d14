"""`make sheet SHEET=folder`: every page and state × {en, vi} × {360, 768, 1440} × {light, dark} as
pictures, with a page that shows them side by side, for people to look at; what is printed, as PDF.

`python -m tests.bench.sheet folder word …` photographs those whose names hold one of the words.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from tests import demonstration
from tests.__main__ import find_chromium
from tests.bench.weights import pages

LANGUAGES = ["en", "vi"]
WIDTHS = [360, 768, 1440]  # pixels
SCHEMES = ["light", "dark"]
ACCOUNT = ["logout/", "password/change/", "2fa/"]
PRINTED = [
    "programme (",
    "topic (",
    "speakers (",
    "answer (",
    "whole programme/",
    "accepted in time",
]
WRITE = "from tests.bench import link_states; link_states.write()"


@dataclass(frozen=True)
class View:
    """A page to photograph: `press` is the button to press first; `source` what is shown instead of
    what the address has; `cookies` what the browser brings."""

    name: str
    address: str
    press: str = ""
    source: str = ""
    cookies: tuple[tuple[str, str], ...] = ()

    @property
    def file(self) -> str:
        """Its name as one of a file."""
        return "".join(letter if letter.isalnum() else "-" for letter in self.name)


def made_in(folder: Path, site: str) -> dict[str, Any]:
    """What link_states.py wrote into the demonstration that keeps its data in `folder`."""
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", WRITE]
    environment = demonstration.environment(folder, urlsplit(site).port)
    done = subprocess.run(
        command, cwd=demonstration.ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def views(browser: Browser, site: str, link: str, made: dict[str, Any]) -> Iterator[View]:
    """Of the public, and behind every kind of link, both with what a wrong form says; where ways
    end."""
    proven = (("sessionid", made["cookie"]),)
    for name, address in pages(browser, site, link).items():
        yield View(name, address, cookies=proven if "/i/" in address else ())
    for name, source in made["ends"].items():
        yield View(name, f"{site}/en/", source=source)
    for code in LANGUAGES:
        yield View(f"guide ({code})", f"{site}/{code}/guide/")
        for name, path in made["pages"].items():
            yield View(f"{name} ({code})", _in(code, site + path), cookies=proven)
        for name, (path, press) in made["wrong"].items():
            yield View(f"wrong {name} ({code})", _in(code, site + path), press, cookies=proven)


def views_of_accounts(browser: Browser, site: str, password: str) -> Iterator[View]:
    """Signing in, with what is said to a wrong password, and what belongs to one's own account."""
    signed_in = _signed_in(browser, site, password)
    for code in LANGUAGES:
        language = ("django_language", code)
        for path, press in [
            ("login/", ""),
            ("login/", "main button:not(.btn-outline-primary)"),
            ("password/reset/", ""),
        ]:
            name = f"{'wrong ' if press else ''}account {path} ({code})"
            yield View(name, f"{site}/accounts/{path}", press, cookies=(language,))
        for path in ACCOUNT:
            address = f"{site}/accounts/{path}"
            yield View(f"account {path} ({code})", address, cookies=(*signed_in, language))


def _signed_in(browser, site, password):
    page = browser.new_page()
    page.goto(f"{site}/admin/")
    page.fill("[name=login]", "admin")
    page.fill("[name=password]", password)
    page.keyboard.press("Enter")
    page.wait_for_selector("#user-tools")
    cookies = tuple((one["name"], one["value"]) for one in page.context.cookies())
    page.close()
    return cookies


def _in(code, address):
    return f"{address}{'&' if '?' in address else '?'}lang={code}"


def photograph(browser: Browser, shown: Collection[View], folder: Path) -> list[str]:
    """Write the pictures and `index.html`; return what is wider than its window."""
    too_wide, names = [], []
    for scheme in SCHEMES:
        for width in WIDTHS:
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme
            )
            page = context.new_page()
            for view in shown:
                _open(page, view)
                file = f"{view.file}-{width}-{scheme}.png"
                page.screenshot(path=folder / file, full_page=True)
                names.append(file)
                if scheme == "light" and width == WIDTHS[0] and _is_printed(view):
                    page.pdf(path=folder / f"{view.file}.pdf", prefer_css_page_size=True)
                if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    too_wide.append(file)
            context.close()
    figures = "".join(
        f'<figure><img src="{name}" loading="lazy"><figcaption>{name}</figcaption></figure>'
        for name in sorted(names)
    )
    style = "body{display:flex;flex-wrap:wrap;gap:1rem;font:13px sans-serif}img{height:40rem}"
    (folder / "index.html").write_text(f"<!doctype html><style>{style}</style>{figures}")
    return too_wide


def _is_printed(view):
    return any(view.name.startswith(name) for name in PRINTED)


def _open(page: Page, view: View) -> None:
    page.context.clear_cookies()
    page.context.add_cookies(
        [{"name": name, "value": value, "url": view.address} for name, value in view.cookies]
    )
    page.goto(view.address)
    if view.source:
        page.set_content(view.source)
    if view.press:
        page.locator(view.press).last.click()
        page.wait_for_load_state()


def main(folder: Path, words: list[str]) -> None:
    """Photograph a demonstration of its own."""
    if not find_chromium(os.environ):
        sys.exit("no Chromium was found")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        running = demonstration.start(Path(place))
        browser = playwright.chromium.launch(
            executable_path=find_chromium(os.environ), args=["--no-sandbox", "--disable-gpu"]
        )
        try:
            made = made_in(Path(place), running.url)
            every = [
                *views(browser, running.url, urlsplit(running.link).path, made),
                *views_of_accounts(browser, running.url, running.password),
            ]
            shown = [
                view for view in every if not words or any(word in view.name for word in words)
            ]
            too_wide = photograph(browser, shown, folder)
        finally:
            browser.close()
            running.stop()
    print(f"{folder / 'index.html'} shows them.")
    for name in too_wide:
        print(f"wider than its window: {name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
