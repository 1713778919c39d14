"""Incoming messages are filed under their invitation, stored once with their doubts, and recorded
by an organiser, or automatically where nothing is in doubt."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from dialogue.mail import bounces, outbox
from dialogue.mail.models import BlockedAddress, OutgoingMail
from dialogue.refusals import Refused
from participants.inbox import decisions, filing, messages
from participants.inbox.messages import LARGEST
from participants.incoming_kinds import Doubt, Kind, State
from participants.letters.reply_addresses import keys_in, reply_address
from participants.models import Answer, IncomingMail, InvitationEvent
from participants.states import Status
from participants.workflow import invitations, nominations
from participants.workflow.transitions import Actor, Door
from tests import factories
from tests.participants.inbox import incoming_mails as mails
from tests.personal_data_world import forget_due

pytestmark = pytest.mark.django_db
NOW = datetime(2031, 5, 2, 2, 0, tzinfo=UTC)  # an hour after the answers are written
BY = Actor(Door.ADMIN, "Lan")


@pytest.fixture(autouse=True)
def _frozen(settings):
    settings.TRUSTED_AUTHSERV_ID = mails.SERVER
    settings.REPLY_ADDRESS = "secretariat@dialogue.test"
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def invitation(dialogue):
    person = factories.person(email="Mei@example.org", cc_email="office@example.org")
    return factories.invitation(dialogue, Status.INVITED, person=person)


@pytest.fixture
def organiser(db):
    return factories.organiser(first_name="Lan", last_name="Pham")


def file(raw, **options):
    return filing.receive(filing.Arrival(raw, **options))[0]


def answer(invitation, layout=mails.exchange, to=None, **fields):
    fields = {"uid": str(invitation.dialogue.uid), **fields}
    return layout(reply_address(invitation) if to is None else to, **fields)


def trusting(invitation):
    """Let the dialogue record answers automatically."""
    type(invitation.dialogue).objects.update(confirms_calendar_replies=True)
    invitation.dialogue.refresh_from_db()
    return invitation


# The address


def test_the_case_of_the_address_does_not_matter(invitation):
    address = reply_address(invitation)
    assert address == address.lower()
    assert len(address.rpartition("@")[0]) <= 64
    assert keys_in([address.upper()]) == keys_in([address]) == {invitation.reply_key}


def test_an_address_is_distinguished_from_an_invented_one(invitation):
    token = reply_address(invitation).partition("+")[2].partition("@")[0]
    forged = ("0" if token[0] != "0" else "1") + token[1:]
    assert keys_in([f"secretariat+{forged}@dialogue.test"]) == {None}
    assert keys_in(["secretariat@dialogue.test", f"x+{token[:-1]}@dialogue.test"]) == set()
    calendar = f"secretariat+{invitation.calendar_token}@dialogue.test"
    answering = f"secretariat+{invitation.token}@dialogue.test"
    assert keys_in([calendar, answering]) == {None}  # a token for one purpose opens no other


# Finding the invitation


@pytest.mark.parametrize("layout", mails.LAYOUTS)
def test_every_programs_answer_is_filed_under_its_invitation(layout, invitation):
    row = file(answer(invitation, layout, partstat="TENTATIVE", comment="Perhaps"))
    assert (row.kind, row.state, row.doubts) == (Kind.REPLY, State.NEW, [])
    assert row.invitation == invitation
    assert (row.partstat, row.comment, row.sequence) == ("TENTATIVE", "Perhaps", 0)
    assert bytes(row.content) == answer(invitation, layout, partstat="TENTATIVE", comment="Perhaps")
    assert not Answer.objects.exists()


@pytest.mark.parametrize("name", ["Delivered-To", "X-Original-To", "Cc"])
def test_the_token_counts_wherever_servers_write_the_address(name, invitation):
    raw = answer(invitation, to="Secretariat <secretariat@dialogue.test>")
    raw = f"{name}: {reply_address(invitation)}\r\n".encode() + raw
    row = file(raw)
    assert (row.invitation, row.doubts) == (invitation, [])


def test_without_a_token_the_entry_and_attendee_find_the_invitation_and_leave_a_doubt(invitation):
    row = file(answer(invitation, to="secretariat@dialogue.test"))
    assert (row.invitation, row.doubts) == (invitation, [Doubt.NO_TOKEN])
    assert row.may_be_confirmed


def test_an_answer_that_matches_no_invitation_is_stored(dialogue):
    row = file(mails.gmail("secretariat@dialogue.test", uid=str(dialogue.uid)))
    assert (row.invitation, row.state) == (None, State.NEW)
    assert Doubt.NO_INVITATION in row.doubts
    assert not row.may_be_confirmed


@pytest.mark.parametrize("how", ["withdrawn", "replaced"])
def test_the_address_stops_working_with_the_invitation(how, invitation, organiser):
    raw = answer(invitation)
    if how == "withdrawn":
        invitations.withdraw(invitation, BY)
    else:
        type(invitation).objects.update(status=Status.ACCEPTED)
        invitation.refresh_from_db()
        nominations.nominate(invitation, Actor(Door.LINK, "office"), factories.nomination())
        nominations.approve(invitation, BY)
    row = file(raw)
    assert Doubt.UNKNOWN_TOKEN in row.doubts
    assert not row.may_be_confirmed
    assert row.invitation is None


def test_renewing_the_link_does_not_change_the_address(invitation):
    raw = answer(invitation)
    invitations.renew_link(invitation, BY)
    row = file(raw)
    assert (row.invitation, row.doubts) == (invitation, [])


# What is doubtful


@pytest.mark.parametrize(
    ("fields", "doubt"),
    [
        ({"uid": "another-entry"}, Doubt.OTHER_EVENT),
        ({"sequence": 1}, Doubt.SEQUENCE_BEHIND),
        ({"attendee": "colleague@example.org"}, Doubt.OTHER_ATTENDEE),
        ({"more": "RECURRENCE-ID:20310602T020000Z"}, Doubt.ONE_OCCURRENCE),
    ],
)
def test_an_answer_to_something_else_cannot_be_recorded_by_anybody(
    fields, doubt, invitation, organiser
):
    trusting(invitation)
    type(invitation).objects.update(calendar_sequence=2)
    row = file(answer(invitation, **{"sequence": 2, **fields}))
    assert doubt in row.doubts
    assert (row.state, row.may_be_confirmed) == (State.NEW, False)
    with pytest.raises(Refused):
        decisions.confirm(row, organiser)
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("attendee", "doubts"),
    [
        (
            "ATTENDEE;CUTYPE=INDIVIDUAL;EMAIL=mei@example.org;PARTSTAT=ACCEPTED"
            ":urn:uuid:11111111-2222-3333-4444-555555555555",
            [],
        ),
        (
            "ATTENDEE;EMAIL=Mei@Example.org;PARTSTAT=ACCEPTED:/aMTU3OTA2ODM2NTc5MDY4MztTjc/principal/",
            [],
        ),
        ("ATTENDEE;PARTSTAT=ACCEPTED:mailto:mei+work@example.org", [Doubt.OTHER_SPELLING]),
        ("ATTENDEE;PARTSTAT=ACCEPTED:mailto:mei%40example.org", [Doubt.OTHER_SPELLING]),
        ("ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:%6Dei@example.org", [Doubt.OTHER_SPELLING]),
    ],
)
def test_another_form_of_the_invitees_address_is_theirs(attendee, doubts, invitation, organiser):
    plain = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:mei@example.org"
    text = mails.calendar(uid=str(invitation.dialogue.uid))
    assert plain in text
    part = mails.part("text/calendar; method=REPLY", text.replace(plain, attendee))
    raw = mails.mail(mails.headers(reply_address(invitation)), part)
    row = file(raw)
    assert (row.kind, row.doubts) == (Kind.REPLY, doubts)
    decisions.confirm(row, organiser)
    assert Answer.objects.get().response == "accept"


def test_an_answer_that_counted_the_version_on_is_for_an_organiser_to_confirm(
    invitation, organiser
):
    row = file(answer(trusting(invitation), sequence=3))
    assert (row.state, row.doubts) == (State.NEW, [Doubt.SEQUENCE_AHEAD])
    decisions.confirm(row, organiser)
    assert Answer.objects.get().response == "accept"


@pytest.mark.parametrize(
    ("comment", "remark"),
    [
        ("I shall come by train.", "I shall come by train."),
        (
            "I shall come.\\n\\nThis e-mail and any attachments are confidential and intended "
            "solely for the addressee.",
            "I shall come.",
        ),
        ("CONFIDENTIALITY NOTICE: the contents of this message are privileged.", ""),
        ("Thư điện tử này chứa thông tin bảo mật.".encode().decode("latin-1"), ""),
        ("This message is about my visa: may I call you?",) * 2,
    ],
)
def test_a_companys_disclaimer_is_no_remark_of_the_invitee(comment, remark, invitation):
    raw = answer(invitation, mails.octets, comment=comment.encode("latin-1").decode())
    assert file(raw).comment.replace("\\n", "").strip() == remark


def test_an_answer_to_the_latest_version_leaves_no_doubt(invitation):
    type(invitation).objects.update(calendar_sequence=2)
    assert file(answer(invitation, sequence=2)).doubts == []


def from_office(invitation):
    return answer(invitation).replace(b"Mei Tan <mei@", b"The Office <office@")


def test_an_answer_that_an_assistant_sends_waits_for_a_person(invitation, organiser):
    row = file(from_office(trusting(invitation)))
    assert (row.state, row.doubts) == (State.NEW, [Doubt.OTHER_SENDER])
    decisions.confirm(row, organiser)
    given = Answer.objects.get()
    assert (given.answered_by, given.answered_by_name) == ("office", "The Office")
    assert given.answered_by_email == "office@example.org"
    assert not given.is_from_unknown_address


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("dkim=pass header.d=example.org; dmarc=pass", "dmarc=fail"),
        ("Authentication-Results: mx.dialogue.test", "Authentication-Results: mx.evil.example"),
        ("Authentication-Results", "X-Nothing"),
    ],
)
def test_an_answer_whose_sender_our_server_did_not_verify_waits_for_a_person(old, new, invitation):
    row = file(answer(trusting(invitation)).replace(old.encode(), new.encode()))
    assert (row.state, row.doubts) == (State.NEW, [Doubt.SENDER_UNVERIFIED])


def test_the_same_answer_in_another_message_is_a_duplicate(invitation):
    first = file(answer(invitation))
    second = file(b"X-Resent: yes\r\n" + answer(invitation))
    assert (first.state, first.doubts) == (State.NEW, [])
    assert (second.state, second.doubts) == (State.FOR_INFORMATION, [Doubt.DUPLICATE])


def test_an_earlier_forged_answer_does_not_make_the_true_one_a_duplicate(invitation):
    forged = answer(invitation).replace(b"dmarc=pass", b"dmarc=fail")
    assert file(forged).doubts == [Doubt.SENDER_UNVERIFIED]
    assert file(answer(trusting(invitation))).state == State.APPLIED


def test_an_answer_older_than_the_one_on_record_waits_for_a_person(invitation):
    """Mails overtake each other; a web form may be quicker than a mail."""
    row = file(answer(trusting(invitation), stamped="20310502T015000Z"))
    assert row.state == State.APPLIED
    row = file(answer(invitation, partstat="DECLINED", stamped="20310502T014000Z"))
    assert (row.state, row.doubts) == (State.NEW, [Doubt.OUTDATED])


def test_an_answer_from_the_future_waits_and_does_not_block_later_ones(invitation, organiser):
    row = file(answer(trusting(invitation), stamped="20990101T000000Z"))
    assert (row.state, row.doubts) == (State.NEW, [Doubt.DATED_AHEAD])
    decisions.confirm(row, organiser)
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        row = file(answer(invitation, partstat="DECLINED", stamped="20310505T010000Z"))
    assert (row.state, row.doubts) == (State.APPLIED, [])
    invitation.refresh_from_db()
    assert invitation.status == Status.DECLINED


def test_a_clock_that_is_some_hours_ahead_is_accepted(invitation):
    assert file(answer(invitation, stamped="20310503T010000Z")).doubts == []


def test_a_message_that_is_too_large_is_stored_in_part_and_not_read(invitation):
    raw = answer(invitation) + b"A" * LARGEST
    row = file(raw)
    assert (row.doubts, row.size) == ([Doubt.TOO_LARGE], len(raw))
    assert len(row.content) < 100_000
    assert row.invitation == invitation


def test_a_message_on_which_reading_fails_is_stored_with_that_doubt(invitation, monkeypatch):
    """The messages behind it must not wait for ever."""
    monkeypatch.setattr(messages, "parse", lambda *a, **k: 1 / 0)
    row = file(answer(invitation))
    assert (row.kind, row.state, row.doubts) == (Kind.NOTE, State.NEW, [Doubt.UNREADABLE])


@pytest.mark.parametrize(
    ("raw", "doubt"),
    [
        (mails.tnef(), Doubt.TNEF),
        (mails.mail(mails.headers(), mails.part("text/calendar", "none")), Doubt.MALFORMED),
    ],
)
def test_a_calendar_without_an_answer_is_a_note_to_read(raw, doubt, invitation):
    row = file(raw)
    assert (row.kind, row.state, row.may_be_confirmed) == (Kind.NOTE, State.NEW, False)
    assert doubt in row.doubts


@pytest.mark.parametrize("fields", [{"partstat": "DELEGATED"}, {"method": "COUNTER"}])
def test_naming_another_person_or_time_is_a_note_on_the_invitation(fields, invitation, organiser):
    row = file(answer(trusting(invitation), **fields))
    assert (row.kind, row.invitation, row.state) == (Kind.NOTE, invitation, State.NEW)
    decisions.dismiss(row, organiser)
    invitation.refresh_from_db()
    assert invitation.status == Status.INVITED


def test_an_automatic_reply_is_stored_with_the_senders_invitation(invitation):
    row = file(mails.absence())
    assert (row.kind, row.state, row.invitation) == (
        Kind.AUTOMATIC_REPLY,
        State.FOR_INFORMATION,
        invitation,
    )


@pytest.mark.parametrize(
    "raw",
    [
        mails.letter(),
        mails.gmail(uid="a-meeting-of-the-secretariats-own"),
        mails.report("<a-letter-of-a-colleague@dialogue.test>", "stranger@example.org"),
        mails.absence().replace(b"mei@example.org", b"stranger@example.org"),
        mails.tnef().replace(b"mei@example.org", b"stranger@example.org"),
    ],
)
def test_messages_that_do_not_concern_a_dialogue_are_left_to_people(raw, invitation):
    """The mailbox may be one that people use for other things too."""
    assert file(raw) is None
    assert not IncomingMail.objects.exists()


def test_a_letter_to_an_invitations_address_is_stored_with_it(invitation):
    row = file(mails.letter(reply_address(invitation)))
    assert (row.kind, row.state, row.invitation) == (Kind.LETTER, State.FOR_INFORMATION, invitation)


def test_a_message_is_stored_once_however_often_it_arrives(invitation):
    first, is_new = filing.receive(filing.Arrival(answer(invitation)))
    again, is_new_again = filing.receive(filing.Arrival(answer(invitation)))
    assert (first, is_new, is_new_again) == (again, True, False)
    assert IncomingMail.objects.count() == 1


# Taking over


@pytest.mark.parametrize(
    ("partstat", "status"),
    [
        ("ACCEPTED", Status.ACCEPTED),
        ("TENTATIVE", Status.TENTATIVE),
        ("DECLINED", Status.DECLINED),
    ],
)
def test_an_organiser_records_an_answer(partstat, status, invitation, organiser):
    row = file(answer(invitation, partstat=partstat, comment="With thanks"))
    decisions.confirm(row, organiser)
    invitation.refresh_from_db()
    assert invitation.status == status
    given = Answer.objects.get()
    assert (given.reason, given.channel, given.answered_by) == (
        "With thanks",
        "calendar",
        "invitee",
    )
    event = InvitationEvent.objects.get()
    assert (event.door, event.user) == (Door.CALENDAR_REPLY, organiser)
    assert event.on_behalf_of == "Mei Tan <mei@example.org>"
    row.refresh_from_db()
    assert (row.state, row.decided_by, row.decided_at) == (State.CONFIRMED, organiser, NOW)
    assert OutgoingMail.objects.get().kind == "confirmation"


@pytest.mark.parametrize("sender", ["", "mei@example.org, eve@example.org"])
def test_an_answer_with_no_sender_or_two_cannot_be_recorded(invitation, organiser, sender):
    raw = answer(invitation).replace(b"From: Mei Tan <mei@example.org>", f"From: {sender}".encode())
    row = file(raw)
    assert Doubt.SEVERAL_SENDERS in row.doubts
    with pytest.raises(Refused, match="cannot be recorded"):
        decisions.confirm(row, organiser)


def test_two_organisers_cannot_both_decide(invitation, organiser):
    row = file(answer(invitation))
    same = IncomingMail.objects.get(pk=row.pk)
    decisions.dismiss(row, organiser)
    with pytest.raises(Refused, match="Somebody else has just decided"):
        decisions.confirm(same, organiser)
    with pytest.raises(Refused, match="Somebody else has just decided"):
        decisions.dismiss(same, organiser)
    assert not Answer.objects.exists()


def test_after_the_reply_deadline_an_answer_is_refused_and_still_waits(invitation, organiser):
    row = file(answer(invitation))
    type(invitation).objects.update(reply_by_at=NOW)
    with pytest.raises(Refused, match="Answers can no longer be given here"):
        decisions.confirm(row, organiser)
    row.refresh_from_db()
    assert (row.state, row.decided_by) == (State.NEW, None)


def test_when_every_seat_is_taken_a_yes_leads_to_the_reserve_list(invitation, organiser):
    type(invitation.dialogue).objects.update(capacity=1)
    factories.invitation(invitation.dialogue, Status.ACCEPTED)
    row = file(answer(invitation))
    decisions.confirm(row, organiser)
    invitation.refresh_from_db()
    assert invitation.status == Status.RESERVE


def test_an_answer_recorded_while_the_page_was_open_must_be_read_first(invitation, organiser):
    row = file(answer(invitation))
    Answer.objects.create(
        invitation=invitation,
        response="decline",
        answered_by="invitee",
        answered_at=NOW + timedelta(minutes=5),
    )
    with pytest.raises(Refused, match="In the meantime, another answer has been recorded"):
        decisions.confirm(row, organiser, seen=invitation.version)


# By itself


def test_where_token_sender_and_server_agree_an_answer_is_recorded_automatically(invitation):
    row = file(answer(trusting(invitation)))
    invitation.refresh_from_db()
    assert (row.state, row.decided_by) == (State.APPLIED, None)
    assert invitation.status == Status.ACCEPTED
    event = InvitationEvent.objects.get()
    assert (event.door, event.user, event.actor) == (
        Door.CALENDAR_REPLY,
        None,
        str(invitation.person),
    )


def test_a_no_from_the_calendar_does_not_drop_the_substitute_who_was_proposed(invitation):
    by = Actor(Door.LINK, "Mei Tan")
    nominations.nominate(invitation, by, factories.nomination())
    row = file(answer(trusting(invitation), partstat="DECLINED"))
    invitation.refresh_from_db()
    assert (row.state, row.may_be_confirmed) == (State.NEW, True)
    assert invitation.nominations.open().exists()


def test_without_a_trusted_server_nothing_is_recorded_automatically(invitation, settings):
    settings.TRUSTED_AUTHSERV_ID = ""
    row = file(answer(trusting(invitation)))
    assert (row.state, row.doubts) == (State.NEW, [])


def test_an_uploaded_answer_always_waits_for_a_person(invitation):
    """Its headers are whatever its file says."""
    row = file(answer(trusting(invitation)), source=IncomingMail.Source.UPLOAD)
    assert row.state == State.NEW


def test_an_answer_without_a_timestamp_waits_for_a_person(invitation):
    row = file(answer(trusting(invitation), stamped="yesterday"))
    assert (row.state, row.may_be_confirmed) == (State.NEW, True)


def test_what_the_seat_rules_refuse_waits_with_its_reason(invitation):
    type(invitation).objects.update(reply_by_at=NOW)
    row = file(answer(trusting(invitation)))
    row.refresh_from_db()
    assert (row.state, row.doubts, row.decided_at) == (State.NEW, [Doubt.REFUSED], None)
    invitation.refresh_from_db()
    assert invitation.status == Status.INVITED


# Returned mail


@pytest.fixture
def sent(invitation):
    mail = outbox.store(
        kind="invitation",
        dialogue=invitation.dialogue,
        language="en",
        to_name="Mei Tan",
        to_address="Mei@example.org",
        cc_address="office@example.org",
        subject="Invitation",
        text="Dear Ms Tan",
        state="sent",
        finished_at=timezone.now(),
    )
    invitation.mails.add(mail)
    return mail


@pytest.fixture
def alone(sent, settings):
    """A mail that had no copy, with an envelope sender of its own."""
    settings.USE_VERP = True
    sent.cc_address = ""
    sent.save()
    return sent


def to_itself(mail, raw):
    """A bounce as it comes back to the mail's own envelope sender."""
    own = f"To: {bounces.envelope_sender(mail)}".encode()
    return raw.replace(b"To: secretariat@dialogue.test", own, 1)


