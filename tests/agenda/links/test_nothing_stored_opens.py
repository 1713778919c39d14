"""Every kind of letter is written and delivered; then the whole database is searched for anything
that opens something, with and without SECRET_KEY. What arrived opens as it should."""

import re
from datetime import datetime
from importlib import import_module

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from django.urls import reverse

from agenda.feeds.health import Reading
from agenda.models import FeedReading
from agenda.programme import session_letter
from agenda.releases.affected import Affected
from dialogue.access import tokens
from dialogue.accounts import invitations as accounts
from dialogue.mail import bounces, editing, letter_kinds, sealing
from dialogue.mail.delivery import notices, smtp, worker
from dialogue.mail.models import OutgoingMail
from participants.delegates import details_said, identity_check
from participants.groupmail import group_letters
from participants.inbox import filing
from participants.letters import data_request_letters, details_letters, letters, reply_addresses
from participants.models import (
    AccessCode,
    Delegation,
    DetailsChange,
    IncomingMail,
    Invitation,
    InvitationEvent,
)
from participants.official import cover_mail
from participants.personal_data import erasure
from participants.states import Status
from participants.workflow import invitations, nominations, transitions
from tests import factories
from tests.mail_server import Mailboxes, open_port
from tests.participants.inbox import incoming_mails
from tests.participants.official.mailed import mailed_letter

BY = transitions.Actor(InvitationEvent.Door.ADMIN, "Lan Nguyen")
SECRET_KINDS = {"account", "access_code", "organiser_invitation"}
TOKEN_DOORS = ["answer", "delegation", "calendar_mine", "calendar_organisers", "unsubscribe"]
HEXADECIMAL = re.compile(r"[0-9a-f-]{20,}")
RESET = re.compile(r"[0-9a-z]{4,8}-[0-9a-f]{20,}")
INVITATION = re.compile(r"\d+:[0-9A-Za-z]+:[\w-]{20,}")
CODE = re.compile(r"(?<![\w.])\d{6}(?![\w.])")
URL = re.compile(r"https://dialogue\.test(/[^\s\"'<>]+)")

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def boxes(settings):
    """What a mail server on loopback was given; the project delivers to it."""
    settings.USE_VERP = True
    boxes = Mailboxes()
    port = open_port(boxes)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port.port
    yield boxes
    port.stop()


@pytest.fixture
def written(db):
    """Every kind of letter is written, by the verbs that people use."""
    dialogue = factories.dialogue(asks_by_calendar=True)
    browser, user = Client(), factories.organiser(email="lan@most.example")
    withdrawn, erased = _invited(dialogue), _invited(dialogue)
    factories.letters_leave(dialogue)
    invitations.withdraw(withdrawn, BY)
    erasure.erase(erased.person, BY)
    undecided, accepted = _invited(dialogue), _invited(dialogue)
    invitations.extend(_with_more_time(undecided), BY)
    letters.reminder("answer", undecided)
    by_office = {"answered_by": "office", "answered_by_name": "Rachel Goh"}
    by_office |= {"answered_by_email": "rachel@example.org", "response": "accept"}
    browser.post(accepted.page_path, by_office)
    accepted.refresh_from_db()
    browser.post(reverse("details_send_code", args=[accepted.token]))
    invitations.renew_link(_invited(dialogue), BY)
    _nominate(dialogue)
    letters.dialogue_changed(accepted)
    change = DetailsChange(state=DetailsChange.State.ACCEPTED, values={"diet": "none"})
    details_letters.decided(accepted, change, details_said.label)
    _about_the_programme(dialogue, accepted)
    _to_several_and_on_paper(dialogue, accepted)
    first = dialogue.mails.filter(kind="invitation").first()
    editing.write_test(first, user)
    notices.notify_organisers(first)
    forgetful = factories.organiser(email="binh@most.example", password="a sentence of his own")
    browser.post(reverse("account_reset_password"), {"email": forgetful.email})
    request = factories.data_request()
    data_request_letters.received(accepted, request)
    data_request_letters.due([request])
    accounts.invite(factories.organiser(email="hoa@most.example"), None)
    return dialogue


def _invited(dialogue, **fields):
    invitation = factories.invitation(dialogue, Status.CLEARED, **fields)
    invitations.invite(invitation, BY)
    return invitation


def _with_more_time(invitation):
    dialogue = invitation.dialogue
    dialogue.reply_by_at = dialogue.reply_by_at.replace(day=dialogue.reply_by_at.day + 1)
    dialogue.save()
    return invitation


