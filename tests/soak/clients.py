"""Who asks during the soak: invitees who answer, calendars that subscribe, readers, an organiser.
Each is a thread that notes what it saw and when; none knows of Django."""

import http.client
import itertools
import random
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.soak.services import HOST

HEADERS = {"Host": HOST, "X-Forwarded-Proto": "https", "Accept-Language": "en"}
FORM = {"Origin": f"https://{HOST}", "Content-Type": "application/x-www-form-urlencoded"}
TIMEOUT = 12  # seconds
RESPONSES = ["accept", "tentative", "decline"]


@dataclass
class Seen:
    """What clients saw: requests as (kind, moment, seconds, status), and the answers that were
    accepted as {mark: (invitation, response, number)}. A status of 0 is a broken connection."""

    requests: list[tuple[str, float, float, int]] = field(default_factory=list)
    accepted: dict[str, tuple[int, str, int]] = field(default_factory=dict)
    sent: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)
    numbers: "itertools.count[int]" = field(default_factory=itertools.count)


class Browser:
    """Asks the machines in turn, as a load balancer does; keeps cookies."""

    def __init__(self, seen, machines, choose=None):
        self.seen, self.machines, self.cookies = seen, machines, {}
        self.random = choose or random.Random(7)

    def ask(self, kind, method, path, fields=None, **headers):
        """(status, headers, text); status 0 where no whole answer came."""
        machine, began = self.random.choice(self.machines), time.monotonic()
        asker = http.client.HTTPConnection(machine.address, machine.port, timeout=TIMEOUT)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {**HEADERS, **headers, **({"Cookie": cookies} if cookies else {})}
        try:
            asker.request(method, path, urlencode(fields) if fields else None, headers)
            got = asker.getresponse()
            text = got.read().decode()
            answer = got.status, got.headers, text
            for line in got.headers.get_all("Set-Cookie") or []:
                name, _equals, value = line.partition(";")[0].partition("=")
                self.cookies[name] = value
        except (OSError, http.client.HTTPException):
            answer = 0, {}, ""
        finally:
            asker.close()
        with self.seen.lock:
            self.seen.requests.append((kind, began, time.monotonic() - began, answer[0]))
        return answer


def hidden_fields(page):
    """{name: value} of the hidden fields of the first form that has any."""
    inputs = re.findall(r'<input type="hidden"[^>]*>', page)
    pairs = (
        (re.search(r'name="([^"]*)"', one), re.search(r'value="([^"]*)"', one)) for one in inputs
    )
    return {name[1]: value[1] if value else "" for name, value in pairs if name}


def answer(browser, invitation, path, response, tries=40):
    """Answer as a person does who tries again until the page says that it was taken."""
    with browser.seen.lock:
        number = next(browser.seen.numbers)
        mark = f"soak {number}"
        browser.seen.sent.add(mark)
    for _try in range(tries):
        status, _headers, page = browser.ask("answer form", "GET", path)
        if status == 200 and "answered_by" in page:
            fields = {**hidden_fields(page), "response": response, "answered_by": "office"}
            fields |= {"answered_by_name": mark, "answered_by_email": "office@example.org"}
            status, _headers, page = browser.ask("answer", "POST", path, fields, **FORM)
            if status == 302:
                with browser.seen.lock:
                    browser.seen.accepted[mark] = (invitation, response, number)
                return True
            if status in {200, 409, 422}:  # refused in words: the next time it may be otherwise
                return False
        elif status == 200:
            return False
        time.sleep(0.5)
    return False


def sign_in(browser, name, password):
    """Whether the organiser is signed in now."""
    browser.cookies.clear()
    path = "/accounts/login/?next=/admin/"
    status, _headers, page = browser.ask("sign-in", "GET", path)
    if status != 200:
        return False
    fields = {**hidden_fields(page), "login": name, "password": password}
    return browser.ask("sign-in", "POST", path, fields, **FORM)[0] == 302


def watch_statuses(seen, since=0.0, until=float("inf")):
    """{kind: Counter of statuses} of the requests that began between these moments."""
    found = {}
    for kind, began, _seconds, status in seen.requests:
        if since <= began < until:
            found.setdefault(kind, Counter())[status] += 1
    return found