BOUNCES = [mails.report, mails.exim, mails.qmail, mails.exchange_bounce]


@pytest.mark.parametrize("bounce", BOUNCES)
def test_where_emails_have_no_return_address_of_their_own_the_message_id_counts(bounce, sent):
    row = file(bounce(sent.message_id, "mei@example.org"))
    assert (row.state, row.doubts, row.mail) == (State.APPLIED, [], sent)
    assert BlockedAddress.objects.get().address == "Mei@example.org"


S = OutgoingMail.State
HAS_LEFT = {state: state in {S.COPYING, S.SENT, S.BOUNCED} for state in S}


@pytest.mark.parametrize("state", S)
def test_a_bounce_is_believed_only_of_an_email_that_has_left(state, sent, organiser):
    """Nobody but us knows the Message-ID of another, so only a forger can name it."""
    lease = {"lease": uuid.uuid4(), "leased_until_at": timezone.now()}
    is_on_paper = state == S.HANDED_OVER
    OutgoingMail.objects.filter(pk=sent.pk).update(
        state=state,
        held_because="wait" if state == S.ON_HOLD else "",
        finished_at=None if state in {*OutgoingMail.WAITING, S.SENDING, S.COPYING} else NOW,
        answers={"mei@example.org": "250 kept"} if state == S.NOT_SENT else {},
        **(lease if state == S.SENDING else {}),
        **({"handed_over_how": "post", "handed_over_by": organiser} if is_on_paper else {}),
    )
    row = file(mails.report(sent.message_id, "mei@example.org"))
    if HAS_LEFT[state]:
        assert (row.state, row.doubts) == (State.APPLIED, [])
        assert BlockedAddress.objects.get().address == "Mei@example.org"
        return
    assert (row.state, row.doubts, row.mail) == (State.NEW, [Doubt.NEVER_LEFT], sent)
    assert not BlockedAddress.objects.exists()
    decisions.confirm(row, organiser)  # a person may know better
    assert BlockedAddress.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"trouble": "unconfirmed"},  # the server hung up after it had the email
        {"answers": {"mei@example.org": "250 OK", "office@example.org": "451 later"}},
    ],
)
def test_an_email_that_is_tried_again_may_have_left_before(fields, sent):
    OutgoingMail.objects.filter(pk=sent.pk).update(state="queued", finished_at=None, **fields)
    row = file(mails.report(sent.message_id, "mei@example.org"))
    assert (row.state, row.doubts) == (State.APPLIED, [])


