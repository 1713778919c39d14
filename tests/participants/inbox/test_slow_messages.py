"""A message that would take minutes to read is filed as not read, and those after it are read."""

import time

import pytest

from participants.inbox import filing, messages
from participants.incoming_kinds import Doubt, Kind, State
from tests.participants.inbox import incoming_mails as mails

HEAD = (
    b"From: MAILER-DAEMON@example.org\r\nTo: secretariat@dialogue.test\r\nSubject: Returned\r\n\r\n"
)
SLOW = {
    "many empty lines": HEAD + b"\r\n" * 1_000_000,
    "a long word": HEAD + b"Message not delivered to the following addresses\r\n" + b"a" * 900_000,
}


@pytest.mark.parametrize("body", SLOW)
def test_a_message_that_takes_too_long_is_filed_as_not_read(body, db, monkeypatch, caplog):
    monkeypatch.setattr(filing, "READING_TIME", 1)
    before = time.process_time()
    row, is_new = filing.receive(filing.Arrival(SLOW[body]))
    assert time.process_time() - before < 5  # of this process; the other one had a second
    assert is_new
    assert (row.kind, row.state, row.doubts) == (Kind.NOTE, State.NEW, [Doubt.TOO_SLOW])
    assert (row.subject, row.from_address) == ("Returned", "mailer-daemon@example.org")
    assert (len(row.content), row.size) == (messages.BEGINNING, len(SLOW[body]))
    assert not row.may_be_confirmed
    assert "would have taken too long" in caplog.text
    assert filing.receive(filing.Arrival(SLOW[body]))[1] is False  # and is not tried again
    assert filing.receive(filing.Arrival(mails.letter()))[0] is None  # the next one is read


@pytest.mark.parametrize("beginning", [b"", b"\xff\x00", b"From: =?x?q?=" + b"?" * 9_000, HEAD])
def test_whatever_was_given_up_has_an_envelope(beginning):
    assert messages.unread(beginning).doubts == {Doubt.TOO_SLOW}
