"""A letter to an address that nobody has vouched for repeats nothing that a link's holder typed."""

import pytest

from participants.letters import letters
from participants.models import Answer, InvitationEvent
from participants.states import Status
from participants.workflow import answers, invitations, nominations, transitions
from tests import factories

ORGANISER = transitions.Actor(InvitationEvent.Door.ADMIN, "Lan Nguyen")
HOLDER = transitions.Actor(InvitationEvent.Door.LINK, "office")
STRANGER = "stranger@example.net"
TYPED = ["Buynow", "Greatoffer", "Cheapgoods", "Seehere", "Hurryup"]
SALUTATION = {"en": "Dear Sir or Madam", "vi": "Kính gửi: Quý Ông/Bà"}

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture(params=["en", "vi"])
def invitation(request, dialogue):
    person = factories.person(language=request.param)
    return factories.invitation(dialogue, Status.INVITED, person=person)


def answer_as(invitation, address=STRANGER, response="accept", **fields):
    typed = {"answered_by": "office", "answered_by_name": "Buynow", "reason": "Greatoffer"}
    answer = Answer(response=response, answered_by_email=address, **{**typed, **fields})
    answers.answer(invitation, HOLDER, answer)


def propose(seat, address=STRANGER, **fields):
    typed = {
        "family_name": "Cheapgoods",
        "given_name": "Seehere",
        "title_en": "Hurryup",
        "remark": "Greatoffer",
        "proposed_by_name": "Buynow",
        "proposed_by_email": address,
    }
    nominations.nominate(seat, HOLDER, factories.nomination(**{**typed, **fields}))


def assert_repeats_nothing(mails, language):
    assert mails
    for mail in mails:
        whole = "\n".join([mail.to_name, mail.subject, mail.text, mail.html])
        assert [typed for typed in TYPED if typed in whole] == [], mail.kind
        assert SALUTATION[language] in mail.text and SALUTATION[language] in mail.html
        assert "/i/" not in whole


def to_stranger(invitation):
    return list(invitation.mails.filter(to_address=STRANGER))


@pytest.mark.parametrize("response", ["accept", "tentative", "decline"])
def test_a_confirmation_to_a_stranger_repeats_nothing(invitation, response):
    answer_as(invitation, response=response)
    assert_repeats_nothing(to_stranger(invitation), invitation.person.language)


def test_nothing_about_a_substitute_is_repeated_to_a_stranger(invitation):
    answer_as(invitation, address=invitation.person.email)
    propose(invitation)
    nominations.reject(invitation, ORGANISER, "Sorry")
    propose(invitation)
    nominations.approve(invitation, ORGANISER)
    mails = to_stranger(invitation)
    assert {mail.kind for mail in mails} == {
        "nomination_received",
        "nomination_rejected",
        "nomination_approved",
    }
    assert_repeats_nothing(mails, invitation.person.language)


def test_nothing_about_a_nominee_is_repeated_to_a_stranger(dialogue):
    delegation = factories.delegation(dialogue)
    seat = factories.invitation(dialogue, Status.INVITED, delegation=delegation, person=None)
    propose(seat)
    nominations.reject(seat, ORGANISER, "Sorry")
    propose(seat)
    nominations.approve(seat, ORGANISER)
    assert len(to_stranger(seat)) == 4
    assert_repeats_nothing(to_stranger(seat), "en")


def test_whoever_an_organiser_has_vouched_for_is_written_to_by_name(invitation):
    answer_as(invitation)
    invitations.vouch(invitation, ORGANISER)
    answer_as(invitation, response="tentative")
    mail = to_stranger(invitation)[0]
    assert mail.to_name == "Buynow"
    assert "Greatoffer" in mail.text


def test_what_an_organiser_recorded_is_confirmed_by_name(invitation):
    organiser = factories.organiser()
    answer = Answer(
        response="accept",
        answered_by="secretariat",
        answered_by_name="Rachel Goh",
        answered_by_email=STRANGER,
        recorded_by=organiser,
        channel="telephone",
    )
    answers.answer(invitation, ORGANISER, answer)
    assert to_stranger(invitation)[0].to_name == "Rachel Goh"


def test_the_focal_point_may_be_the_one_who_proposes(dialogue):
    delegation = factories.delegation(dialogue)
    seat = factories.invitation(dialogue, Status.INVITED, delegation=delegation, person=None)
    propose(seat, address=delegation.focal_point.email)
    mail = seat.mails.get(kind="nomination_received")
    assert "Cheapgoods" in mail.text


def test_delegates_whom_an_institution_may_name_are_counted_in_words_in_vietnamese(dialogue):
    delegation = factories.delegation(dialogue, focal_point=factories.person(language="vi"))
    seats = [
        factories.invitation(
            dialogue,
            Status.INVITED,
            person=None,
            delegation=delegation,
            reply_by_at=dialogue.reply_by_at,
        )
        for _ in range(11)
    ]
    subject, text, _html = letters.preview(seats[0], seats)
    assert subject.startswith("V/v cử đại biểu tham dự ")
    for words in [
        "Đại biểu thứ nhất (",
        "Đại biểu thứ mười (",
        "Đại biểu số 11 (",
        "Trân trọng,",
    ]:
        assert words in text, words
    assert "đề cử" not in text