@pytest.mark.parametrize("bounce", BOUNCES)
def test_where_they_have_one_the_message_id_alone_waits_for_a_person(bounce, alone, organiser):
    """It stands in every answer to the mail, and whoever reads that could have written it."""
    row = file(bounce(alone.message_id, "mei@example.org"))
    assert (row.state, row.doubts, row.mail) == (State.NEW, [Doubt.FORGEABLE], alone)
    assert not BlockedAddress.objects.exists()
    decisions.confirm(row, organiser)
    assert BlockedAddress.objects.get().address == "Mei@example.org"


def test_a_bounce_of_an_email_with_a_copy_waits_for_a_person(sent, settings):
    """Whoever got the copy sees the envelope sender too."""
    settings.USE_VERP = True
    row = file(to_itself(sent, mails.report(sent.message_id, "mei@example.org")))
    assert (row.state, row.doubts, row.mail) == (State.NEW, [Doubt.FORGEABLE], sent)


def test_the_return_address_of_one_email_does_not_return_another(alone, invitation):
    mine = outbox.store(
        dialogue=invitation.dialogue,
        kind="confirmation",
        language="en",
        to_name="Eve",
        to_address="eve@example.org",
        subject="",
        text="",
        state="sent",
        finished_at=timezone.now(),
    )
    row = file(to_itself(mine, mails.report(alone.message_id, "mei@example.org")))
    assert (row.state, row.doubts, row.mail) == (State.NEW, [Doubt.OTHER_RECIPIENT], mine)
    assert not BlockedAddress.objects.exists()


