"""A mailbox of 10,000 mails with something wrong: nothing crashes, and nothing is taken over that
was not said. All of them are read (about seven seconds); every twentieth goes through the database
as well."""

import pytest
import time_machine
from django.utils import timezone

from dialogue.mail.models import BlockedAddress
from participants.inbox import filing
from participants.inbox.messages import understand
from participants.incoming_kinds import RESPONSES, Kind, Mark, Partstat
from participants.letters.reply_addresses import keys_in, reply_address
from participants.models import Answer, IncomingMail, Invitation
from participants.states import Status
from tests import factories
from tests.participants.inbox import incoming_mails as mails
from tests.participants.inbox import mutations

pytestmark = pytest.mark.django_db
NUMBER, FILED = 10_000, 500


@pytest.fixture(autouse=True)
def _soon_after_the_answers_are_written():
    with time_machine.travel("2031-05-02T02:00:00Z", tick=False):
        yield


@pytest.fixture
def invitation(dialogue, settings):
    """Whose answers are taken over by themselves where nothing is doubtful."""
    settings.TRUSTED_AUTHSERV_ID = mails.SERVER
    settings.REPLY_ADDRESS = "secretariat@dialogue.test"
    dialogue.confirms_calendar_replies = True
    dialogue.save()
    person = factories.person(email="mei@example.org")
    return factories.invitation(dialogue, Status.INVITED, person=person)


@pytest.fixture
def sound(invitation):
    return mutations.seeds(str(invitation.dialogue.uid), reply_address(invitation))


def is_beyond_doubt(found, invitation):
    return (
        found.kind == Kind.REPLY
        and found.is_proven
        and not found.marks
        and keys_in(found.recipients) == {invitation.reply_key}
        and found.calendar.uid == str(invitation.dialogue.uid)
        and found.calendar.attendee == "mei@example.org"
        and found.calendar.stamped_at is not None
        and found.calendar.stamped_at <= timezone.now() + filing.AHEAD
        and found.calendar.sequence == invitation.calendar_sequence
    )


def test_ten_thousand_odd_emails_are_read_without_a_crash(invitation, sound):
    kinds, beyond_doubt = set(), 0
    for _which, raw in mutations.mutated(sound, NUMBER):
        found = understand(raw, trusted_server=mails.SERVER)
        kinds.add(found.kind)
        beyond_doubt += is_beyond_doubt(found, invitation)
    assert kinds == set(Kind)
    assert 0 < beyond_doubt < NUMBER / 4  # the others harm what tells who answers what


def test_only_odd_emails_of_which_all_agrees_are_taken_over_and_as_they_say(invitation, sound):
    taken_over = undoubted = 0
    for _which, raw in mutations.mutated(sound, FILED, seed=1):
        row, _is_new = filing.take(filing.Arrival(raw))
        found = understand(raw, trusted_server=mails.SERVER)
        undoubted += is_beyond_doubt(found, invitation)
        if row is not None:
            assert Mark.FAILED not in row.marks
        recorded = Answer.objects.first()
        if recorded:
            taken_over += 1
            assert is_beyond_doubt(found, invitation)
            assert recorded.response == RESPONSES[Partstat(found.calendar.partstat)]
        # As it was, for a second answer from the same calendar would be a repeat.
        for model in [Answer, IncomingMail]:
            model.objects.all().delete()
        Invitation.objects.update(status=Status.INVITED)
    assert taken_over == undoubted > 20
    assert not BlockedAddress.objects.exists()  # no bounce returned a mail that we sent
