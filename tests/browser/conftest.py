"""The browser's world: one real demonstration per worker, looked at in the system's Chromium."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests import demonstration
from tests.__main__ import find_chromium

SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 900}}
PATIENCE = 60_000  # milliseconds; a machine may be busy with other tests
expect.set_options(timeout=PATIENCE)
# WCAG 2.2 AA and what it builds on.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What passes is looked at and not described: that would be longer than the page.
AXE = {"runOnly": RULES, "resultTypes": ["violations"]}
NOTE_VIOLATIONS = """
    window.policyViolations = [];
    document.addEventListener("securitypolicyviolation", event =>
        window.policyViolations.push(`${event.violatedDirective}: ${event.blockedURI}`));
"""


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    path = find_chromium(os.environ)
    if path is None:
        pytest.skip("no Chromium was found")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    return {"executable_path": path, "args": quiet}


@pytest.fixture(scope="session")
def world(tmp_path_factory):
    """A running demonstration."""
    running = demonstration.start_copy(tmp_path_factory, "world")
    yield running
    running.stop()


@pytest.fixture(params=list(SIZES))
def size(request):
    return SIZES[request.param]


@pytest.fixture
def visit(browser, size):
    """Opens pages as a visitor of its own: `visit(language="en", signed_in=world)`."""
    contexts = []

    def open_page(language="en", at=size, signed_in=None):
        context = browser.new_context(viewport=at, locale=language, base_url=None)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(NOTE_VIOLATIONS)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on(
            "console",
            lambda message: (
                page.complaints.append(message.text) if message.type == "error" else None
            ),
        )
        if signed_in:
            context.add_cookies(
                [
                    *cookies_of_a_visitor(signed_in, page),
                    {"name": "django_language", "value": language, "url": signed_in.url},
                ]
            )
            # The session is shared: another test may have chosen another dialogue in it.
            page.goto(f"{signed_in.url}/admin/?dialogue=1")
        return page

    yield open_page
    for context in contexts:
        context.close()


def cookies_of_a_visitor(world, page):
    """What the browser holds after signing in, which is done on the real page once a world."""
    if not world.cookies:
        sign_in(page, world)
        world.cookies.extend(page.context.cookies())
    return world.cookies


def choose(page, name, value):
    """Choose one of several answers, as a finger does: by the words, which lie over its button."""
    page.click(f"[name={name}][value={value}] + label")
    assert page.is_checked(f"[name={name}][value={value}]")


def sign_in(page, world, username="admin", password=None):
    """Sign in on the real page."""
    page.goto(f"{world.url}/admin/")
    page.fill("[name=login]", username)
    page.fill("[name=password]", password or world.password)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/admin/")


def look_at(page, address, status=200, barriers=True):
    """Open a page and check what must hold for every page: no complaint of the browser, no breach
    of the content security policy, nothing wider than the screen, no barrier (axe, WCAG 2.2 AA;
    the slow part)."""
    response = page.goto(address)
    page.wait_for_load_state()
    assert response.status == status
    assert page.evaluate("window.policyViolations") == []
    expected = [] if status == 200 else [f"status of {status}"]
    assert [text for text in page.complaints if not any(e in text for e in expected)] == []
    page.complaints.clear()
    too_wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(too_wide) <= 0, f"{address} is wider than the screen"
    if barriers:
        assert find_barriers(page) == [], address


def find_barriers(page):
    """[(axe's rule, the first elements that break it)]"""
    found = Axe().run(page, options=AXE).response["violations"]
    page.complaints.clear()  # axe tries an inline style of its own
    return [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found]