def test_an_invented_return_address_makes_no_bounce_credible(alone):
    raw = to_itself(alone, mails.report(alone.message_id, "mei@example.org"))
    forged = raw.replace(f"{alone.pk:015x}".encode(), f"{alone.pk + 1:015x}".encode())
    assert file(forged).doubts == [Doubt.FORGEABLE]


@pytest.mark.parametrize("bounce", BOUNCES)
def test_an_email_returned_to_its_own_address_bounces_and_is_blocked(bounce, alone, invitation):
    waiting = outbox.store(
        kind="reminder",
        dialogue=invitation.dialogue,
        language="en",
        to_address="mei@example.org",
        to_name="",
        subject="",
        text="",
    )
    row = file(to_itself(alone, bounce("<not-shown@example.org>", "mei@example.org")))
    assert (row.kind, row.state, row.mail, row.invitation) == (
        Kind.BOUNCE,
        State.APPLIED,
        alone,
        invitation,
    )
    alone.refresh_from_db()
    assert alone.state == "bounced"
    assert alone.last_error
    assert BlockedAddress.objects.get().reason == alone.last_error
    waiting.refresh_from_db()
    assert waiting.state == "on_hold"
    assert bounces.unblock("MEI@example.org") == 1
    waiting.refresh_from_db()
    assert (waiting.state, BlockedAddress.objects.count()) == ("queued", 0)


