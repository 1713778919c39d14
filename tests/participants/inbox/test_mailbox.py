"""manage.py collect_replies against a real IMAP server (Dovecot): nothing is lost, nothing is taken
twice, and people's own letters stay unread."""

import io
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from urllib.parse import quote

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.utils import timezone

from participants.inbox import filing, mailbox
from participants.inbox.messages import LARGEST
from participants.incoming_kinds import Doubt, State
from participants.letters.reply_addresses import reply_address
from participants.models import Answer, IncomingMail
from participants.states import Status
from tests import dovecot, factories
from tests.commands import run_process
from tests.participants.inbox import incoming_mails as mails

pytestmark = [
    pytest.mark.imap,
    pytest.mark.xdist_group("imap"),
    pytest.mark.django_db(transaction=True),
]
users = count(1)
# Collects, and is killed when the third mail is in the database and not yet marked on the server.
KILLED = """
import os, signal
import django
django.setup()
from imap_tools import BaseMailBox
flag, seen = BaseMailBox.flag, []
def flag_or_die(*arguments):
    seen.append(1)
    if len(seen) == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return flag(*arguments)
BaseMailBox.flag = flag_or_die
from django.core.management import call_command
call_command("collect_replies")
"""


@pytest.fixture(scope="session")
def server():
    if dovecot.find_dovecot() is None:
        pytest.skip("no Dovecot was found")
    running = dovecot.start()
    yield running
    running.stop()


class Mailbox:
    """One user's mailbox, as the server has it."""

    def __init__(self, server):
        self.server, self.user = server, f"secretariat-{next(users)}"
        self.box = server.box(self.user)

    def url(self, more="", password=None, scheme="imap", host="127.0.0.1"):
        word = quote(password or self.server.password, safe="")
        port = self.server.tls_port if scheme == "imaps" else self.server.port
        return f"{scheme}://{self.user}:{word}@{host}:{port}/INBOX{more}"

    def put(self, *raws):
        for raw in raws:
            self.box.append("INBOX", None, None, raw)

    def count(self, criteria="ALL", folder="INBOX"):
        self.box.select(folder)
        return len(self.box.search(None, *criteria.split())[1][0].split())


@pytest.fixture
def box(server, settings):
    made = Mailbox(server)
    settings.IMAP_URL = made.url()
    settings.REPLY_ADDRESS = "secretariat@dialogue.test"
    settings.TRUSTED_AUTHSERV_ID = mails.SERVER
    yield made
    made.box.logout()


def collect(*options):
    said = io.StringIO()
    call_command("collect_replies", *options, stdout=said)
    return said.getvalue().strip()


def answers(dialogue, number):
    """Answers of so many invitees, written now: workers of their own read them too."""
    stamped = f"{timezone.now():%Y%m%dT%H%M%SZ}"
    for n in range(number):
        person = factories.person(email=f"guest-{n}-{dialogue.pk}@example.org")
        invitation = factories.invitation(dialogue, Status.INVITED, person=person)
        raw = mails.LAYOUTS[n % len(mails.LAYOUTS)](
            reply_address(invitation),
            uid=str(dialogue.uid),
            attendee=person.email,
            stamped=stamped,
        )
        yield raw.replace(b"<mei@example.org>", f"<{person.email}>".encode())


def test_what_concerns_us_is_received_and_marked_and_letters_stay_unread(box, dialogue):
    factories.invitation(dialogue, person=factories.person(email="mei@example.org"))
    box.put(*answers(dialogue, 5), mails.letter(), mails.absence())
    assert collect() == "6 received, 0 already known, 1 left for the organisers to read"
    assert IncomingMail.objects.filter(kind="reply", doubts=[]).count() == 5
    assert box.count(f"KEYWORD {mailbox.KEYWORD}") == box.count() == 7
    assert box.count("SEEN") == 6
    assert collect() == "0 received, 0 already known, 0 left for the organisers to read"


def test_what_people_have_read_already_is_received_all_the_same(box, dialogue):
    box.put(*answers(dialogue, 1))
    box.box.store("1", "+FLAGS", "\\Seen")
    assert "1 received" in collect()


def test_emails_can_be_moved_to_a_folder_instead(box, dialogue, settings):
    settings.IMAP_URL = box.url("?move=Taken")
    box.put(*answers(dialogue, 2), mails.letter())
    assert "2 received" in collect()
    box.box.noop()
    assert (box.count(), box.count(folder="Taken")) == (0, 3)
    box.put(mails.absence())  # once more, now that the folder is there
    collect()
    assert (box.count(), box.count(folder="Taken")) == (0, 4)


def test_a_server_that_stores_no_keywords_needs_a_folder_to_move_to(box, dialogue, settings):
    box.server.take_keywords_away(box.user)
    box.put(*answers(dialogue, 2))
    with pytest.raises(CommandError, match="This server does not store keywords"):
        collect()
    assert not IncomingMail.objects.exists()
    settings.IMAP_URL = box.url("?move=Taken")
    assert "2 received" in collect()
    box.box.noop()
    assert (box.count(), box.count(folder="Taken")) == (0, 2)


@pytest.mark.parametrize("scheme", ["imaps", "imap+tls"])
def test_over_tls_the_mailbox_is_read(box, dialogue, settings, monkeypatch, scheme):
    monkeypatch.setenv("SSL_CERT_FILE", str(box.server.certificate))
    settings.IMAP_URL = box.url(scheme=scheme)
    box.put(*answers(dialogue, 1))
    assert "1 received" in collect()


