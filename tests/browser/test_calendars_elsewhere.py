"""ical.js, as Thunderbird has it, reads our feeds and mailed entries as we mean them."""

import pytest

from participants.workflow import invitations
from tests import factories
from tests.agenda.feeds import other_readers
from tests.agenda.feeds.feed_visit import HARD, feeds
from tests.participants.letters.mailed_entry import BY, invited, wired


@pytest.fixture
def reader(browser):
    if other_readers.find_ical_js() is None:
        pytest.skip("ical.js was not found (Thunderbird's omni.ja)")
    page = browser.new_page()
    yield lambda content: other_readers.by_ical_js(content, page)
    page.close()


def test_ical_js_reads_every_feed_the_same(client, dialogue, reader):
    for address in feeds(dialogue):
        content = client.get(address).content
        assert reader(content) == other_readers.by_icalendar(content)


@pytest.mark.django_db
@pytest.mark.parametrize("asks", [True, False], ids=["request", "publish"])
def test_ical_js_reads_every_mailed_entry_the_same(reader, asks):
    dialogue = factories.dialogue(title_en=HARD, asks_by_calendar=asks)
    invitation = invited(dialogue)
    factories.letters_leave(dialogue)
    invitations.withdraw(invitation, BY)
    for kind in ["invitation", "withdrawal"]:
        _message, content = wired(invitation.mails.get(kind=kind))
        assert reader(content) == other_readers.by_icalendar(content) != {}
