"""What becomes of a mail for what the mail server says; limits per minute; who is told of failures.

The words at the beginning of addresses say what the server does (see tests/mail_server.py).
"""

import ssl
import time
from datetime import UTC, datetime, timedelta
from email.header import decode_header, make_header

import pytest
import time_machine
from django.utils import timezone

from dialogue.mail import bounces, editing, outbox
from dialogue.mail.delivery import worker
from dialogue.mail.models import OutgoingMail, Wave
from dialogue.mail.refusal_reasons import Reason
from dialogue.refusals import EditConflict
from tests import certificate, factories
from tests.mail_server import open_port
from tests.threads import in_threads

State, Trouble = OutgoingMail.State, OutgoingMail.Trouble


@pytest.fixture
def write(dialogue):
    """Store a mail to somebody; return it."""

    def write(to_address, cc_address="", **fields):
        return outbox.store(
            dialogue=dialogue,
            kind="invitation",
            language="en",
            to_name="Mei Tan",
            to_address=to_address,
            cc_address=cc_address,
            subject=f"To {to_address}",
            text="Dear Mei Tan,\n.\n.hidden\n",
            html="<p>Dear Mei Tan,</p>",
            **fields,
        )

    return write


def again(mail):
    mail.refresh_from_db()
    return mail


def after(**delay):
    return time_machine.travel(timezone.now() + timedelta(**delay))


# Where it comes back to


def test_an_email_leaves_under_an_envelope_sender_of_its_own_and_a_from_that_all_share(
    write, boxes, settings
):
    settings.USE_VERP = True
    first, second = write("mei@example.org"), write("ama@example.org")
    worker.deliver_due()
    senders = [envelope.mail_from for envelope in boxes.envelopes]
    assert [bounces.returned_to([sender.upper()]) for sender in senders] == [first, second]
    assert len(senders[0].rpartition("@")[0]) <= 64
    for message in boxes.messages:
        assert message["From"] == "Dialogue secretariat <secretariat@dialogue.test>"
        assert not bounces.returned_to([message.as_string()])


def test_the_sender_has_the_name_of_the_contact_in_the_letters_own_language(write, boxes, dialogue):
    for language in ["vi", "en"]:
        mail = write("mei@example.org")
        type(mail).objects.filter(pk=mail.pk).update(language=language)
    worker.deliver_due()
    names = {str(make_header(decode_header(message["From"]))) for message in boxes.messages}
    assert names == {
        "Ban Thư ký Đối thoại <secretariat@dialogue.test>",
        "Dialogue secretariat <secretariat@dialogue.test>",
    }


def test_unless_it_is_set_so_the_envelope_names_the_account_that_every_server_lets_out(
    write, boxes
):
    write("mei@example.org")
    worker.deliver_due()
    assert boxes.envelopes[0].mail_from == "secretariat@dialogue.test"


# One recipient and the other


def test_a_copy_that_is_refused_is_known_and_the_letter_is_sent(write, boxes):
    mail = write("mei@example.org", "gone-office@example.org")
    assert worker.deliver_due() == (1, 0)
    assert again(mail).state == State.SENT
    assert mail.refused == {"gone-office@example.org": "550 5.1.1 no such user"}
    assert "gone-office@example.org: 550" in mail.last_error
    assert boxes.envelopes[0].rcpt_tos == ["mei@example.org"]


def test_a_letter_that_only_the_copy_received_has_failed(write, boxes):
    mail = write("gone-mei@example.org", "office@example.org")
    assert worker.deliver_due(limit=1) == (0, 1)
    assert again(mail).state == State.FAILED
    assert mail.answers["office@example.org"].startswith("250")
    # Once the address is put right, the office does not get it twice.
    OutgoingMail.objects.filter(pk=mail.pk).update(to_address="mei@example.org")
    outbox.resend(OutgoingMail.objects.filter(pk=mail.pk))
    worker.deliver_due()
    sent = [one.rcpt_tos for one in boxes.envelopes]
    assert ["office@example.org"] in sent and ["mei@example.org"] in sent
    assert again(mail).state == State.SENT


