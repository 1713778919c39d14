"""Places on pages that the floors above fill."""

import pytest
from django.template import Context, Template, engines
from django.test import RequestFactory

from dialogue.pages import slots
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def empty(monkeypatch):
    """No slot but "place", which nobody has filled."""
    monkeypatch.setattr(slots, "_slots", {})
    return slots.define("place")


def shown(row=None):
    source = '{% load dialogue %}{% slot "place" row %}'
    template = Template(source, engine=engines["django"].engine)
    return template.render(Context({"request": RequestFactory().get("/"), "row": row}))


def links_called(word):
    return lambda _request, row: {"links": [("en", f"{word} <{row}>", "/", False)]}


def test_a_place_that_nobody_fills_is_empty(empty):
    assert shown() == ""


def test_what_has_nothing_to_show_is_not_shown(empty):
    empty.fill("dialogue/_languages.html", lambda _request, _row: None)
    assert shown() == ""


def test_fillings_come_by_their_order_and_know_the_row(empty):
    for order, word in [(2, "second"), (1, "first")]:
        empty.fill("dialogue/_languages.html", links_called(word), order=order)
    text = shown("row")
    assert 0 < text.index("first &lt;row&gt;") < text.index("second &lt;row&gt;")


def test_a_place_is_defined_once_and_must_be_there(empty):
    with pytest.raises(ValueError, match="already"):
        slots.define("place")
    with pytest.raises(KeyError):
        slots.named("elsewhere")


def test_the_personal_page_shows_without_the_agenda(client, dialogue, monkeypatch):
    for slot in slots._slots.values():
        monkeypatch.setattr(slot, "fillings", [])
    invitation = factories.invitation(dialogue, "accepted")
    response = client.get(invitation.page_path)
    assert response.status_code == 200
    assert "About the dialogue" in response.content.decode()
