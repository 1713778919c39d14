"""The entries in letters, read by what others wrote, as they come out of the mail; and any text
that people type goes through mail and calendar and back."""

import icalendar
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from dialogue.calendars import events, ical
from dialogue.models import Dialogue
from participants.letters import letters
from participants.models import Person
from participants.workflow import invitations
from tests import factories
from tests.agenda.feeds import other_readers
from tests.agenda.feeds.calendar_rules import breaches
from tests.agenda.feeds.feed_visit import HARD
from tests.any_text import texts
from tests.participants.letters.mailed_entry import BY, invited, wired

pytestmark = pytest.mark.django_db


# A feed has a name; a message has none, lest it be opened as one more calendar.
OF_A_FEED = {"VCALENDAR without NAME", "VCALENDAR without X-WR-CALNAME"}


@pytest.mark.parametrize("asks", [True, False], ids=["request", "publish"])
@pytest.mark.parametrize("reader", ["vobject", "ics", "libical"])
# ics 0.7 uses what its own dependencies have given up since.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:ics", "ignore::FutureWarning:ics")
def test_every_entry_reads_the_same_elsewhere(reader, asks):
    if reader == "libical" and not other_readers.find_libical():
        pytest.skip("libical is not installed (libical3)")
    title = HARD.replace("\\n", "") if reader == "ics" else HARD  # which takes "\\n" for a line end
    dialogue = factories.dialogue(title_en=title, title_vi=title, asks_by_calendar=asks)
    invitation = invited(dialogue)
    factories.letters_leave(dialogue)
    invitations.withdraw(invitation, BY)
    for kind in ["invitation", "withdrawal"]:
        _message, content = wired(invitation.mails.get(kind=kind))
        assert set(breaches(content)) <= OF_A_FEED
        read = getattr(other_readers, f"by_{reader}")(content)
        assert read == other_readers.by_icalendar(content) != {}


@settings(
    max_examples=25,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(title=texts, family_name=texts, venue=texts)
def test_any_text_goes_through_mail_and_calendar_and_back(dialogue, title, family_name, venue):
    """What the database cannot hold, and no form takes, is left out: NUL."""
    title, family_name, venue = (
        text.replace("\x00", "")[:90] for text in [title, family_name, venue]
    )
    Dialogue.objects.filter(pk=dialogue.pk).update(
        title_en=title, venue_en=venue, address_en="", asks_by_calendar=True
    )
    dialogue.refresh_from_db()
    person = factories.person()
    Person.objects.filter(pk=person.pk).update(family_name=family_name, given_name="Mei")
    person.refresh_from_db()
    invitation = invited(dialogue, person=person)
    message, content = wired(invitation.mails.get(kind="invitation"))
    assert breaches(content) == []
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert str(event["SUMMARY"]) == ical.line(title)
    assert str(event.get("LOCATION", "")) == ical.line(venue)
    assert event["ATTENDEE"].params["CN"] == ical.common_name(person.name)
    assert "\n" not in str(message["Subject"])
    assert "\n" not in str(message["To"])
    assert person.email in str(message["To"])


def test_a_cancelled_dialogue_is_taken_back_as_it_was_sent():
    dialogue = factories.dialogue(asks_by_calendar=True)
    invitation = invited(dialogue)
    before = wired(invitation.mails.get(kind="invitation"))[1]
    dialogue.status = "cancelled"
    events.save_dialogue(dialogue)
    invitation.refresh_from_db()
    letters.dialogue_changed(invitation)
    after = wired(invitation.mails.get(kind="dialogue_changed"))[1]
    (old,), (new,) = (icalendar.Calendar.from_ical(one).walk("VEVENT") for one in [before, after])
    assert (old["UID"], old["ORGANIZER"]) == (new["UID"], new["ORGANIZER"])
    assert new["SEQUENCE"] > old["SEQUENCE"]
