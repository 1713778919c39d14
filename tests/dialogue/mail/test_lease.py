"""A worker keeps its email as long as it lives, however slow the mail server is; whoever has lost
it hangs up."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from dialogue.mail import outbox
from dialogue.mail.delivery import worker
from dialogue.mail.models import OutgoingMail
from tests.mail_server import Mailboxes, open_port

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 20  # seconds


@pytest.fixture
def boxes(settings):
    boxes = Mailboxes()
    port = open_port(boxes)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port.port, 60
    settings.MAIL_LEASE = 1
    yield boxes
    port.stop()


@pytest.fixture
def mail(dialogue):
    return outbox.store(
        dialogue=dialogue,
        kind="invitation",
        language="en",
        to_name="Mei Tan",
        to_address="mei@example.org",
        subject="Invitation",
        text="Dear Mei Tan,\n",
    )


def at(wanted, act):
    """What the mail server's hook is: `act` at one step, in the server's thread."""

    def hook(step, _port):
        if step == wanted:
            try:
                act()
            finally:
                connection.close()

    return hook


def test_the_lease_is_renewed_while_the_mail_server_thinks(mail, boxes):
    tries, pause, seen = PATIENCE * 20, threading.Event(), []

    def until_it_was_renewed_often_enough():
        first = OutgoingMail.objects.get().leased_until_at
        for _try in range(tries):
            now = OutgoingMail.objects.get()
            seen.append(OutgoingMail.objects.due().exists())
            if now.leased_until_at > first + timedelta(seconds=1.5):  # more than the whole lease
                return
            pause.wait(0.05)

    boxes.at = at("taken", until_it_was_renewed_often_enough)
    assert worker.deliver_due() == (1, 0)
    assert 2 < len(seen) < tries
    assert not any(seen)  # another worker would not have taken it


def test_a_worker_whose_email_another_has_taken_does_not_send_it(mail, boxes):
    has_ended = threading.Event()

    def another_takes_it():
        later = timezone.now() + timedelta(minutes=1)
        OutgoingMail.objects.update(lease=uuid.uuid4(), leased_until_at=later)
        connection.close()
        assert has_ended.wait(PATIENCE)

    boxes.at = at("data", another_takes_it)
    assert worker.deliver_due() == (0, 1)
    has_ended.set()
    assert boxes.envelopes == []
    mail.refresh_from_db()
    assert mail.state == OutgoingMail.State.SENDING  # it is the other's


def test_the_email_of_a_worker_that_was_killed_is_due_within_a_minute(mail):
    OutgoingMail.objects.update(
        state="sending", lease=uuid.uuid4(), leased_until_at=timezone.now() + worker.lease.until()
    )
    assert not OutgoingMail.objects.due().exists()
    assert OutgoingMail.objects.due(timezone.now() + timedelta(seconds=61)).exists()