def test_a_recipient_who_must_wait_does_not_make_the_other_get_it_twice(write, boxes):
    mail = write("mei@example.org", "later-office@example.org")
    assert worker.deliver_due() == (0, 1)
    assert again(mail).state == State.COPYING
    assert list(mail.answers) == ["mei@example.org"]
    with after(minutes=2):
        assert worker.deliver_due() == (1, 0)
    assert [one.rcpt_tos for one in boxes.envelopes] == [
        ["mei@example.org"],
        ["later-office@example.org"],
    ]
    assert boxes.messages[0]["Message-ID"] == boxes.messages[1]["Message-ID"]
    assert (again(mail).state, mail.refused, mail.last_error) == (State.SENT, {}, "")


@pytest.fixture
def copying(write, boxes):
    """A letter that its recipient has, and whose copy is to be tried again."""
    mail = write("mei@example.org", "later-office@example.org")
    worker.deliver_due()
    return again(mail)


def test_what_the_recipient_has_is_neither_held_nor_edited_nor_cancelled(copying):
    mails = OutgoingMail.objects.all()
    assert (outbox.hold(mails, "wait"), outbox.schedule(mails, None)) == (0, 0)
    with pytest.raises(EditConflict):
        editing.edit(copying, factories.organiser(), "Other", "Other", seen=copying.version)
    assert outbox.cancel(mails) == 0
    assert again(copying).state == State.SENT  # and the copy is not tried again
    with after(minutes=2):
        assert worker.deliver_due() == (0, 0)


def test_what_the_recipient_has_may_come_back_while_its_copy_waits(copying):
    assert bounces.record(copying, "550 no such user", Reason.DEAD)
    assert again(copying).state == State.BOUNCED


def test_a_copy_that_waits_is_not_tried_once_its_address_is_blocked(copying, boxes):
    bounces.block("later-office@example.org", "550")
    with after(minutes=2):
        assert worker.deliver_due() == (1, 0)
    assert (again(copying).state, len(boxes.envelopes)) == (State.SENT, 1)


# The connection


def test_a_batch_goes_over_one_connection(write, boxes):
    for number in range(5):
        write(f"mei-{number}@example.org")
    assert worker.deliver_due() == (5, 0)
    assert boxes.connections == 1


def test_a_failed_mail_leaves_the_connection_fit_for_the_next(write, boxes):
    for name in ["gone", "unwanted", "mei"]:
        write(f"{name}@example.org")
    assert worker.deliver_due(limit=3) == (1, 2)
    assert boxes.connections == 1


def test_a_server_that_hangs_up_after_an_email_is_called_again_for_the_next(write, boxes):
    write("bye-1@example.org")
    second = write("bye-2@example.org")
    assert worker.deliver_due() == (2, 0)
    assert boxes.connections == 2
    assert again(second).attempts == 1


@pytest.mark.parametrize(
    ("address", "trouble", "said"),
    [
        ("busy@example.org", Trouble.CONNECTION, "421"),
        ("drop@example.org", Trouble.CONNECTION, "closed"),
        ("unsaid@example.org", Trouble.UNCONFIRMED, "closed"),
        ("hang@example.org", Trouble.CONNECTION, "timed out"),
        ("later@example.org", Trouble.RECIPIENT, "450 4.2.0 greylisted"),
        ("again@example.org", Trouble.MESSAGE, "451 4.3.0 try again"),
    ],
)
def test_what_may_pass_is_tried_again_with_the_same_message_id(
    write, boxes, settings, address, trouble, said
):
    settings.EMAIL_TIMEOUT = 0.3
    mail, other = write(address), write("mei@example.org")
    assert worker.deliver_due() == (1, 1)
    assert again(mail).state == State.QUEUED
    assert mail.trouble == trouble
    assert said in mail.last_error
    assert again(other).state == State.SENT
    with after(minutes=2):
        assert worker.deliver_due() == (1, 0)
    assert (again(mail).state, mail.trouble, mail.attempts) == (State.SENT, "", 2)
    arrived = [one["Message-ID"] for one in boxes.messages if address in one["To"]]
    assert arrived == [mail.message_id] * (2 if address.startswith("unsaid") else 1)