@pytest.mark.parametrize("scheme", ["imaps", "imap+tls"])
@pytest.mark.parametrize("fault", ["nobody vouches for it", "it is for another name"])
def test_a_server_that_cannot_prove_its_identity_receives_no_password(
    box, settings, monkeypatch, scheme, fault
):
    host = "127.0.0.1"
    if fault == "it is for another name":
        monkeypatch.setenv("SSL_CERT_FILE", str(box.server.certificate))
        host = "localhost"
    settings.IMAP_URL = box.url(scheme=scheme, host=host)
    with pytest.raises(CommandError, match=r"cannot be read: .*certificate") as told:
        collect()
    assert "\n" not in str(told.value)


def test_of_a_message_that_is_too_large_only_the_beginning_is_fetched(box, dialogue):
    [raw] = answers(dialogue, 1)
    box.put(raw + b"A" * (LARGEST + 1))
    collect()
    row = IncomingMail.objects.get()
    assert (row.doubts, row.size > LARGEST, len(row.content) < 100_000) == (
        [Doubt.TOO_LARGE],
        True,
        True,
    )


def test_a_worker_that_is_killed_between_database_and_server_loses_and_repeats_nothing(
    box, dialogue
):
    box.put(*answers(dialogue, 5))
    killed = run_process("-c", KILLED, TEST_IMAP_URL=box.url())
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert IncomingMail.objects.count() == 3
    assert box.count(f"KEYWORD {mailbox.KEYWORD}") == 2
    assert collect() == "2 received, 1 already known, 0 left for the organisers to read"
    assert IncomingMail.objects.count() == 5
    assert not IncomingMail.objects.exclude(state=State.NEW, doubts=[]).exists()
    assert box.count(f"KEYWORD {mailbox.KEYWORD}") == 5


def test_a_message_that_cannot_be_stored_stays_and_blocks_no_other(box, dialogue, monkeypatch):
    box.put(*answers(dialogue, 3))
    take, calls = filing.receive, []

    def take_or_fail(arrival):
        calls.append(arrival)
        return take(arrival) if len(calls) != 2 else 1 / 0

    monkeypatch.setattr(filing, "receive", take_or_fail)
    with pytest.raises(CommandError, match="1 could not be stored and remain in the mailbox"):
        collect()
    assert IncomingMail.objects.count() == 2
    assert collect() == "1 received, 0 already known, 0 left for the organisers to read"


def test_several_workers_at_once_collect_each_message_once(box, dialogue):
    type(dialogue).objects.update(confirms_calendar_replies=True)
    dialogue.refresh_from_db()
    number, workers = 12, 3
    box.put(*answers(dialogue, number))
    gate = threading.Barrier(workers)

    def work(_n):
        try:
            gate.wait()
            return mailbox.collect(box.url())
        finally:
            connections.close_all()

    with ThreadPoolExecutor(workers) as pool:
        counted = list(pool.map(work, range(workers)))
    assert sum(one.new for one in counted) == number
    assert sum(one.failed for one in counted) == 0
    assert IncomingMail.objects.filter(state=State.APPLIED).count() == number
    assert (
        Answer.objects.count() == dialogue.invitations.filter(status="accepted").count() == number
    )
    assert box.count(f"KEYWORD {mailbox.KEYWORD}") == number


@pytest.mark.parametrize(
    "url",
    [
        "imap://u:secret-word@127.0.0.1:1/INBOX",
        "imap://u:secret-word@imap.example.org/INBOX",
        "pop3://u:secret-word@127.0.0.1/INBOX",
        "imaps:///INBOX",
        "imaps://u:secret-word@127.0.0.1:port/INBOX",
    ],
)
def test_an_unreachable_mailbox_is_reported_without_the_password(url, settings, db):
    settings.IMAP_URL = url
    with pytest.raises(CommandError, match="The mailbox cannot be read: ") as told:
        collect()
    assert "secret-word" not in str(told.value)


def test_a_wrong_password_is_reported_without_the_password(box, settings):
    settings.IMAP_URL = box.url(password="not-this-word")
    with pytest.raises(CommandError, match="The mailbox cannot be read: ") as told:
        collect()
    assert "not-this-word" not in str(told.value)


def test_without_a_mailbox_it_says_so_and_all_is_well(settings, db):
    settings.IMAP_URL = ""
    assert collect() == "No mailbox is set (IMAP_URL), so nothing is collected."


def test_a_loop_without_a_mailbox_ends_with_a_status_that_a_unit_understands(db):
    ended = run_process("manage.py", "collect_replies", "--loop", TEST_IMAP_URL="")
    assert ended.returncode == 78  # EX_CONFIG: see dialogue-mailbox.service
    assert len(ended.stderr.splitlines()) == 1
    assert "IMAP_URL" in ended.stderr


@pytest.mark.parametrize("where", ["", "?move=Taken"])
def test_what_a_restored_backup_does_not_know_is_read_again(box, dialogue, settings, where):
    settings.IMAP_URL = box.url(where)
    box.put(*answers(dialogue, 3))
    assert "3 received" in collect()
    IncomingMail.objects.order_by("pk").first().delete()  # it came after the backup
    assert "0 received" in collect()
    today = timezone.now().date() - timedelta(days=1)
    assert collect("--since", today.isoformat()).startswith("1 received, 2 already known")
    assert collect("--since", today.isoformat()).startswith("0 received, 3 already known")
