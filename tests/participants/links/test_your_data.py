"""Asking about one's data on the personal page."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from dialogue.mail.models import OutgoingMail
from participants.models import DataRequest
from participants.personal_data import due_dates, register
from tests import factories
from tests.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday_evening(clock):
    clock.move_to(datetime(2031, 5, 5, 23, 50, tzinfo=due_dates.HANOI))
    return clock


@pytest.fixture
def invitation(dialogue):
    person = factories.person(cc_email="office@example.org")
    return factories.invitation(dialogue, "invited", person=person)


@pytest.fixture
def address(invitation):
    return reverse("your_data", args=[invitation.token])


def ask(client, address, kind="see", remark="", **more):
    return client.post(address, {"kind": kind, "remark": remark}, **more)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "2031/001 , See the data: received on 5 May 2031; you will have an answer by 7 May"),
        (
            "vi",
            "2031/001 , Xem dữ liệu: tiếp nhận ngày 05/5/2031; Ông/Bà sẽ nhận được trả lời",
        ),
    ],
)
def test_a_request_is_entered_and_confirmed_with_its_day(client, invitation, address, code, said):
    invitation.person.language = code
    invitation.person.save()
    response = ask(client, f"{address}?lang={code}", follow=True)
    assert said in text_of(response)
    row = DataRequest.objects.get()
    assert (row.person, row.dialogue) == (invitation.person, invitation.dialogue)
    assert (row.kind, row.way, row.state) == ("see", "personal_page", "open")
    email = OutgoingMail.objects.get()
    assert email.language == code and row.reference in email.text and "2031" in email.text


def test_the_receipt_goes_to_the_invitee_alone_and_repeats_nothing(client, invitation, address):
    ask(client, address, "correct", "My title is Buy Now Minister")
    email = OutgoingMail.objects.get()
    assert (email.to_address, email.cc_address) == (invitation.person.email, "")
    for part in [email.subject, email.text, email.html]:
        assert "Buy Now" not in part and invitation.token not in part


@pytest.mark.parametrize("kind", ["correct", "other"])
def test_what_needs_words_is_asked_for_them(client, address, kind):
    response = ask(client, address, kind)
    assert "in a few words" in text_of(response, 422)
    assert not DataRequest.objects.exists()


@pytest.mark.parametrize(
    "remark",
    [
        "see https://evil.example",
        "www.evil.example",
        "<b>bold</b>",
        "a\u202egnihtemos",
        "x" * 2001,
        "a\x00b",
    ],
)
def test_addresses_markup_and_what_cannot_be_seen_are_refused_and_kept_in_the_form(
    client, address, remark
):
    response = ask(client, address, "correct", remark)
    assert response.status_code == 422
    assert not DataRequest.objects.exists()
    assert "invalid-feedback" in response.content.decode()


def test_a_remark_may_have_lines_and_a_new_email_address(client, address):
    ask(client, address, "correct", "My address has changed:\r\nmei@new.example.org")
    assert "mei@new.example.org" in DataRequest.objects.get().remark


@pytest.mark.parametrize("kind", ["breach", "restrict", "", "shout"])
def test_no_other_kind_is_taken(client, address, kind):
    assert ask(client, address, kind).status_code == 422
    assert not DataRequest.objects.exists()


def test_a_form_sent_twice_is_one_request(client, address):
    for _time in range(2):
        assert ask(client, address, "erase").status_code == 302
    assert DataRequest.objects.count() == OutgoingMail.objects.count() == 1


def test_a_link_makes_five_requests_an_hour_and_ten_a_day(client, address, clock):
    for hour in range(3):
        for number in range(7):
            response = ask(client, address, "correct", f"Request {hour} {number}")
        clock.shift(timedelta(hours=1, minutes=1))
    assert "many requests" in text_of(response, 422)
    assert "Request 2 6" in response.content.decode()
    assert DataRequest.objects.count() == 10


def test_looking_changes_nothing_and_shows_no_data(client, invitation, address):
    shown = text_of(client.get(address))
    assert invitation.person.email not in shown
    assert not DataRequest.objects.exists() and not OutgoingMail.objects.exists()


def test_only_what_was_asked_here_is_listed(client, invitation, address, dialogue):
    other = factories.invitation(dialogue, "invited")
    register.ask(other, "see", "")
    factories.data_request(dialogue, person=invitation.person)  # by letter
    assert "2031/" not in text_of(client.get(address))


def test_an_answer_shows_its_day(client, invitation, address):
    row = register.ask(invitation, "see", "")
    register.answer(row, "answered", "Sent by post", factories.organiser())
    shown = text_of(client.get(address))
    assert "answered on 5 May 2031" in shown and "Sent by post" not in shown


def test_the_personal_page_and_the_notice_lead_there(client, invitation, address, dialogue):
    assert address in client.get(invitation.page_path).content.decode()
