"""Whatever is sent to any address, by anybody: nothing is an error of the server's.

Two thousand requests over every address of the resolver and every form that is on its page, with
nonsense in some of their fields. The same seed sends the same again; each request is undone.
"""

import logging

import pytest
from django.contrib import admin
from django.db import connection, transaction
from django.test import Client

from tests import factories
from tests.access_table import PAGES, VISITORS
from tests.addresses import patterns
from tests.hostile import Attacker, Request, encoded, forms_on, questions_on
from tests.participants.delegates.details_visit import prove
from tests.visitors import Visitors, address, make_world, rows

# Pages of libraries are walked too, and their templates name variables that are not there.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

REQUESTS, SHARES = 2_000, 8
PICKED = "_selected_action"
# Those who may do most find most; "delegate" holds a personal link and has given the code.
KINDS = ["superuser"] * 4 + ["secretariat", *VISITORS, "delegate"]


class Browsers:
    """{kind of visitor: a browser}; what a request does to one is undone before the next."""

    def __init__(self, visit, world):
        self.kept = {kind: visit(kind) for kind in VISITORS}
        self.kept["delegate"] = Client()
        prove(self.kept["delegate"], world["participants_invitation"])
        self.cookies = {kind: client.cookies.output() for kind, client in self.kept.items()}

    def __getitem__(self, kind):
        client = self.kept[kind]
        client.cookies.clear()
        client.cookies.load(self.cookies[kind].replace("Set-Cookie: ", ""))
        return client


@pytest.fixture
def _quiet():
    """Each refusal is a line in the log, many with a traceback."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def visit(db):
    return Visitors()


@pytest.fixture
def world(dialogue, visit, _quiet):
    made = make_world(dialogue)
    delegation = made["participants_delegation"]
    factories.invitation(dialogue, "invited", delegation=delegation)
    factories.invitation(dialogue, "reserve")
    return made


def ask(client, request):
    """How the server fails at it, or "" if it does not; nothing of it stays in the database."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                response = client.generic(
                    request.method, request.path, request.body, content_type=request.content_type
                )
                if request.method == "POST":
                    connection.check_constraints()  # as at the end of a transaction
            return str(response.status_code) if response.status_code >= 500 else ""
        except Exception as error:  # in a test, the browser is told the error itself
            return f"{type(error).__name__}: {error}"[:300]
        finally:
            transaction.set_rollback(True)


def forms_of(browsers, path):
    """The forms of a page and the questions its links ask, as seen by the first who gets any."""
    for kind in ["superuser", "delegate", "nobody"]:
        response = browsers[kind].get(path)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        page = response.content if is_page else b""
        if forms := forms_on(page):
            break
    return forms, questions_on(page)


