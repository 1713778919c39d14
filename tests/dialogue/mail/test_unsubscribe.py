"""Stopping reminders: by the link in the letter, by a mail program's own button; and again."""

import re

import pytest
from django.test import Client

from dialogue.mail import outbox
from dialogue.mail.delivery import worker
from dialogue.mail.models import OutgoingMail, Unsubscription
from participants.letters import letters
from tests import factories
from tests.reading import unsealed

State = OutgoingMail.State


@pytest.fixture
def invitation(dialogue):
    return factories.invitation(dialogue, "invited")


@pytest.fixture
def mail(invitation):
    return letters.reminder("answer", invitation)


def link_in(mail):
    return re.search(r"https://dialogue\.test(/mail/unsubscribe/\w\S+)", unsealed(mail).text)[1]


def test_a_reminder_says_in_its_header_and_in_both_parts_how_to_have_no_more(mail, boxes):
    worker.deliver_due()
    message = boxes.messages[0]
    address = f"https://dialogue.test{link_in(mail)}"
    assert message["List-Unsubscribe"].strip() == f"<{address}>"  # folded
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in message.get_body(["html"]).get_content()
    assert message["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("write", [letters.invite, letters.new_link, letters.withdrawal])
def test_what_is_a_personal_matter_offers_no_such_thing(invitation, boxes, write):
    write(invitation)
    worker.deliver_due()
    assert "List-Unsubscribe" not in boxes.messages[0]
    assert "unsubscribe" not in boxes.messages[0].as_string()


def test_looking_at_the_page_changes_nothing(client, mail):
    text = client.get(link_in(mail)).content.decode()
    assert "Would you like them to stop?" in text
    assert mail.to_address in text
    assert not Unsubscription.objects.exists()


def test_a_mail_programs_button_works_without_a_cookie(mail, invitation):
    browser = Client(enforce_csrf_checks=True)
    response = browser.post(link_in(mail), {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    browser.post(link_in(mail), {"List-Unsubscribe": "One-Click"})
    assert Unsubscription.objects.get().address == mail.to_address
    later = letters.reminder("confirmation", invitation)
    later.refresh_from_db()
    assert later.state == State.CANCELLED
    assert later.held_because == outbox.UNSUBSCRIBED
    # What concerns the invitee personally still goes out.
    letters.new_link(invitation)
    assert invitation.mails.get(kind="new_link").state == State.QUEUED


def test_reminders_that_wait_already_are_cancelled_and_the_copy_too(client, mail, invitation):
    waiting = [letters.reminder("answer", invitation) for _one in range(4)]
    states = [State.QUEUED, State.DRAFT, State.ON_HOLD, State.COPYING]
    for one, state in zip(waiting, states, strict=True):
        OutgoingMail.objects.filter(pk=one.pk).update(state=state, held_because="wait")
    other = letters.reminder("answer", factories.invitation(invitation.dialogue, "invited"))
    letters.new_link(invitation)
    client.post(link_in(mail), {"List-Unsubscribe": "One-Click"})
    for one in waiting:
        one.refresh_from_db()
    assert [one.state for one in waiting] == [State.CANCELLED] * 3 + [State.SENT]
    assert {one.held_because for one in waiting[:3]} == {outbox.UNSUBSCRIBED}
    queued = OutgoingMail.objects.filter(state=State.QUEUED)
    assert {one.kind for one in queued} == {"new_link", "reminder"}
    assert queued.filter(pk=other.pk).exists()


def test_an_invitee_who_thinks_better_of_it_is_reminded_again(client, mail, invitation):
    text = client.post(link_in(mail), {"stop": "1"}).content.decode()
    assert "are no longer sent to" in text
    client.post(link_in(mail), {"again": "1"})
    assert letters.reminder("answer", invitation).state == State.QUEUED


def test_it_holds_for_one_dialogue_and_one_address(client, mail, invitation):
    client.post(link_in(mail), {"stop": "1"})
    elsewhere = factories.invitation(factories.dialogue(), "invited", person=invitation.person)
    somebody = factories.invitation(invitation.dialogue, "invited")
    for other in [elsewhere, somebody]:
        assert letters.reminder("answer", other).state == State.QUEUED


def test_the_page_is_in_the_language_of_the_email(client, dialogue):
    person = factories.person(language="vi")
    mail = letters.reminder("answer", factories.invitation(dialogue, "invited", person=person))
    assert 'lang="vi"' in client.get(link_in(mail)).content.decode()
    assert 'lang="en"' in client.get(f"{link_in(mail)}?lang=en").content.decode()


def test_a_link_to_something_else_stops_nothing(client, mail, invitation):
    for token in [invitation.token, "x", link_in(mail).split("/")[-2][:-1] + "x"]:
        response = client.post(f"/mail/unsubscribe/{token}/")
        assert response.status_code == 404
        assert "This link is not valid" in response.content.decode()
    assert not Unsubscription.objects.exists()