def test_a_returned_copy_blocks_its_address_and_the_email_stays_sent(sent):
    file(mails.report(sent.message_id, "office@example.org"))
    sent.refresh_from_db()
    assert sent.state == "sent"
    assert BlockedAddress.objects.get().address == "office@example.org"


def test_when_a_server_gave_up_the_email_has_bounced_and_nothing_is_blocked(alone):
    raw = mails.report(alone.message_id, "mei@example.org", status="4.4.7", why="421 try later")
    assert file(to_itself(alone, raw)).state == State.APPLIED
    alone.refresh_from_db()
    assert (alone.state, BlockedAddress.objects.count()) == ("bounced", 0)


REFUSALS = [
    ("5.7.26", "550-5.7.26 Unauthenticated email from dialogue.test is not accepted due to "
     "domain's DMARC policy.", "authentication"),
    ("5.4.316", "550 5.4.316 Message expired, connection refused", "expired"),
    ("5.2.2", "552 5.2.2 Mailbox full", "full"),
    ("5.0.0", "550 sorry", "not_understood"),
]  # fmt: skip


@pytest.mark.parametrize(("status", "why", "meaning"), REFUSALS)
def test_only_that_nobody_is_there_blocks_an_address(status, why, meaning, alone):
    file(
        to_itself(alone, mails.report(alone.message_id, "mei@example.org", status=status, why=why))
    )
    alone.refresh_from_db()
    assert (alone.state, alone.refusal) == ("bounced", meaning)
    assert not BlockedAddress.objects.exists()


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("mei@example.org\nretry timeout exceeded\n", "expired"),
        (
            "An error has occurred while attempting to deliver a message for\nthe following list "
            "of recipients:\n\nmei@example.org: 550 5.1.1 no such user\n",
            "dead",
        ),
        (
            "Sorry, we were unable to deliver your message to the following address.\n\n"
            "<mei@example.org>:\nRemote host said: 550 5.1.1 User Unknown [RCPT_TO]\n",
            "dead",
        ),
        ("Die Nachricht konnte nicht zugestellt werden.", "not_understood"),
        ("550 5.1.1 User unknown: somebody-else@example.org", "not_understood"),
        (
            "<mei@example.org>: host mx.example.org said: 550 User unknown (in reply to end of "
            "DATA command)",
            "inactive",
        ),
    ],
)
def test_whatever_comes_to_the_return_address_is_that_email_returned(text, meaning, alone):
    row = file(to_itself(alone, mails.plain_bounce(text)))
    alone.refresh_from_db()
    assert (row.kind, row.mail) == (Kind.BOUNCE, alone)
    assert (alone.state, alone.refusal) == ("bounced", meaning)
    assert BlockedAddress.objects.exists() == (meaning == "dead")
    assert row.state == (State.NEW if meaning == "not_understood" else State.APPLIED)