@pytest.mark.parametrize("is_trusted", [True, False])
def test_over_starttls_mail_goes_to_a_server_that_proves_who_it_is(
    write, boxes, settings, tmp_path, monkeypatch, is_trusted
):
    files = certificate.write(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*files)
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(files[0]))
    port = open_port(boxes, tls_context=context, require_starttls=True)
    settings.EMAIL_PORT, settings.EMAIL_USE_TLS = port.port, True
    mail = write("mei@example.org")
    try:
        assert worker.deliver_due() == ((1, 0) if is_trusted else (0, 1))
    finally:
        port.stop()
    assert len(boxes.envelopes) == is_trusted
    assert again(mail).state == (State.SENT if is_trusted else State.QUEUED)
    assert ("certificate verify failed" in mail.last_error) != is_trusted


def test_a_worker_gives_up_in_the_end(write, boxes, settings):
    """However long the server's patience and each single timeout."""
    settings.EMAIL_TIMEOUT, settings.MAIL_PATIENCE = 60, 0.4
    mail = write("hang@example.org")
    start = time.monotonic()
    assert worker.deliver_due() == (0, 1)
    assert time.monotonic() - start < 10
    assert again(mail).state == State.QUEUED


def test_while_the_server_is_away_only_one_mail_is_tried(write, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    mails = [write("mei@example.org"), write("tan@example.org")]
    assert worker.deliver_due() == (0, 1)
    assert [again(mail).attempts for mail in mails] == [1, 0]


def test_a_server_that_falls_silent_again_and_again_is_left_alone(write, boxes, settings):
    settings.EMAIL_TIMEOUT = 0.2
    mails = [write(f"hang-{number}@example.org") for number in range(5)]
    assert worker.deliver_due() == (0, 3)
    assert [again(mail).attempts for mail in mails] == [1, 1, 1, 0, 0]


def test_a_worker_that_has_used_up_the_limit_does_not_call_the_server(write, boxes, settings):
    settings.MAIL_PER_MINUTE = 1
    for number in range(2):
        write(f"mei-{number}@example.org")
    worker.deliver_due()
    worker.deliver_due()
    assert boxes.connections == 1


def test_emails_that_fail_together_are_not_tried_again_together(write, boxes):
    mails = [write(f"later-{number}@example.org") for number in range(8)]
    start = timezone.now()
    worker.deliver_due()
    waits = [(again(mail).next_try_at - start).total_seconds() for mail in mails]
    assert all(60 <= wait < 95 for wait in waits)
    assert max(waits) - min(waits) > 1


def test_an_email_that_ends_every_worker_that_takes_it_is_given_up(write, boxes, settings):
    mail = write("mei@example.org")
    OutgoingMail.objects.update(attempts=len(settings.MAIL_BACK_OFF) + 1)
    assert worker.deliver_due(limit=1) == (0, 1)
    assert again(mail).state == State.FAILED
    assert boxes.envelopes == []


def test_a_worker_that_is_asked_to_stop_ends_between_two_emails(write, boxes):
    for number in range(3):
        write(f"mei-{number}@example.org")
    assert worker.deliver_due(is_stopped=lambda: bool(boxes.envelopes)) == (1, 0)
    assert not OutgoingMail.objects.filter(state=State.SENDING).exists()


def test_a_domain_in_any_script_is_reached(write, boxes):
    write("mei@bücher.example", "office@đối-thoại.example")
    assert worker.deliver_due() == (1, 0)
    to, copy = "mei@xn--bcher-kva.example", "office@xn--i-thoi-92a3661dgma.example"
    assert boxes.envelopes[0].rcpt_tos == [to, copy]
    assert (boxes.messages[0]["To"], boxes.messages[0]["Cc"]) == (f"Mei Tan <{to}>", copy)


def test_lines_with_a_dot_arrive_whole(write, boxes):
    write("mei@example.org")
    worker.deliver_due()
    text = boxes.messages[0].get_body(["plain"]).get_content()
    assert text.replace("\r\n", "\n") == "Dear Mei Tan,\n.\n.hidden\n"


# Limits


def test_no_more_emails_a_minute_than_allowed(write, boxes, settings):
    settings.MAIL_PER_MINUTE = 2
    for number in range(5):
        write(f"mei@{number}.example.org")
    assert worker.deliver_due() == (2, 0)
    assert worker.deliver_due() == (0, 0)
    with after(seconds=61):
        assert worker.deliver_due() == (2, 0)


def test_a_domain_that_has_had_enough_does_not_hold_up_the_others(write, boxes, settings):
    settings.MAIL_PER_MINUTE_AND_DOMAIN = 1
    for name in ["a@one.example.org", "b@ONE.example.org", "c@two.example.org"]:
        write(name)
    assert worker.deliver_due() == (2, 0)
    assert {one.rcpt_tos[0][0] for one in boxes.envelopes} == {"a", "c"}


def test_a_copy_counts_for_its_domain_too(write, boxes, settings):
    settings.MAIL_PER_MINUTE_AND_DOMAIN = 1
    write("a@one.example.org", "office@two.example.org")
    write("b@TWO.example.org")
    write("c@three.example.org", "office@one.example.org")
    write("d@four.example.org", "office@four.example.org")
    assert worker.deliver_due() == (2, 0)
    assert {one.rcpt_tos[0][0] for one in boxes.envelopes} == {"a", "d"}


@pytest.mark.django_db(transaction=True)
def test_workers_at_once_keep_to_one_limit_together(write, boxes, settings):
    settings.MAIL_PER_MINUTE = 7
    for number in range(20):
        write(f"mei@{number}.example.org")
    found = in_threads(lambda _number: worker.deliver_due(), range(4))
    assert sum(delivered for delivered, _failed in found) == 7
    assert len(boxes.envelopes) == 7


# Who is told


@pytest.fixture
def notices():
    return OutgoingMail.objects.filter(kind="failure_notice")


def test_the_organisers_are_notified_once_an_hour_for_a_wave(dialogue, write, boxes, notices):
    wave = Wave.objects.create(dialogue=dialogue, name="Invitations, second wave")
    with time_machine.travel(datetime(2031, 5, 1, tzinfo=UTC)):
        for number in range(3):
            write(f"gone-{number}@example.org", wave=wave)
        write("gone-4@example.org")
        worker.deliver_due()
        assert notices.count() == 2  # of the wave, and of the one that is of none
    with time_machine.travel(datetime(2031, 5, 1, 1, 1, tzinfo=UTC)):
        write("gone-5@example.org", wave=wave)
        worker.deliver_due()
        assert notices.count() == 3
    first = notices.filter(text__contains="second wave").earliest("pk")
    assert first.to_address == dialogue.contact_email
    assert "550 5.1.1 no such user" in first.text
    assert "gone-0@example.org" in first.text
    last = notices.latest("pk")
    assert last.subject == "3 emails could not be delivered"  # two of them in the hour before


def test_a_notice_that_fails_makes_no_notice(dialogue, write, boxes, notices):
    dialogue.contact_email = "gone-secretariat@example.org"
    dialogue.save()
    write("gone@example.org")
    worker.deliver_due()
    assert notices.get().state == State.FAILED


def test_what_concerns_no_dialogue_is_reported_to_the_address_in_the_settings(
    db, boxes, notices, settings
):
    settings.ORGANISERS_EMAIL = "it@example.org"
    outbox.store(
        kind="account",
        language="en",
        to_name="",
        to_address="gone@example.org",
        subject="Password",
        text="https://dialogue.test/accounts/password/reset/key/1-secret/",
    )
    worker.deliver_due()
    notice = notices.get()
    assert notice.to_address == "it@example.org"
    assert "secret" not in notice.text + notice.html
