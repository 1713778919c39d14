"""The organisers' pages of incoming mail: what they read there, and what the buttons do."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dialogue.mail import bounces, outbox
from dialogue.mail.models import BlockedAddress
from participants.incoming_kinds import Doubt, State
from participants.letters.reply_addresses import reply_address
from participants.models import Answer, IncomingMail
from participants.states import Status
from tests import factories
from tests.participants.inbox import incoming_mails as mails

pytestmark = pytest.mark.django_db
LIST = "/admin/participants/incomingmail/"


@pytest.fixture
def invitation(dialogue):
    person = factories.person(email="mei@example.org", given_name="Mei", family_name="Tan")
    return factories.invitation(dialogue, Status.INVITED, person=person)


@pytest.fixture
def see(client):
    """What an organiser sees after opening an address, or sending something there."""
    client.force_login(factories.organiser())

    def open_page(address, data=None):
        if data is None:
            return client.get(address, follow=True).content.decode()
        return client.post(address, data, follow=True).content.decode()

    return open_page


def test_the_list_shows_the_invitee_the_answer_and_the_doubts(see, invitation):
    factories.incoming_mail(
        invitation, doubts=[Doubt.OTHER_SENDER], from_address="office@example.org"
    )
    shown = see(LIST)
    assert 'Tan: accepts<br><small class="quiet">answer from a calendar</small>' in shown
    assert "office@example.org" in shown
    assert "It was sent by someone other than the person it answers for." in shown
    assert "awaiting a decision" in shown


def queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_the_list_needs_no_more_queries_for_many_messages_than_for_few(client, dialogue):
    client.force_login(factories.organiser())

    def some(number):
        for _n in range(number):
            invitation = factories.invitation(dialogue, Status.INVITED)
            factories.incoming_mail(invitation, doubts=[Doubt.NO_TOKEN])
            factories.incoming_mail(kind="automatic_reply", partstat="", state="for_information")

    some(2)
    few = queries(client, LIST)
    some(15)
    assert queries(client, LIST) == few <= 15


def test_the_list_does_not_load_the_messages_themselves(client, invitation):
    client.force_login(factories.organiser())
    factories.incoming_mail(invitation)
    with CaptureQueriesContext(connection) as captured:
        client.get(LIST)
    assert not [one for one in captured if '"participants_incomingmail"."content"' in one["sql"]]


def test_a_message_shows_its_history_and_an_organiser_records_it(see, invitation):
    row = factories.incoming_mail(
        invitation, comment="I come with joy", stamped_at=timezone.now(), from_name="Mei Tan"
    )
    shown = see(f"{LIST}{row.pk}/change/")
    assert (
        "The calendar of Mei Tan &lt;mei@example.org&gt; says that mei@example.org "
        "<strong>accepts</strong>" in shown
    )
    assert "I come with joy" in shown
    assert "See you in Hanoi." in shown  # what was typed in the mail
    assert "Record this answer" in shown
    shown = see(f"{LIST}{row.pk}/confirm/", {"seen": invitation.version})
    assert "The answer has been recorded; the status of the invitation is now “accepted”." in shown
    assert Answer.objects.get().reason == "I come with joy"
    shown = see(f"{LIST}{row.pk}/change/")
    assert "Record this answer" not in shown
    assert "confirmed" in shown


def test_what_the_seat_rules_refuse_is_shown_and_the_message_still_waits(see, invitation):
    type(invitation).objects.update(reply_by_at=timezone.now())
    row = factories.incoming_mail(invitation)
    for sent in [{}, {"seen": "2031-13-45T00:00:00"}]:
        shown = see(f"{LIST}{row.pk}/confirm/", sent)
        assert "Answers can no longer be given here." in shown
        assert "Record this answer" in shown
    assert not Answer.objects.exists()


def test_a_message_that_cannot_be_recorded_leads_to_entering_the_answer_by_hand(see, invitation):
    row = factories.incoming_mail(invitation, doubts=[Doubt.SEQUENCE_BEHIND])
    shown = see(f"{LIST}{row.pk}/change/")
    assert "Record this answer" not in shown
    assert "This answer cannot be recorded as it is." in shown
    assert reverse("admin:invitation_answer", args=[invitation.pk]) in shown
    assert "cannot be recorded" in see(f"{LIST}{row.pk}/confirm/", {})


def test_a_dismissed_message_is_kept(see, invitation):
    row = factories.incoming_mail(invitation)
    assert "The message has been dismissed." in see(f"{LIST}{row.pk}/dismiss/", {})
    row.refresh_from_db()
    assert row.state == State.DISMISSED
    assert "Somebody else has just decided" in see(f"{LIST}{row.pk}/dismiss/", {})


def test_a_message_that_was_dismissed_by_mistake_waits_again(see, invitation):
    row = factories.incoming_mail(invitation)
    see(f"{LIST}{row.pk}/dismiss/", {})
    assert "Take up again" in see(f"{LIST}{row.pk}/change/")
    shown = see(f"{LIST}{row.pk}/again/", {})
    assert "The message waits for a decision again." in shown
    assert "Record this answer" in shown
    row.refresh_from_db()
    assert (row.state, row.decided_by, row.decided_at) == (State.NEW, None, None)
    assert LogEntry.objects.get().object_id == str(row.pk)
    assert "Somebody else has just decided" in see(f"{LIST}{row.pk}/again/", {})


def test_an_uploaded_message_is_read_and_shown(see, invitation):
    raw = mails.exchange(reply_address(invitation), uid=str(invitation.dialogue.uid))
    shown = see(f"{LIST}upload/", {"file": SimpleUploadedFile("answer.eml", raw)})
    assert "says that mei@example.org <strong>accepts</strong>" in shown
    assert "Record this answer" in shown
    shown = see(f"{LIST}upload/", {"file": SimpleUploadedFile("again.eml", raw)})
    assert "This message has already been received; here it is." in shown
    assert IncomingMail.objects.get().source == "upload"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "The file is empty."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Outlook: .msg", "not a message in .eml format"),
        (b"\x89PNG", "not a message in .eml format"),
        (b"a: b\r\n" + b"A" * 2**21, "The file is larger than 2 MB"),
    ],
)
def test_a_file_that_is_no_message_is_refused_with_a_reason(content, told, see):
    shown = see(f"{LIST}upload/", {"file": SimpleUploadedFile("x.eml", content)})
    assert told in shown
    assert not IncomingMail.objects.exists()


def test_without_a_file_it_asks_for_one(see):
    assert "Choose the file that contains the message." in see(f"{LIST}upload/", {})


def test_the_message_can_be_downloaded_as_it_arrived(client, invitation):
    client.force_login(factories.organiser())
    row = factories.incoming_mail(invitation)
    response = client.get(f"{LIST}{row.pk}/file/")
    assert response.content == row.content
    assert response["Content-Type"] == "message/rfc822"
    assert "attachment" in response["Content-Disposition"]


def test_the_front_page_counts_waiting_messages_for_permitted_readers(see, client, invitation):
    factories.incoming_mail(invitation)
    factories.incoming_mail(kind="note", partstat="")
    factories.incoming_mail(factories.invitation(factories.dialogue(), Status.INVITED))
    assert "2 answers from calendars to confirm" in see("/admin/")
    client.force_login(factories.organiser(is_superuser=False))
    assert "answers from calendars" not in see("/admin/")


def test_the_invitation_lists_the_messages_about_it(see, invitation):
    row = factories.incoming_mail(invitation)
    shown = see(reverse("admin:participants_invitation_change", args=[invitation.pk]))
    assert reverse("admin:participants_incomingmail_change", args=[row.pk]) in shown


def test_a_returned_email_shows_the_reason_and_the_email(see, invitation):
    mail = outbox.store(
        kind="invitation", dialogue=invitation.dialogue, language="en", to_name="Mei Tan",
        to_address="mei@example.org", subject="You are invited", text="", state="sent",
        finished_at=timezone.now(),
    )  # fmt: skip
    raw = mails.report(mail.message_id, "mei@example.org")
    shown = see(f"{LIST}upload/", {"file": SimpleUploadedFile("bounce.eml", raw)})
    assert "reported that an email did not arrive" in shown
    assert "5.1.1 550 5.1.1 unknown user" in shown
    assert "You are invited" in shown
    row = IncomingMail.objects.get()
    shown = see(f"{LIST}{row.pk}/confirm/", {})
    assert (
        "The email has been recorded as returned; nothing more will be sent to this address."
        in shown
    )
    mail.refresh_from_db()
    assert mail.state == "bounced"


# Addresses that fail


def test_a_person_whose_emails_come_back_is_flagged_until_unblocked(see, invitation):
    person = invitation.person
    held = outbox.store(
        kind="reminder",
        dialogue=invitation.dialogue,
        language="en",
        to_name="",
        to_address=person.email,
        subject="",
        text="",
    )
    bounces.block("MEI@example.org", "550 unknown user")
    other = factories.person()
    people = see("/admin/participants/person/")
    assert people.count("emails are returned") == 1
    shown = see(f"/admin/participants/person/{person.pk}/change/")
    assert "550 unknown user" in shown
    assert "550" not in see(f"/admin/participants/person/{other.pk}/change/")
    shown = see(f"/admin/participants/person/{person.pk}/lift-block/", {})
    assert "1 email on hold will now be sent" in shown
    assert "550 unknown user" not in shown
    held.refresh_from_db()
    assert (held.state, BlockedAddress.objects.count()) == ("queued", 0)


def test_an_assistants_address_that_fails_is_shown_with_the_person(see):
    person = factories.person(cc_email="office@example.org")
    bounces.block("office@example.org", "mailbox full")
    assert "mailbox full" in see(f"/admin/participants/person/{person.pk}/change/")