def test_a_program_that_signs_as_a_person_and_speaks_as_a_mail_server_is_one(alone):
    text = "Undeliverable: mei@example.org: 550 5.1.1 no such user"
    row = file(to_itself(alone, mails.plain_bounce(text, sender="IT desk <it@example.org>")))
    assert (row.kind, row.mail) == (Kind.BOUNCE, alone)


def test_a_returned_email_that_nobody_understands_says_so_and_waits(sent):
    """Of a server that names neither address nor reason, but quotes our email."""
    text = f"Could not deliver.\n\n-- Original message --\nMessage-ID: {sent.message_id}\n"
    row = file(mails.plain_bounce(text))
    sent.refresh_from_db()
    assert (row.kind, row.state, row.doubts) == (Kind.BOUNCE, State.NEW, [Doubt.NOT_UNDERSTOOD])
    assert (sent.state, sent.refusal) == ("bounced", "not_understood")
    assert not BlockedAddress.objects.exists()


def test_whoever_is_away_has_not_bounced(alone):
    row = file(to_itself(alone, mails.absence(Return_Path="<>", Auto_Submitted="auto-replied")))
    alone.refresh_from_db()
    assert (row.kind, alone.state) == (Kind.AUTOMATIC_REPLY, "sent")


def test_a_domain_compares_in_either_form(alone):
    OutgoingMail.objects.filter(pk=alone.pk).update(to_address="mei@bộ-khcn.example")
    raw = mails.report(alone.message_id, "mei@xn--b-khcn-5y4c.example")
    coded = "mei@bộ-khcn.example".partition("@")[2].encode("idna")
    raw = raw.replace(b"xn--b-khcn-5y4c.example", coded)
    row = file(to_itself(alone, raw))
    assert (row.state, row.doubts) == (State.APPLIED, [])
    assert BlockedAddress.objects.get().address == "mei@bộ-khcn.example"


