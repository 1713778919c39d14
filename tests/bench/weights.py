"""`make weights`: what each page costs somebody with a telephone on a slow line, in a Chromium.

Every page is opened for the first time: 360 × 800 pixels, 400 kbit/s, 400 ms, a processor a quarter
as fast. It measures; it does not judge: the exit status is 0 whatever comes out.

`python -m tests.bench.weights http://127.0.0.1:8000 /i/…/` measures a site that is running already.
"""

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from tests import demonstration
from tests.__main__ import find_chromium

SLOW_LINE = {
    "offline": False,
    "latency": 400,  # milliseconds
    "downloadThroughput": 400_000 / 8,  # bytes a second
    "uploadThroughput": 400_000 / 8,
}
SLOWER_BY = 4
LCP, SHIFT, REQUESTS = 1.8, 0.0, 4  # targets: seconds, layout shift, number
ANSWER_WEIGHT = 40_000  # bytes: the answer page's target
OBSERVE = """
    window.seen = {lcp: 0, shift: 0};
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) window.seen.lcp = entry.startTime;
    }).observe({type: "largest-contentful-paint", buffered: true});
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) {
            if (!entry.hadRecentInput) window.seen.shift += entry.value;
        }
    }).observe({type: "layout-shift", buffered: true});
"""


@dataclass
class Cost:
    """What one page took: seconds to the largest paint, bytes on the line, requests, the layout's
    shift, and what went wrong in it."""

    name: str
    lcp: float
    size: int
    requests: int
    shift: float
    errors: list[str]

    def __str__(self) -> str:
        columns = [
            f"{self.name:<28}",
            _beside(f"{self.lcp:5.2f} s", self.lcp <= LCP),
            _beside(f"{self.size / 1000:6.1f} kB", not self._is_heavy()),
            _beside(f"{self.requests:2}", self.requests <= REQUESTS),
            _beside(f"{self.shift:5.3f}", self.shift <= SHIFT),
            "; ".join(self.errors) or "none",
        ]
        return "  ".join(columns)

    def _is_heavy(self):
        return self.name.startswith("answer") and self.size > ANSWER_WEIGHT


def _beside(text, is_met):
    return text + (" " if is_met else "!")


def measured(browser: Browser, name: str, address: str) -> Cost:
    """Open an address as somebody does who has never been there."""
    context = browser.new_context(
        viewport={"width": 360, "height": 800}, is_mobile=True, has_touch=True
    )
    context.add_init_script(OBSERVE)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    line = context.new_cdp_session(page)
    sizes: dict[str, float] = {}
    line.on(
        "Network.loadingFinished",
        lambda it: sizes.update({it["requestId"]: it["encodedDataLength"]}),
    )
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW_LINE)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_BY})
    page.goto(address, wait_until="networkidle", timeout=60_000)
    page.evaluate("document.fonts.ready.then(() => undefined)")
    page.wait_for_timeout(500)  # the last shift is reported a frame later
    seen = page.evaluate("window.seen")
    context.close()
    return Cost(
        name, seen["lcp"] / 1000, int(sum(sizes.values())), len(sizes), seen["shift"], errors
    )


def pages(browser: Browser, site: str, link: str) -> dict[str, str]:
    """{name: address} of what the public and a delegate open, in both languages."""
    page = browser.new_page()
    page.goto(site + "/en/")
    home = urlsplit(page.url).path
    page.goto(site + home + "topics/")
    topic = page.locator("main ol a").first.get_attribute("href") or ""
    page.close()
    public = {
        "home": home,
        "topics": f"{home}topics/",
        "topic": topic,
        "programme": f"{home}programme/",
        "speakers": f"{home}speakers/",
        "calendars": f"{home}calendars/",
        "changes": f"{home}changes/",
    }
    behind_a_link = {
        "answer": link,
        "details (code)": f"{link}details/",
        "substitute": f"{link}substitute/",
        "your data": f"{link}your-data/",
    }
    found = {}
    for language in ["en", "vi"]:
        for name, path in public.items():
            found[f"{name} ({language})"] = site + path.replace("/en/", f"/{language}/", 1)
        for name, path in behind_a_link.items():
            found[f"{name} ({language})"] = f"{site}{path}?lang={language}"
    return found


def measure(site: str, link: str) -> None:
    """Print a line for each page; what misses a target is marked with “!”."""
    weight = ANSWER_WEIGHT // 1000
    print(f"targets: LCP ≤ {LCP} s, answer ≤ {weight} kB, ≤ {REQUESTS} requests, CLS 0")
    print(f"{'page':<28}  {'LCP':<8}  {'size':<10}  req  {'CLS':<6}  script errors")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(os.environ), args=["--no-sandbox", "--disable-gpu"]
        )
        for name, address in pages(browser, site, link).items():
            print(measured(browser, name, address), flush=True)
        browser.close()


def main(arguments: list[str]) -> None:
    """Measure the site that is named, or a demonstration of its own."""
    if not find_chromium(os.environ):
        sys.exit("no Chromium was found")
    if arguments:
        measure(arguments[0], arguments[1])
        return
    with tempfile.TemporaryDirectory() as folder:
        print("· Starting a demonstration …", flush=True)
        running = demonstration.start(Path(folder))
        try:
            measure(running.url, urlsplit(running.link).path)
        finally:
            running.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