@pytest.mark.parametrize("share", range(SHARES))
def test_no_request_is_an_error_of_the_server(share, visit, world):
    browsers, attacker = Browsers(visit, world), Attacker(share)
    paths = [address(name, world) for name in sorted(rows(PAGES))[share::SHARES]]
    pages = {path: forms_of(browsers, path) for path in paths}
    problems = []
    for number in range(len(paths), REQUESTS // SHARES):
        path = paths[number % len(paths)]
        forms, names = pages[path]
        is_sent = attacker.dice.random() < 0.6
        request = attacker.send(path, forms) if is_sent else attacker.look(path, names)
        kind = attacker.dice.choice(KINDS)
        if problem := ask(browsers[kind], request):
            problems.append(f"{kind}: {request.what}\n  {problem}")
    assert problems == [], "\n".join(problems)


def test_every_address_is_in_one_share():
    assert set(rows(PAGES)) == {name for name, _pattern in patterns()}
    assert 3 * len(rows(PAGES)) / SHARES < REQUESTS / SHARES


# What was an error of the server's once, as a superuser


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("admin:agenda_passage_add", {"document": "abc"}),
        ("admin:participants_delegation_add", {"focal_point": "1e400"}),
        ("admin:participants_delegation_change", {"focal_point": "9" * 5_000}),
        ("admin:participants_person_add", {"organisation": "\0"}),
        ("admin:participants_invitation_add", {"person": "abc"}),
        ("admin:participants_person_changelist", {"action": "draft_invitations", PICKED: "abc"}),
        ("admin:agenda_passage_changelist", {"action": "delete_selected", PICKED: "\0"}),
        ("admin:delegation_renew_link", {"reason": "a\0b"}),
        ("admin:conflicts", {"conflict": "a\0b", "reason": "a\0b"}),
        ("admin:programme_day", {"session": "9" * 5_000, "do": "move"}),
        ("admin:reserve", {"move": f"{'9' * 5_000}:down:1", "reason": "a\0b"}),
        ("admin:outgoing_mail_action", {"wave": "9" * 5_000}),
        ("admin:outgoing_mail_action", {"ids": "9" * 5_000}),
        ("admin:document_new_version_preview", {"take": "9" * 5_000, "confirmed": "1"}),
        ("admin:people_import_preview", {"agreed": "9" * 5_000, "confirmed": "1"}),
        ("admin:session_notes", {"move": f"{'9' * 5_000}:up"}),
        ("admin:passage_in_text", {"act": "put_on", "topic": "9" * 5_000}),
        (
            "admin:topic_related",
            {"act": "cite", "paragraph": "9" * 5_000, "start": "1", "end": "2"},
        ),
        ("admin:agenda_topic_change", {"seen": "9" * 5_000}),
        ("admin:agenda_topic_change", {"seen": "\0"}),
        ("admin:invitation_action", {"ids": "9" * 5_000, "reason": "a\0b"}),
        ("admin:release_draft", {"judged": "a\0b", "seen": "a\0b"}),
        ("delegate_programme", {"version": "9" * 5_000}),
        ("details_code", {"code": "\0"}),
        ("admin:your_sessions", {"end": "123456789abc"}),
        ("admin:your_sessions", {"end": "9" * 5_000}),
        ("admin:your_sessions", {"end": "\0"}),
        ("admin:index", {"_popup": "\0"}),
    ],
)
def test_what_was_sent_is_no_error(name, sent, visit, world):
    path = address(name, world)
    request = Request("POST", path, encoded(list(sent.items())).encode())
    assert ask(visit("superuser"), request) == ""


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("admin:participants_invitation_changelist", {"status__exact": "\0"}),
        ("admin:participants_invitation_changelist", {"dialogue__id__exact": "9" * 5_000}),
        ("admin:participants_invitation_changelist", {"q": "\0"}),
        ("admin:participants_person_changelist", {"country__exact": "\0"}),
        ("admin:agenda_session_add", {"dialogue": "9" * 5_000}),
        ("admin:agenda_session_add", {"title_en": "\0"}),
        ("admin:programme_day", {"session": "9" * 5_000}),
        ("admin:reserve", {"freed": "9" * 5_000, "what_if": "9" * 5_000}),
        ("admin:reserve_offer", {"freed": "9" * 5_000, "to": "\0"}),
        ("admin:glossary", {"from": "\0"}),
        ("changes", {"until": "9" * 5_000}),
        ("admin:release_compare", {"old": "9" * 5_000}),
        ("admin:outgoing_mail_queue", {"wave": "9" * 5_000}),
        ("admin:agenda_search", {"q": "\0"}),
        ("admin:login", {"next": "\0"}),
        ("set_language", {"next": "\0"}),
        ("topic", {"lang": "\0"}),
    ],
)
def test_what_was_asked_for_is_no_error(name, asked, visit, world):
    query = encoded(list(asked.items()))
    assert ask(visit("superuser"), Request("GET", f"{address(name, world)}?{query}")) == ""


@pytest.mark.parametrize("key", ["abc", "9" * 5_000, "%00", "%20", "1.5"])
def test_a_history_that_has_no_number_of_ours_is_no_error(key, visit, world):
    for model in admin.site._registry:
        path = f"/admin/{model._meta.app_label}/{model._meta.model_name}/{key}"
        for page in ["history/", "history/1/", "change/", "delete/"]:
            assert ask(visit("superuser"), Request("GET", f"{path}/{page}")) == "", model
    path = f"/admin/agenda/topic/{world['agenda_topic'].pk}/history/{key}/"
    assert visit("superuser").get(path).status_code == (400 if key == "%00" else 404)