def test_refusals_of_our_own_mail_are_one_line_in_the_log_an_hour(dialogue, caplog):
    for number in range(30):
        mail = outbox.store(
            kind="invitation",
            dialogue=dialogue,
            language="en",
            to_name="",
            to_address=f"guest-{number}@example.org",
            subject="",
            text="",
            state="sent",
            finished_at=timezone.now(),
        )
        file(mails.report(mail.message_id, mail.to_address, status="5.7.26", why="550 DMARC"))
    said = [entry.getMessage() for entry in caplog.records if entry.levelname == "WARNING"]
    assert len(said) == 1
    assert "DMARC" in said[0]
    assert "example.org" not in said[0]


def test_a_delayed_email_has_no_consequences(sent):
    raw = mails.report(sent.message_id, "mei@example.org", action="delayed", status="4.4.1")
    row = file(raw)
    assert (row.state, row.doubts) == (State.FOR_INFORMATION, [Doubt.DELAYED])
    sent.refresh_from_db()
    assert (sent.state, BlockedAddress.objects.count()) == ("sent", 0)


def test_a_bounce_that_names_only_the_address_waits_for_a_person(sent, organiser):
    """Anybody who knows a delegate's address could have written it."""
    row = file(mails.qmail("<unknown@evil.example>", "mei@example.org"))
    assert (row.state, row.doubts, row.mail) == (State.NEW, [Doubt.GUESSED_EMAIL], sent)
    assert not BlockedAddress.objects.exists()
    decisions.confirm(row, organiser)
    sent.refresh_from_db()
    assert (sent.state, BlockedAddress.objects.count()) == ("bounced", 1)