def _nominate(dialogue):
    delegation = factories.delegation(dialogue)
    seat = _invited(dialogue, delegation=delegation, person=None)
    nominations.nominate(seat, BY, factories.nomination())
    nominations.reject(seat, BY, "Sorry")
    nominations.nominate(seat, BY, factories.nomination())
    nominations.approve(seat, BY)


def _about_the_programme(dialogue, invitation):
    role = factories.role(factories.session(dialogue), invitation.person)
    letters.write("role_request", invitation, roles=[role])
    letters.write(
        "programme_changed",
        invitation,
        release=factories.release(dialogue),
        affected=Affected(invitation, is_first=True),
    )
    reading = FeedReading(client="other", fetched_at=dialogue.changed_at)
    letters.write("calendar_behind", invitation, reading=Reading(reading, None), lacks_move=True)


def _to_several_and_on_paper(dialogue, invitation):
    session = factories.session(dialogue)
    factories.role(session, invitation.person)
    session_letter.write(session, session_letter.Content())
    words = {"en": "Read {link}", "vi": "Đọc {link}"}
    group_letters.write(group_letters.GroupLetter(words, words), [invitation])
    official = mailed_letter(invitation)
    cover_mail.write(official, official.scan)


def dump():
    """Every column of every row as it is stored, as text, calendars unfolded, sessions decoded."""
    values = []
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            for row in cursor.fetchall():
                values += [_as_text(value) for value in row]
    values += [str(session.get_decoded()) for session in Session.objects.all()]
    return "\n".join(values)


def _as_text(value):
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, bytes | memoryview):
        return bytes(value).replace(b"\r\n ", b"").decode("latin-1")
    return str(value)


def assert_nothing_opens(text):
    """No address, token, key or code in this text opens anything."""
    browser = Client()
    for found in dict.fromkeys(HEXADECIMAL.findall(text)):
        assert list(tokens.tokens_in(found)) == [], found[:15]
        for door in TOKEN_DOORS if len(found) > tokens.SIGNATURE_LENGTH else []:
            assert browser.get(reverse(door, args=[found])).status_code == 404, (door, found[:15])
    for found in dict.fromkeys(URL.findall(text)):
        if tokens.without_tokens(found) != found:
            response = browser.get(found, follow=True)
            is_refused = response.status_code == 404 or "/accounts/" in found
            assert is_refused and b'type="password"' not in response.content, found[:20]
    for found in RESET.findall(text):
        for user in User.objects.all():
            assert not default_token_generator.check_token(user, found)
    for found in INVITATION.findall(text):
        assert accounts.invited(found) is None, found[:5]
    digests = {row.digest: row.invitation for row in AccessCode.objects.all()}
    for code in CODE.findall(text):
        for digest, invitation in digests.items():
            assert identity_check._digest(invitation, code) != digest


def test_the_search_finds_what_opens(dialogue):
    invitation = _invited(dialogue)
    with pytest.raises(AssertionError):
        assert_nothing_opens(f"Please open https://dialogue.test{invitation.page_path}")
    with pytest.raises(AssertionError):
        assert_nothing_opens(f"secretariat+{tokens.make_token('reply', 'a' * 15)}@dialogue.test")
    user = factories.organiser()
    with pytest.raises(AssertionError):
        assert_nothing_opens(f"key/1-{default_token_generator.make_token(user)}/")
    accounts.prepare(user)
    with pytest.raises(AssertionError):
        assert_nothing_opens(accounts.link(user))


@pytest.mark.parametrize("delivered", [False, True], ids=["waiting", "delivered"])
def test_a_database_that_has_sent_every_kind_of_letter_opens_nothing(written, boxes, delivered):
    kinds = {kind.name for kind in letter_kinds.all_kinds()}
    assert kinds - set(OutgoingMail.objects.values_list("kind", flat=True)) == set()
    if delivered:
        worker.deliver_due()
        assert {mail.state for mail in OutgoingMail.objects.all()} <= {"sent", "cancelled"}
    text = dump()
    assert "Dear " in text and sealing.MARK in text  # letters are in it
    assert_nothing_opens(text)


