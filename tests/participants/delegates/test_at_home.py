"""Whoever is at home where the dialogue takes place is not asked about a visa."""

import pytest

from participants.states import Status
from tests import factories
from tests.participants.delegates.details_visit import ALL, address, kept, prove, send
from tests.reading import soup, text_of

pytestmark = pytest.mark.usefixtures("clock")


def delegate(client, dialogue, country):
    person = factories.person(country=country)
    invitation = factories.invitation(dialogue, Status.ACCEPTED, person=person)
    prove(client, invitation)
    return invitation


@pytest.fixture
def at_home(client, dialogue):
    return delegate(client, dialogue, "VN")


def test_nothing_is_said_of_a_visa_to_somebody_at_home(client, at_home):
    pages = [at_home.page_path, address("details", at_home), address("details_consent", at_home)]
    for where in pages:
        page = soup(client.get(where))
        page.select_one("#notice") and page.select_one("#notice").decompose()
        for hidden in page.select(".if-visa"):
            hidden.decompose()
        assert "visa" not in page.get_text().lower(), where
    assert soup(client.get(address("details", at_home))).h1.get_text() == "Your travel and needs"


@pytest.mark.parametrize("zone", ["Asia/Bangkok", "Asia/Ho_Chi_Minh"])
def test_the_clock_of_the_dialogue_says_who_is_at_home(client, dialogue, zone):
    dialogue.time_zone = zone
    dialogue.save()
    invitation = delegate(client, dialogue, "TH")
    text = text_of(client.get(address("details", invitation)))
    assert ("Do you need a letter for your visa?" in text) == (zone != "Asia/Bangkok")


def test_nothing_is_chosen_or_missing_that_was_not_asked(client, at_home):
    page = soup(client.get(address("details", at_home)))
    assert not page.select("[name=arranged][checked]")
    assert page.select_one("#missing a[href='#id_arranged_0']")
    assert not page.select("#missing a[href*=visa]")


def test_what_somebody_at_home_sends_is_complete(client, at_home):
    passport = {"passport_number", "passport_name", "needs_visa_letter", "birth_on"}
    sent = {name: value for name, value in ALL.items() if name not in passport}
    page = soup(client.get(address("details", at_home)))
    sent["needs_visa_letter"] = page.select_one("[name=needs_visa_letter]")["value"]
    send(client, at_home, sent)
    row = kept(at_home)
    assert row.needs_visa_letter is False
    assert row.is_complete


def test_who_asked_for_a_letter_once_is_still_asked(client, at_home):
    send(client, at_home, ALL)
    page = soup(client.get(address("details", at_home)))
    assert page.select_one("[name=needs_visa_letter][value=yes]").has_attr("checked")
