"""What people do all day, in the server's processor time, as a multiple of a bare view's.

Each page and its bare twin of the same size take turns in every round, so that whatever else the
machine does hits both alike; an answer's twin has no body, as the redirect has none.
"""

import re
from statistics import median
from typing import NamedTuple

from django.conf import settings
from django.urls import reverse

from participants.models import Answer
from tests.bench import data, growth, measures
from tests.bench.load import Target, ask

ROWS = 40  # invitations in the organisers' list
ROUNDS = 6
RESPONSES = ["accept", "tentative", "decline"]  # the answers of one round after the other
BARE, ASKED = 120, {"answer form": 40, "list": 10}  # requests a round


class Everyday(NamedTuple):
    """A row for report.everyday_table: milliseconds of the server's processor time for one request,
    the same for the bare view, their ratio, and how much that may be."""

    what: str
    size: int
    cost: float
    bare: float
    ratio: float
    most: float


def measure(server, dialogue) -> list[Everyday]:
    """Rows for an answer form, an answer and a list of forty invitations, in one run."""
    data.fill_invitations(dialogue, ROWS)
    *invitations, unanswered = dialogue.invitations.order_by("pk")
    form = Target(unanswered.page_path, measures.HEADERS).request()
    rows = Target(
        reverse("admin:participants_invitation_changelist"),
        (*measures.HEADERS, ("Cookie", _cookie_of_organiser()), ("User-Agent", "bench")),
    ).request()
    form_size, list_size = (len(_body(ask(server.port, request))) for request in (form, rows))
    spent: dict[str, list[tuple[float, float]]] = {}
    for number in range(ROUNDS + 1):
        Answer.objects.filter(invitation__dialogue=dialogue).delete()  # ten an hour are taken
        answers = [
            _answer(server.port, invitation, RESPONSES[number % len(RESPONSES)])
            for invitation in invitations
        ]
        for what, size, requests, status in [
            ("answer form", form_size, [form] * ASKED["answer form"], 200),
            ("list", list_size, [rows] * ASKED["list"], 200),
            ("answer", 0, answers, 302),
        ]:
            bare = [Target(f"/bare/{size}", measures.HEADERS).request()] * BARE
            pair = _cost(server, requests, status), _cost(server, bare, 200)
            spent.setdefault(what, []).append(pair)
    named = {
        "answer form": ("the answer form", form_size, 5),
        "answer": ("an answer's POST", 0, 12),
        "list": (f"organisers' list of {ROWS} invitations", list_size, 45),
    }
    return [_row(*named[what], pairs[1:]) for what, pairs in spent.items()]  # the first warms up


def _row(what, size, most, pairs):
    cost, bare = (median(one) for one in zip(*pairs, strict=True))
    return Everyday(what, size, cost, bare, median(one / other for one, other in pairs), most)


def _cookie_of_organiser():
    cookies = growth.signed_in().cookies
    return f"{settings.SESSION_COOKIE_NAME}={cookies[settings.SESSION_COOKIE_NAME].value}"


def _body(response):
    return response.partition(b"\r\n\r\n")[2]


def _answer(port, invitation, response):
    """The bytes of a POST, with what the form gave to the browser."""
    shown = ask(port, Target(invitation.page_path, measures.HEADERS).request())
    [cookie] = re.findall(rb"(?mi)^set-cookie: (.+?);", shown)
    [token, *_others] = re.findall(rb'name="csrfmiddlewaretoken" value="(\w+)"', shown)
    body = f"csrfmiddlewaretoken={token.decode()}&response={response}&answered_by=invitee"
    lines = [
        f"POST {invitation.page_path} HTTP/1.1",
        *(f"{name}: {text}" for name, text in measures.HEADERS),
        f"Origin: https://{measures.HOST}",
        f"Cookie: {cookie.decode()}",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join([*lines, "", body]).encode()


def _cost(server, requests, status):
    """The server's processor milliseconds for one of these requests."""
    expected, before = f"HTTP/1.1 {status} ".encode(), server.cpu_seconds()
    for request in requests:
        response = ask(server.port, request)
        if not response.startswith(expected):
            raise RuntimeError(f"{status} expected, got {response[:3000]!r}")
    return (server.cpu_seconds() - before) / len(requests) * 1000
