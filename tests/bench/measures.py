"""What is measured, once Django is set up: requests, answers, mails."""

import http.client
import operator
import re
import time
from statistics import median

from django.urls import reverse

from dialogue.calendars import events, ical
from dialogue.mail.delivery import worker
from dialogue.mail.models import OutgoingMail
from participants.models import InvitationEvent
from participants.states import Status
from participants.workflow import invitations, transitions
from tests.bench import data
from tests.bench.load import Generator, Target, ask

HOST = "dialogue.test"
# As a proxy in front of the server sends them.
HEADERS = (("Host", HOST), ("X-Forwarded-Proto", "https"), ("Accept-Language", "en"))
SMALL = (24, 30)  # sessions, invitations


def targets(port, dialogue, invitation):
    """{what: (Target, least ratio to the bare view)} of the pages with a budget."""
    feed = reverse("calendar", args=[dialogue.slug])
    etag = re.search(rb"(?mi)^etag: (.+?)\r", ask(port, Target(feed, HEADERS).request()))[1]
    not_modified = (*HEADERS, ("If-None-Match", etag.decode()))
    programme = f"/en/{dialogue.slug}/programme/"
    return {
        "public feed, 200": (Target(feed, HEADERS), 0.75),
        "public feed, 200, gzip": (Target(feed, (*HEADERS, ("Accept-Encoding", "gzip"))), 0.75),
        "public feed, 304": (Target(feed, not_modified, 304), 0.85),
        "programme page": (Target(programme, HEADERS), 0.35),
        "answer form": (Target(invitation.page_path, HEADERS), 0.2),
    }


def measure_requests(server, dialogue, invitation, rounds, seconds):
    """Rows for report.requests_table.

    Each page and its bare twin take turns in every one of many short rounds and are compared
    within it, so that whatever else the machine does hits both alike.
    """
    wanted = targets(server.port, dialogue, invitation)
    sizes, rates, spent = {}, {}, {}
    for what, (target, _least) in wanted.items():
        sizes[what] = len(ask(server.port, target.request()).partition(b"\r\n\r\n")[2])
    generator = Generator(server.port)
    try:
        for _round in range(rounds):
            for what, (target, _least) in wanted.items():
                for kind, one in [("", target), ("bare", Target(f"/bare/{sizes[what]}", HEADERS))]:
                    before = server.cpu_seconds()
                    rate = generator.rate(one, seconds)
                    cost = (server.cpu_seconds() - before) / (rate * seconds)
                    rates.setdefault((what, kind), []).append(rate)
                    spent.setdefault((what, kind), []).append(cost * 1000)
    finally:
        generator.close()
    return [
        (
            what,
            sizes[what],
            median(rates[what, ""]),
            median(rates[what, "bare"]),
            median(map(operator.truediv, rates[what, ""], rates[what, "bare"])),
            median(spent[what, ""]),
            median(spent[what, "bare"]),
            least,
        )
        for what, (_target, least) in wanted.items()
    ]


def answer_once(port, path, response):
    """Open the form and send it as a browser would; return the seconds that each took."""

    def ask_for(method, body=None, **headers):
        asker = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        start = time.perf_counter()
        asker.request(method, path, body, {**dict(HEADERS), **headers})
        got = asker.getresponse()
        page = got.read().decode()
        passed = time.perf_counter() - start
        asker.close()
        return passed, got, page

    opened, got, page = ask_for("GET")
    cookie = got.headers["Set-Cookie"].partition(";")[0]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    sent, got, page = ask_for(
        "POST",
        f"csrfmiddlewaretoken={token}&response={response}&answered_by=invitee",
        Cookie=cookie,
        Origin=f"https://{HOST}",
        **{"Content-Type": "application/x-www-form-urlencoded"},
    )
    if got.status != 302:
        raise RuntimeError(f"The answer was not taken: {got.status}\n{page[:2000]}")
    return opened, sent


def measure_answers(port, dialogue):
    """Rows for report.values_table: thirty invitees answer four times each, one after the other."""
    times = [
        answer_once(port, invitation.page_path, response)
        for response in ["accept", "tentative", "decline", "accept"]
        for invitation in dialogue.invitations.all()[: SMALL[1]]
    ]
    opened, sent = median(time[0] for time in times), median(time[1] for time in times)
    hundred = sum(map(sum, times)) / len(times) * 100
    return [
        ("an answer: GET of the form and POST", (opened + sent) * 1000, "ms", 20),
        ("  of which the POST", sent * 1000, "ms", None),
        ("a hundred answers", hundred, "s", None),
    ]


def measure_mails():
    """Rows for report.values_table: thirty invitations with a calendar part written and handed to
    the mail server. One more goes first, for a worker that has been running holds its templates
    already."""
    dialogue = data.make_dialogue(slug="bench-letters")
    data.fill_invitations(dialogue, SMALL[1] + 1, Status.CLEARED)
    OutgoingMail.objects.update(state="not_sent", finished_at=dialogue.changed_at)
    by = transitions.Actor(InvitationEvent.Door.COMMAND, "bench")
    first, *others = dialogue.invitations.with_people()
    invitations.invite(first, by)
    worker.deliver_due()
    start = time.perf_counter()
    for invitation in others:
        invitations.invite(invitation, by)
        calendar = ical.Calendar(dialogue.title, dialogue.tz, "en")
        calendar.events.append(events.whole_dialogue(dialogue))
        invitation.mails.update(calendar=ical.write(calendar), calendar_method="PUBLISH")
    written = time.perf_counter()
    delivered, failed = worker.deliver_due()
    end = time.perf_counter()
    if (delivered, failed) != (SMALL[1], 0):
        raise RuntimeError(f"{delivered} mails delivered, {failed} failed")
    return [
        ("thirty invitations written and handed to SMTP", end - start, "s", 1),
        ("  of which the delivery", end - written, "s", None),
    ]
