"""Workers are killed in the middle of deliveries, by a mail server that misbehaves besides: nothing
is lost, and nothing comes twice but what the server took in the instant before the worker knew.

The server, the workers and the database are real; the workers are killed with SIGKILL.
"""

import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from dialogue.mail.delivery import worker
from dialogue.mail.models import OutgoingMail
from tests.dialogue.mail import worker_settings
from tests.mail_server import FINAL, Mailboxes, open_port, word

pytestmark = pytest.mark.django_db(transaction=True)

State = OutgoingMail.State
MAILS, KILLS, WORKERS = 1_000, 50, 4
WORKER = "mail-worker"
STEPS = ["mail", "rcpt", "data", "taken", "told"]
TRANSACTIONS_APART = 15
# How many of the mails go to addresses at which something happens.
MISFORTUNES = {"gone": 20, "unwelcome": 10, "unwanted": 10, "later": 30, "again": 20}
MISFORTUNES |= {"busy": 10, "drop": 10, "unsaid": 5, "slow": 10, "hang": 4}
LONGEST = 240  # seconds, on a machine with other work


def database_url():
    """Of the database that the tests use."""
    named = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{named['NAME']}"
    address = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**named)
    return f"{address}?application_name={WORKER}"


class Killer:
    """Starts a worker for each port, and kills it at the next step on the list, every so many
    mails; then starts another in its place."""

    def __init__(self, nursery):
        self.nursery, self.numbers, self.lock = nursery, {}, threading.Lock()
        self.kills, self.transactions, self.planned = Counter(), 0, {}
        self.steps = iter(STEPS * (KILLS // len(STEPS)))

    def start(self, port):
        self.nursery.stdin.write(f"{port}\n")
        self.nursery.stdin.flush()
        self.numbers[port] = int(self.nursery.stdout.readline())

    def at(self, step, port):
        with self.lock:
            if step == "mail":
                self.transactions += 1
                if self.transactions >= TRANSACTIONS_APART and port not in self.planned:
                    self.transactions, self.planned[port] = 0, next(self.steps, None)
            if self.planned.get(port) == step:
                del self.planned[port]
                self.kills[step] += 1
                os.kill(self.numbers[port], signal.SIGKILL)
                self.start(port)


@contextmanager
def nursery(longest=LONGEST + 30):
    """A process that starts workers; it and they are killed after `longest` seconds."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": worker_settings.__name__,
        "DATABASE_URL": database_url(),
    }
    with subprocess.Popen(
        [sys.executable, "-m", "tests.dialogue.mail.nursery"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        # Whatever hangs, this ends: what waits for the nursery or its workers then fails.
        limit = threading.Timer(longest, os.killpg, [process.pid, signal.SIGKILL])
        limit.start()
        try:
            yield process
            process.stdin.close()  # lets the workers end what they have begun
            assert process.wait() == 0, f"The workers did not end within {longest} seconds."
        finally:
            limit.cancel()


@pytest.fixture
def mails(dialogue):
    words = [name for name, number in MISFORTUNES.items() for _one in range(number)]
    words += ["plain"] * (MAILS - len(words))
    step = 389  # coprime with MAILS: so they lie among each other, and always the same way
    return queue(dialogue, [words[number * step % MAILS] for number in range(MAILS)])


def queue(dialogue, words):
    """Mails to addresses that begin with these words."""
    OutgoingMail.objects.bulk_create(
        OutgoingMail(
            dialogue=dialogue,
            kind="invitation",
            language="en",
            to_address=f"{one}-{number}@example.org",
            subject=f"Invitation {number}",
            text="Dear Mei Tan,\n",
            html="<p>Dear Mei Tan,</p>",
            message_id=f"<{number}@dialogue.test>",
        )
        for number, one in enumerate(words)
    )
    return OutgoingMail.objects.filter(kind="invitation")


@pytest.fixture
def as_workers(settings):
    for name in ["EMAIL_BACKEND", "EMAIL_HOST", "MAIL_LEASE", "MAIL_BACK_OFF", "MAIL_PER_MINUTE"]:
        setattr(settings, name, getattr(worker_settings, name))
    settings.MAIL_PER_MINUTE_AND_DOMAIN = 0
    return settings


def sweep(settings, port):
    """What was in hand when workers were killed last: another takes it when the leases are over."""
    settings.EMAIL_PORT = port
    for hours in range(1, 6):
        with time_machine.travel(timezone.now() + timedelta(hours=hours)):
            worker.deliver_due()


def test_workers_that_are_killed_lose_nothing_and_repeat_only_what_they_could_not_know(
    mails, as_workers
):
    boxes = Mailboxes()
    boxes.expect(mails.values_list("to_address", flat=True))
    ports = [open_port(boxes) for _one in range(WORKERS)]
    with nursery() as process:
        killer = Killer(process)
        boxes.at = killer.at
        for port in ports:
            killer.start(port.port)
        assert boxes.all_settled.wait(LONGEST), f"{len(boxes.unsettled)} mails did not come"
    boxes.at = lambda step, port: None
    sweep(as_workers, ports[0].port)
    for port in ports:
        port.stop()

    assert killer.kills == dict.fromkeys(STEPS, KILLS // len(STEPS))
    arrived = Counter((one.rcpt_tos[0], id_of(one)) for one in boxes.envelopes)
    refused = {mail.to_address for mail in mails if word(mail.to_address) in FINAL}
    states = Counter(mails.values_list("state", flat=True))
    assert states == {State.SENT: MAILS - len(refused), State.FAILED: len(refused)}
    assert set(mails.filter(state=State.FAILED).values_list("to_address", flat=True)) == refused
    # Each arrived with its own Message-ID, and with no other.
    sent = mails.filter(state=State.SENT).values_list("to_address", "message_id")
    assert {key for key in arrived if key[1] != NOTICE} == set(sent)
    # Twice came only what the server had taken when the worker was killed, the line went dead, or
    # this machine was so busy that the server's answer came when the worker had hung up.
    repeated = sum(number - 1 for key, number in arrived.items() if key[1] != NOTICE)
    late = sum(wait > 0.9 * worker_settings.EMAIL_TIMEOUT for wait in boxes.waits)
    unknowable = killer.kills["taken"] + killer.kills["told"] + MISFORTUNES["unsaid"] + late
    print(f"\n{MAILS} mails, {killer.kills.total()} kills, {repeated} came twice")
    assert killer.kills["taken"] <= repeated <= unknowable


@pytest.mark.postgres
def test_workers_outlive_a_database_that_ends_their_connections(dialogue, as_workers):
    mails = queue(dialogue, ["plain"] * 60)
    boxes, steps, cuts = Mailboxes(), Counter(), {10, 25, 40}
    boxes.expect(mails.values_list("to_address", flat=True))

    def cut(step, _port):
        steps[step] += 1
        if step == "mail" and steps[step] in cuts:
            end_connections_of_workers()

    ports = [open_port(boxes) for _one in range(2)]
    # What a worker had in hand when its connection ended waits for the end of its lease (9 s).
    with nursery(longest=60) as process:
        killer = Killer(process)
        for port in ports:
            killer.start(port.port)
        boxes.at = cut
        assert boxes.all_settled.wait(45), f"{len(boxes.unsettled)} mails did not come"
    boxes.at = lambda step, port: None
    sweep(as_workers, ports[0].port)
    for port in ports:
        port.stop()
    assert set(mails.values_list("state", flat=True)) == {State.SENT}
    arrived = Counter(one.rcpt_tos[0] for one in boxes.envelopes)
    assert set(arrived) == set(mails.values_list("to_address", flat=True))
    assert arrived.total() <= len(arrived) + len(cuts) * len(ports)


def end_connections_of_workers():
    """As a database that is restarted does. In the mail server's thread, on its own connection."""
    with connection.cursor() as cursor:
        cursor.execute(
            # Of this database alone: another process may be running other tests on its own.
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = %s AND datname = current_database()",
            [WORKER],
        )
    connection.close()


NOTICE = "notice"


def id_of(envelope):
    """The Message-ID; a notice to the organisers about what failed counts as one."""
    head = envelope.original_content.partition(b"\r\n\r\n")[0].decode()
    if "\r\nAuto-Submitted:" in head:
        return NOTICE
    return next(line for line in head.split("\r\n") if line.startswith("Message-ID: "))[12:]