def test_an_answer_and_a_bounce_that_quote_our_letter_open_nothing(written, boxes):
    worker.deliver_due()
    messages = {message["Message-ID"]: message for message in boxes.messages}
    mail = OutgoingMail.objects.filter(kind="invitation", message_id__in=messages).last()
    invitation, sent = mail.invitations.get(), messages[mail.message_id]
    link = f"https://dialogue.test{invitation.page_path}"
    to = sent["Reply-To"].addresses[0].addr_spec
    uid, person = str(written.uid), invitation.person.email
    entry = {"uid": uid, "attendee": person, "comment": f"See {link}", "sequence": 0}
    answer = incoming_mails.outlook(to, **entry)
    bounce = incoming_mails.report(mail.message_id, person, why=f"550 5.7.1 Bad link {link}")
    bounce += sent.as_bytes()
    for raw in [answer, bounce]:
        row, is_new = filing.receive(filing.Arrival(raw))
        row.refresh_from_db()
        assert (is_new, row.invitation, bytes(row.content)) == (True, invitation, raw)
        assert filing.receive(filing.Arrival(raw)) == (row, False)
    assert {row.kind for row in IncomingMail.objects.all()} == {"reply", "bounce"}
    assert_nothing_opens(dump())


def test_what_a_mail_server_quotes_of_a_letter_opens_nothing(dialogue):
    said = f"Bad link https://dialogue.test{_invited(dialogue).page_path}".encode()
    assert_nothing_opens(str(smtp._reply((550, said), "")))
    assert_nothing_opens(str(smtp.MailServerUnreachableError("", OSError(said.decode()))))


def test_without_the_secret_key_nothing_can_be_made_of_the_database(written, settings):
    key, settings.SECRET_KEY = settings.SECRET_KEY, "what a thief tries " * 4
    made = []
    for mail in OutgoingMail.objects.all():
        try:
            made.append(str(sealing.opened(mail)))
        except sealing.WipedError:
            assert mail.kind in SECRET_KINDS
    settings.SECRET_KEY = key
    assert_nothing_opens("\n".join(made))


def test_once_delivered_no_code_and_no_key_is_left_even_encrypted(written, boxes):
    worker.deliver_due()
    for mail in OutgoingMail.objects.filter(kind__in=SECRET_KINDS, state="sent"):
        assert [secret for secret in mail.secrets.values() if "key" not in secret] == [{}]


def test_what_arrives_opens_as_it_should(written, boxes):
    waiting = {mail.message_id: mail for mail in OutgoingMail.objects.filter(state="queued")}
    worker.deliver_due()
    assert len(boxes.messages) == len(waiting)
    browser, opened, replies = Client(), set(), 0
    for envelope, message in zip(boxes.envelopes, boxes.messages, strict=True):
        mail = waiting[message["Message-ID"]]
        parts = [part for part in message.walk() if part.get_content_maintype() == "text"]
        text = "\n".join(part.get_content() for part in parts)
        assert sealing.MARK not in text + message.as_string()
        for path in dict.fromkeys(URL.findall(text)):
            if tokens.without_tokens(path) != path and mail.kind != "test":
                status = browser.get(path, follow=True).status_code
                assert status == (200 if _lives(path) else 404), (mail.kind, path)
                opened.add(mail.kind)
        if mail.reply_to and mail.kind != "erased":  # nobody can answer that one any more
            keys = reply_addresses.keys_in([message["Reply-To"]])
            assert keys <= set(Invitation.objects.values_list("reply_key", flat=True))
            replies += 1
        assert bounces.returned_to([envelope.mail_from]) == mail
        if address := message["List-Unsubscribe"]:
            path = URL.search(address.strip())[1].rstrip(">")
            assert browser.post(path).status_code == 200
    brought = {mail.kind for mail in waiting.values() if sealing.MARK in mail.text}
    assert opened == brought - {"access_code"}
    assert replies


def _lives(path):
    """Whether a link should open: those that were renewed or withdrawn since do not."""
    found = list(tokens.tokens_in(path))
    if not found:
        return "/accounts/" in path
    _token, purpose, key = found[0]
    rows = {"answer": Invitation, "delegation": Delegation}.get(purpose)
    return rows is None or rows.objects.filter(link_key=key).exists()


def test_the_migration_encrypts_messages_that_were_stored_in_clear(dialogue):
    invitation = _invited(dialogue)
    row = factories.incoming_mail(invitation, comment=f"See {invitation.page_path} again")
    raw, table = f"\r\n\r\n> {invitation.page_path}".encode(), IncomingMail._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET content = %s", [raw])  # noqa: S608
    with pytest.raises(AssertionError):
        assert_nothing_opens(dump())
    name = "0008_encrypt_incoming_mail"
    then = MigrationLoader(connection).project_state([("participants", name)]).apps
    import_module(f"participants.migrations.{name}").encrypt(then, None)
    row.refresh_from_db()
    assert (bytes(row.content), row.comment) == (raw, "See /i/…/ again")
    assert_nothing_opens(dump())
