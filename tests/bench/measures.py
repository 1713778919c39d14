"""What is measured, once Django is set up: requests, answers, mails, queries."""

import http.client
import operator
import re
import time
from statistics import median

from django.contrib import admin
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dialogue.calendars import events, ical
from dialogue.mail.delivery import worker
from dialogue.mail.models import OutgoingMail
from dialogue.models import Dialogue
from participants.models import InvitationEvent, Person
from participants.states import Status
from participants.workflow import invitations, transitions
from tests import factories
from tests.bench import data
from tests.bench.load import Generator, Target, ask

HOST = "dialogue.test"
# As a proxy in front of the server sends them.
HEADERS = (("Host", HOST), ("X-Forwarded-Proto", "https"), ("Accept-Language", "en"))
SMALL = (24, 30)  # sessions, invitations
LARGE = (2_400, 30_000)
PEOPLE = 3_000


def targets(port, dialogue, invitation):
    """{what: (Target, least ratio to the bare view)} of the pages with a budget."""
    feed = reverse("calendar", args=[dialogue.slug])
    etag = re.search(rb"(?mi)^etag: (.+?)\r", ask(port, Target(feed, HEADERS).request()))[1]
    not_modified = (*HEADERS, ("If-None-Match", etag.decode()))
    programme = f"/en/{dialogue.slug}/programme/"
    return {
        "public feed, 200": (Target(feed, HEADERS), 0.6),
        "public feed, 200, gzip": (Target(feed, (*HEADERS, ("Accept-Encoding", "gzip"))), 0.6),
        "public feed, 304": (Target(feed, not_modified, 304), 0.8),
        "programme page": (Target(programme, HEADERS), 0.25),
        "answer form": (Target(invitation.page_path, HEADERS), 0.15),
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


def pages(dialogue):
    """{what: function that asks for it in this process}."""
    organiser = factories.organiser()
    anyone = Client(headers={"host": HOST, "x-forwarded-proto": "https"})
    inside = Client(headers={"host": HOST, "x-forwarded-proto": "https"})
    inside.force_login(organiser)
    invitation = dialogue.invitations.order_by("pk").first()
    feed = reverse("calendar", args=[dialogue.slug])

    def get(client, path, **headers):
        def fetch():
            response = client.get(path, headers=headers)
            if response.status_code not in {200, 304}:
                raise RuntimeError(f"{path}: {response.status_code}")
            return response

        return fetch

    etag = get(anyone, feed)()["ETag"]
    found = {
        "programme page": get(anyone, f"/en/{dialogue.slug}/programme/"),
        "topics page": get(anyone, f"/en/{dialogue.slug}/topics/"),
        "public feed": get(anyone, feed),
        "public feed, 304": get(anyone, feed, **{"if-none-match": etag}),
        "answer form": get(anyone, invitation.page_path),
        "admin front page": get(inside, "/admin/"),
    }
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        found[f"list: {model._meta.verbose_name_plural}"] = get(inside, reverse(name))
    return found


def forget():
    """Empty every cache."""
    for cache in caches.all():
        cache.clear()


def count_queries(dialogue):
    """{what: (queries, milliseconds)} now, with nothing in the cache; the milliseconds are the
    median of five."""
    found = {}
    for what, fetch in pages(dialogue).items():
        fetch()  # compiles templates, opens the connection
        forget()
        with CaptureQueriesContext(connection) as captured:
            fetch()
        number = len(captured)  # now, for the next request empties the log
        times = []
        for _time in range(5):
            forget()
            start = time.perf_counter()
            fetch()
            times.append(time.perf_counter() - start)
        found[what] = (number, median(times) * 1000)
    return found


def measure_queries(dialogue):
    """Counts at the small and at the large size, and a row for the list of three thousand people.

    Returns (small, large, rows for report.values_table).
    """
    small = count_queries(dialogue)
    data.fill_people(PEOPLE)
    organisers_list = f"list: {Person._meta.verbose_name_plural}"
    milliseconds = count_queries(dialogue)[organisers_list][1]
    data.fill_sessions(dialogue, LARGE[0])
    data.fill_invitations(dialogue, LARGE[1])
    dialogue = Dialogue.objects.get(pk=dialogue.pk)
    return (
        small,
        count_queries(dialogue),
        [(f"the list of {PEOPLE:,} people", milliseconds, "ms", 60)],
    )
