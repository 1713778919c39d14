"""Mail is written first and delivered after: retries, leases, the message itself."""

import socket
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
import time_machine
from aiosmtpd.controller import Controller
from django.conf import settings
from django.core.management import call_command
from django.db import IntegrityError
from django.utils import timezone

from dialogue.mail import bounces, outbox
from dialogue.mail.delivery import worker
from dialogue.mail.delivery.smtp import Reply
from dialogue.mail.models import BlockedAddress, OutgoingMail
from tests import factories

State = OutgoingMail.State
LEASE = timedelta(seconds=settings.MAIL_LEASE)


@pytest.fixture
def mail(dialogue):
    return outbox.store(
        dialogue=dialogue,
        kind="invitation",
        language="vi",
        to_name="Nguyễn Thị Hạnh",
        to_address="hanh@example.org",
        cc_address="office@example.org",
        subject="Thư mời",
        text="Kính gửi Bà,\n",
        html="<p>Kính gửi Bà,</p>",
        attachments=[("dialogue.ics", "text/calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")],
    )


class Mailbox:
    """A mail server on loopback that keeps what it is given, or answers as told."""

    def __init__(self):
        self.answer = "250 OK"
        self.envelopes = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 – aiosmtpd's name
        self.envelopes.append(envelope)
        return self.answer

    @property
    def messages(self):
        return [
            message_from_bytes(envelope.original_content, policy=policy.default)
            for envelope in self.envelopes
        ]


@pytest.fixture
def mailbox(settings):
    handler = Mailbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    yield handler
    controller.stop()


def test_an_email_arrives_over_smtp_as_it_was_stored(mail, mailbox):
    assert worker.deliver_due() == (1, 0)
    (message,) = mailbox.messages
    (envelope,) = mailbox.envelopes
    assert envelope.rcpt_tos == ["hanh@example.org", "office@example.org"]
    assert message["To"] == "Nguyễn Thị Hạnh <hanh@example.org>"
    assert message["Subject"] == "Thư mời"
    assert message["Message-ID"] == mail.message_id
    assert message["Auto-Submitted"] is None  # an organiser's click sent it
    assert message["Content-Language"] == "vi"
    assert message["Reply-To"] == mail.dialogue.contact_email
    assert message.get_body(["plain"]).get_content().strip() == "Kính gửi Bà,"
    assert "<p>Kính gửi Bà,</p>" in message.get_body(["html"]).get_content()
    (attachment,) = message.iter_attachments()
    assert attachment.get_filename() == "dialogue.ics"
    assert attachment.get_content_type() == "text/calendar"
    mail.refresh_from_db()
    assert mail.state == State.SENT
    assert mail.finished_at is not None
    assert worker.deliver_due() == (0, 0)


def test_a_temporary_failure_is_tried_again_later_with_the_same_message_id(mail, mailbox):
    mailbox.answer = "451 try again"
    assert worker.deliver_due() == (0, 1)
    mail.refresh_from_db()
    assert mail.state == State.QUEUED
    assert "try again" in mail.last_error
    assert worker.deliver_due() == (0, 0)

    mailbox.answer = "250 OK"
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert worker.deliver_due() == (1, 0)
    assert [m["Message-ID"] for m in mailbox.messages] == [mail.message_id] * 2
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (State.SENT, 2)


@pytest.mark.parametrize("answer", ["550 no such user", "554 refused"])
def test_a_final_refusal_is_not_tried_again(mail, mailbox, answer):
    mailbox.answer = answer
    worker.deliver_due()
    mail.refresh_from_db()
    assert mail.state == State.FAILED
    assert answer[4:] in mail.last_error