def test_a_returned_email_that_was_forwarded_waits_for_a_person(sent, organiser):
    row = file(mails.report(sent.message_id, "elsewhere@example.org"))
    assert (row.state, row.doubts) == (State.NEW, [Doubt.OTHER_RECIPIENT])
    decisions.confirm(row, organiser)
    sent.refresh_from_db()
    assert sent.state == "bounced"
    assert BlockedAddress.objects.get().address == "Mei@example.org"


def test_an_uploaded_bounce_of_an_unknown_email_is_stored(db):
    row = file(mails.report("<unknown@evil.example>", "stranger@example.org"), source="upload")
    assert (row.state, row.doubts) == (State.NEW, [Doubt.UNKNOWN_EMAIL])
    assert not row.may_be_confirmed


# How long it is kept


def test_messages_are_deleted_when_due_and_the_answers_stay(invitation, organiser):
    about_it = file(answer(invitation))
    file(mails.qmail("<x@y.example>", "a@b.example"), source="upload")
    decisions.confirm(about_it, organiser)
    with time_machine.travel(NOW + timedelta(days=61), tick=False):
        assert forget_due("participants.IncomingMail", timezone.now()) == 1
    assert IncomingMail.objects.get() == about_it
    last = invitation.dialogue.ends_on + timedelta(days=invitation.dialogue.details_kept_days)
    for day, left in [(last, 1), (last + timedelta(days=1), 0)]:
        with time_machine.travel(datetime(day.year, day.month, day.day, 5, tzinfo=UTC), tick=False):
            forget_due("participants.IncomingMail", timezone.now())
        assert IncomingMail.objects.count() == left
    assert Answer.objects.count() == 1