def test_a_server_that_is_away_is_tried_until_the_attempts_are_used_up(mail, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    for attempt in range(1, len(settings.MAIL_BACK_OFF) + 2):
        with time_machine.travel(timezone.now() + timedelta(days=3 * attempt)):
            worker.deliver_due()
        mail.refresh_from_db()
        assert mail.attempts == attempt
    assert mail.state == State.FAILED
    assert "refused" in mail.last_error


@pytest.mark.parametrize("name", ["Evil\nBcc: x@example.org", "Two\r\nlines"])
def test_a_name_with_a_line_break_does_no_harm(dialogue, mailbox, name):
    fields = {"dialogue": dialogue, "kind": "confirmation", "language": "en", "text": "x"}
    outbox.store(**fields, to_name=name, to_address="a@example.org", subject="Hello")
    assert worker.deliver_due() == (1, 0)
    assert mailbox.envelopes[0].rcpt_tos == ["a@example.org"]


def test_an_email_that_cannot_be_built_fails_and_the_next_one_goes_out(mail, mailbox):
    OutgoingMail.objects.update(subject="Two\nlines")
    second = outbox.store(
        dialogue=mail.dialogue,
        kind="confirmation",
        language="en",
        to_name="",
        to_address="b@example.org",
        subject="b",
        text="b",
    )
    assert worker.deliver_due() == (2, 1)  # the second, and a notice about the first
    mail.refresh_from_db()
    second.refresh_from_db()
    assert (mail.state, second.state) == (State.FAILED, State.SENT)


def test_two_workers_never_take_the_same_mail(mail):
    assert worker._claim_next().pk == mail.pk
    assert worker._claim_next() is None


def test_an_email_left_by_a_killed_worker_is_taken_over_when_its_lease_ends(mail):
    worker._claim_next()
    with time_machine.travel(timezone.now() + LEASE + timedelta(seconds=1)):
        again = worker._claim_next()
    assert again.pk == mail.pk
    assert again.attempts == 2


def test_a_worker_that_lost_its_lease_does_not_overwrite_what_the_next_one_noted(mail):
    slow = worker._claim_next()
    with time_machine.travel(timezone.now() + LEASE + timedelta(seconds=1)):
        quick = worker._claim_next()
    worker._conclude(quick, {quick.to_address: Reply(250, "OK")})
    worker._conclude(slow, {slow.to_address: Reply(550, "no")})
    mail.refresh_from_db()
    assert mail.state == State.SENT


def test_a_race_for_an_email_moves_on_to_the_next(mail, monkeypatch):
    """Another worker takes the first between our look and our claim."""
    second = outbox.store(
        dialogue=mail.dialogue,
        kind="confirmation",
        language="en",
        to_name="",
        to_address="b@example.org",
        subject="b",
        text="b",
    )
    fresh_lease = worker.uuid.uuid4

    def lease_after_the_other():
        OutgoingMail.objects.filter(pk=mail.pk).update(state=State.SENT, finished_at=timezone.now())
        return fresh_lease()

    monkeypatch.setattr(worker.uuid, "uuid4", lease_after_the_other)
    assert worker._claim_next().pk == second.pk


def test_without_a_mail_server_an_email_is_kept_for_the_organisers_to_read(mail, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    worker.deliver_due()
    mail.refresh_from_db()
    assert mail.state == State.NOT_SENT


def test_a_failed_mail_can_be_sent_again(mail, mailbox):
    mailbox.answer = "550 no"
    worker.deliver_due()
    mailbox.answer = "250 OK"
    assert outbox.resend(OutgoingMail.objects.filter(pk=mail.pk)) == 1
    assert worker.deliver_due() == (1, 0)


def test_what_was_sent_is_not_sent_again(mail, mailbox):
    worker.deliver_due()
    assert outbox.resend(OutgoingMail.objects.all()) == 0


def test_the_schema_refuses_an_email_being_sent_without_a_lease(mail):
    with pytest.raises(IntegrityError):
        OutgoingMail.objects.update(state=State.SENDING)


def test_a_limit_ends_a_round_early(mail, mailbox):
    outbox.store(
        dialogue=mail.dialogue,
        kind="confirmation",
        language="en",
        to_name="",
        to_address="b@example.org",
        subject="b",
        text="b",
    )
    assert worker.deliver_due(limit=1) == (1, 0)
    assert worker.deliver_due() == (1, 0)


def test_the_command_delivers_and_says_how_many(mail, mailbox, capsys):
    call_command("deliver_mail")
    assert "1 delivered, 0 not delivered" in capsys.readouterr().out


def test_line_breaks_in_a_title_do_not_reach_the_subject(dialogue):
    dialogue.title_en = "One\nBcc: everybody@example.org"
    invitation = factories.invitation(dialogue, "invited")
    from participants.letters import letters

    subject, _text, _html = letters.preview(invitation)
    assert "\n" not in subject


CALENDAR = "BEGIN:VCALENDAR\r\nSUMMARY:Đối thoại\r\nEND:VCALENDAR\r\n".encode()


def test_a_calendar_part_is_last_among_the_alternatives_and_is_a_file_too(dialogue, mailbox):
    outbox.store(
        dialogue=dialogue,
        kind="invitation",
        language="en",
        to_name="Mei Tan",
        to_address="mei@example.org",
        subject="Invitation",
        text="Dear Mei Tan,",
        html="<p>Dear Mei Tan,</p>",
        calendar=CALENDAR,
        calendar_method="REQUEST",
        reply_to="secretariat+token@example.org",
    )
    assert worker.deliver_due() == (1, 0)
    (message,) = mailbox.messages
    assert message["Reply-To"] == "secretariat+token@example.org"
    assert message.get_content_type() == "multipart/mixed"
    same, file = message.iter_parts()
    plain, html, calendar = same.iter_parts()
    assert [part.get_content_type() for part in (same, plain, html)] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    raw = mailbox.envelopes[0].original_content
    assert b"Content-Type: text/calendar; method=REQUEST; charset=UTF-8" in raw
    assert calendar["Content-Transfer-Encoding"] == "base64"
    assert calendar.get_payload(decode=True) == CALENDAR
    assert file.get_content_type() == "application/ics"
    assert file.get_filename() == "invite.ics"
    assert file.get_payload(decode=True) == CALENDAR


def test_mail_to_a_blocked_address_is_held(dialogue, mailbox):
    BlockedAddress.objects.create(address="Gone@example.org", reason="bounced")
    fields = {"dialogue": dialogue, "kind": "reminder", "language": "en", "text": "x"}
    mail = outbox.store(**fields, to_name="", to_address="gone@example.org", subject="Hello")
    assert (mail.state, bool(mail.held_because)) == (State.ON_HOLD, True)
    assert worker.deliver_due() == (0, 0)


def test_what_is_held_does_not_go_out(mail, mailbox):
    assert outbox.hold(OutgoingMail.objects.all(), "wait for the minister") == 1
    assert worker.deliver_due() == (0, 0)
    assert outbox.cancel(OutgoingMail.objects.all()) == 1


def test_blocking_an_address_holds_what_waits_for_it_and_for_no_other(mail, dialogue):
    fields = {"dialogue": dialogue, "kind": "reminder", "language": "en", "text": "x"}
    other = outbox.store(**fields, to_name="", to_address="tan@example.org", subject="Hello")
    bounces.block("HANH@example.org", "550 no such user")
    bounces.block("hanh@example.org", "again")
    mail.refresh_from_db()
    other.refresh_from_db()
    assert (mail.state, other.state) == (State.ON_HOLD, State.QUEUED)
    assert BlockedAddress.objects.get().reason == "550 no such user"


@pytest.mark.parametrize("blocked_first", [True, False])
def test_a_letter_goes_out_without_its_copy_to_a_blocked_address(dialogue, mailbox, blocked_first):
    if blocked_first:
        bounces.block("office@example.org", "550")
    fields = {"dialogue": dialogue, "kind": "invitation", "language": "en", "text": "x"}
    mail = outbox.store(
        **fields,
        to_name="",
        to_address="mei@example.org",
        cc_address="office@example.org",
        subject="Hello",
    )
    bounces.block("Office@example.org", "550")
    assert worker.deliver_due() == (1, 0)
    assert mailbox.envelopes[0].rcpt_tos == ["mei@example.org"]
    mail.refresh_from_db()
    assert mail.refused == {"office@example.org": bounces.BLOCKED}


def test_an_email_that_is_sent_again_still_leaves_out_a_blocked_copy(mail, mailbox):
    mailbox.answer = "550 no"
    worker.deliver_due()
    bounces.block("office@example.org", "550")
    mailbox.answer = "250 OK"
    outbox.resend(OutgoingMail.objects.filter(pk=mail.pk))
    worker.deliver_due()
    assert mailbox.envelopes[-1].rcpt_tos == ["hanh@example.org"]


def test_a_code_goes_out_to_a_blocked_address_for_later_it_is_of_no_use(dialogue, mailbox):
    bounces.block("mei@example.org", "550")
    fields = {"dialogue": dialogue, "kind": "access_code", "language": "en", "text": "123456"}
    outbox.store(**fields, to_name="", to_address="mei@example.org", subject="Your code")
    assert worker.deliver_due() == (1, 0)
