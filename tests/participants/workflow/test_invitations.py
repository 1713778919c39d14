"""Inviting, answering and taking back: what people rely on, with the letters that go out."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from dialogue.mail import bounces
from dialogue.mail.models import OutgoingMail
from dialogue.mail.refusal_reasons import Reason
from dialogue.refusals import Refused
from participants.desk import numbers
from participants.letters import letters
from participants.models import Answer, Invitation, InvitationEvent
from participants.reminders import dispatch
from participants.states import Status
from participants.workflow import answers, invitations, seats, transitions
from tests import factories
from tests.reading import unsealed

pytestmark = pytest.mark.usefixtures("clock")

BY = transitions.Actor(InvitationEvent.Door.COMMAND, "test")


def invited(dialogue, **fields):
    invitation = factories.invitation(dialogue, Status.CLEARED, **fields)
    invitations.invite(invitation, BY)
    return invitation


def later(invitation):
    """The same, the dialogue's reply deadline five days later."""
    invitation.dialogue.reply_by_at += timedelta(days=5)
    invitation.dialogue.save()
    return invitation


def say(invitation, response="accept", **fields):
    given = Answer(**{"response": response, "answered_by": "invitee", **fields})
    by = transitions.Actor(InvitationEvent.Door.LINK, invitation.person.name)
    return answers.answer(invitation, by, given)


def test_an_invitation_goes_out_in_the_invitees_language_with_the_personal_link(dialogue):
    person = factories.person(
        language="vi", country="VN", family_name="Nguyễn", given_name="Thị Hạnh"
    )
    invitation = invited(dialogue, person=person, message="Rất mong được gặp Bà.")

    mail = invitation.mails.get()
    assert mail.to_address == person.email
    assert mail.to_name == "Nguyễn Thị Hạnh"
    assert dialogue.title_vi in mail.subject
    assert f"https://dialogue.test/i/{invitation.token}/" in unsealed(mail).text
    assert f"https://dialogue.test/i/{invitation.token}/" in unsealed(mail).html
    assert "Rất mong được gặp Bà." in mail.text
    assert mail.language == "vi"
    assert mail.state == OutgoingMail.State.QUEUED
    assert invitation.invited_at == timezone.now()
    assert invitation.reply_by_at == dialogue.reply_by_at


def test_the_letter_of_a_proposed_dialogue_says_that_it_is_not_confirmed(dialogue):
    assert "proposed and not yet confirmed" in invited(dialogue).mails.get().text


def test_the_letter_of_a_confirmed_dialogue_does_not(dialogue):
    dialogue.status = dialogue.Status.CONFIRMED
    dialogue.save()
    assert "not yet confirmed" not in invited(dialogue).mails.get().text


def test_an_assistant_named_by_the_organisers_gets_a_copy(dialogue):
    person = factories.person(cc_email="assistant@example.org")
    assert invited(dialogue, person=person).mails.get().cc_address == "assistant@example.org"


def test_nobody_is_invited_beyond_the_seats(dialogue):
    dialogue.capacity = 1
    dialogue.save()
    invited(dialogue)
    second = factories.invitation(dialogue, Status.CLEARED)
    with pytest.raises(Refused, match="reserve list"):
        invitations.invite(second, BY)
    second.refresh_from_db()
    assert second.status == Status.CLEARED
    assert not second.mails.exists()


def test_an_offer_that_lapsed_holds_no_seat_any_more(dialogue):
    dialogue.capacity = 1
    dialogue.save()
    invited(dialogue)
    dialogue.reply_by_at = dialogue.reply_by_at + timedelta(days=5)
    dialogue.save()
    with time_machine.travel("2031-05-16T02:00:00Z", tick=False):
        assert seats.count(dialogue).free == 1
        invited(dialogue)
        assert seats.count(dialogue) == seats.Seats(capacity=1, taken=0, reserved=1, offer_limit=1)


def test_nobody_is_invited_to_a_cancelled_dialogue(dialogue):
    dialogue.status = dialogue.Status.CANCELLED
    dialogue.save()
    with pytest.raises(Refused, match="will not take place"):
        invited(dialogue)


def test_nobody_is_invited_when_the_reply_deadline_has_passed(dialogue):
    with (
        time_machine.travel("2031-05-16T02:00:00Z"),
        pytest.raises(Refused, match="reply deadline has passed"),
    ):
        invited(dialogue)


def test_accepting_takes_the_seat_and_is_confirmed_with_a_calendar_entry(dialogue):
    invitation = invited(dialogue)
    assert say(invitation) == Status.ACCEPTED
    assert seats.count(dialogue).taken == 1
    mail = invitation.mails.get(kind="confirmation")
    assert "Your seat is confirmed" in mail.text
    content = bytes(mail.calendar).decode()
    assert f"UID:{dialogue.uid}" in content
    assert "STATUS:TENTATIVE" in content
    assert invitation.token not in content


def test_a_declining_answer_is_confirmed_without_a_calendar_entry(dialogue):
    invitation = invited(dialogue)
    say(invitation, "decline", reason="Parliament is in session.")
    mail = invitation.mails.get(kind="confirmation")
    assert "Parliament is in session." in mail.text
    assert not mail.attachments.exists()
    assert invitation.events.first().reason == "Parliament is in session."


def test_an_answer_can_be_changed_and_every_answer_is_kept(dialogue):
    invitation = invited(dialogue)
    say(invitation, "tentative")
    say(invitation, "decline")
    say(invitation, "accept")
    assert invitation.status == Status.ACCEPTED
    assert [a.response for a in invitation.answers.all()] == ["accept", "decline", "tentative"]


def test_the_same_answer_sent_twice_is_recorded_and_confirmed_once(dialogue):
    invitation = invited(dialogue)
    say(invitation)
    assert say(invitation) == Status.ACCEPTED
    assert invitation.answers.count() == 1
    assert invitation.mails.filter(kind="confirmation").count() == 1


def test_whoever_accepts_when_all_seats_are_taken_comes_on_the_reserve_list(dialogue):
    late = invited(dialogue)
    dialogue.capacity = 1
    dialogue.save()
    factories.invitation(dialogue, Status.ACCEPTED)
    assert say(late) == Status.RESERVE
    assert "reserve list" in late.mails.get(kind="confirmation").text
    assert say(late) == Status.RESERVE  # sent twice
    assert late.answers.count() == 1


def test_somebody_who_declined_and_comes_back_ranks_behind_the_offers(dialogue):
    dialogue.capacity = 1
    dialogue.save()
    first = invited(dialogue)
    say(first, "decline")
    invited(dialogue)  # the seat is offered to another
    assert say(first, "accept") == Status.RESERVE


def test_nor_does_saying_perhaps_first_jump_the_queue(dialogue):
    dialogue.capacity = 1
    dialogue.save()
    first = invited(dialogue)
    say(first, "decline")
    second = invited(dialogue)
    assert say(first, "tentative") == Status.RESERVE
    assert say(second, "accept") == Status.ACCEPTED


def test_an_answer_that_comes_too_late_ranks_behind_the_offers(dialogue):
    dialogue.capacity = 1
    dialogue.save()
    late = invited(dialogue)
    dialogue.reply_by_at += timedelta(days=9)
    dialogue.save()
    with time_machine.travel("2031-05-16T02:00:00Z"):
        second = invited(dialogue)
        user = factories.organiser()
        given = Answer(
            response="accept",
            answered_by="secretariat",
            answered_by_name="Ms Tan",
            channel="telephone",
            recorded_by=user,
        )
        assert answers.answer(late, transitions.organiser(user), given) == Status.RESERVE
        assert say(second) == Status.ACCEPTED


def test_whoever_accepted_keeps_the_seat_when_there_are_fewer_of_them(dialogue):
    dialogue.capacity = 2
    dialogue.save()
    kept = invited(dialogue)
    say(kept)
    say(invited(dialogue))
    dialogue.capacity = 1
    dialogue.save()
    assert say(kept, reason="by train") == Status.ACCEPTED


def test_more_time_reaches_an_offer_that_is_out_and_is_announced(dialogue):
    invitation = invited(dialogue)
    dialogue.reply_by_at += timedelta(days=5)
    dialogue.save()
    with time_machine.travel("2031-05-16T02:00:00Z"):
        assert not invitation.may_answer
        invitations.extend(invitation, BY)
        assert invitation.may_answer
        assert say(invitation) == Status.ACCEPTED
    assert "20 May 2031" in invitation.mails.get(kind="extension").text


@pytest.mark.parametrize("days", [0, -5])
def test_more_time_is_never_less(dialogue, days):
    invitation = invited(dialogue)
    dialogue.reply_by_at += timedelta(days=days)
    dialogue.save()
    with pytest.raises(Refused, match="The current deadline is 15 May 2031, 17:00"):
        invitations.extend(invitation, BY)
    invitation.refresh_from_db()
    assert invitation.reply_by_at == datetime(2031, 5, 15, 10, tzinfo=UTC)
    assert not invitation.mails.filter(kind="extension").exists()


def test_more_time_is_not_given_where_the_seat_has_gone_to_another(dialogue):
    dialogue.capacity = 1
    dialogue.save()
    invitation = invited(dialogue)
    dialogue.reply_by_at += timedelta(days=5)
    dialogue.save()
    with time_machine.travel("2031-05-16T02:00:00Z"):
        invited(dialogue)
        with pytest.raises(Refused, match="reserve list"):
            invitations.extend(invitation, BY)


def test_a_freed_seat_can_be_offered_to_the_reserve(dialogue):
    waiting = factories.invitation(dialogue, Status.CLEARED)
    invitations.put_on_reserve(waiting, BY, "all seats taken")
    assert not waiting.has_a_link
    invitations.offer(waiting, BY)
    assert waiting.status == Status.INVITED
    assert waiting.mails.get().kind == "invitation"


def test_an_office_that_answers_is_recorded_and_gets_a_confirmation_without_the_link(dialogue):
    invitation = invited(dialogue)
    say(
        invitation,
        answered_by="office",
        answered_by_name="Lim Siew Ling",
        answered_by_email="office@example.org",
    )
    answer = invitation.answers.get()
    assert (answer.answered_by, answer.answered_by_name) == ("office", "Lim Siew Ling")
    to_invitee = invitation.mails.get(kind="confirmation", to_address=invitation.person.email)
    to_office = invitation.mails.get(kind="confirmation", to_address="office@example.org")
    assert invitation.token in unsealed(to_invitee).text
    assert "Lim Siew Ling" in to_invitee.text
    assert invitation.token not in unsealed(to_office).text + unsealed(to_office).html


@pytest.mark.parametrize(
    ("said_by", "is_for_her"),
    [
        ({"answered_by_name": "Mei Ling Tan"}, False),
        ({"answered_by_name": "TAN  Mei Ling"}, False),
        ({"answered_by_name": "Mei Ling Lim", "answered_by_email": "mei@example.org"}, True),
    ],
)
def test_an_invitee_who_answered_by_telephone_did_not_do_it_on_her_own_behalf(
    dialogue, said_by, is_for_her
):
    person = factories.person(given_name="Mei Ling", email="mei@example.org")
    invitation = invited(dialogue, person=person)
    by_telephone(invitation, "accept", **said_by)
    mail = invitation.mails.get(kind="confirmation", to_address=person.email)
    for text in [mail.text, mail.html]:
        assert ("on your behalf" in text) == is_for_her


@pytest.mark.parametrize(
    ("response", "asks"), [("accept", False), ("tentative", True), ("decline", False)]
)
def test_a_confirmation_asks_for_an_answer_only_while_one_is_open(dialogue, response, asks):
    invitation = invited(dialogue)
    say(invitation, response)
    mail = invitation.mails.get(kind="confirmation")
    for text in [mail.text, mail.html]:
        assert ("Please answer by" in text) == asks


def test_an_offer_to_somebody_on_the_reserve_list_is_shown_with_its_moment(dialogue):
    waiting = factories.invitation(dialogue, Status.RESERVE)
    assert "Please answer by: 15 May 2031, 17:00" in letters.preview(waiting)[1]


def test_a_letter_after_the_moment_does_not_ask_for_an_answer_by_then(dialogue):
    invitation = invited(dialogue)
    with time_machine.travel("2031-05-16T02:00:00Z"):
        letters.dialogue_changed(invitation)
    assert "Please answer by" not in invitation.mails.get(kind="dialogue_changed").text


def test_a_mistyped_address_of_the_office_can_be_put_right(dialogue):
    invitation = invited(dialogue)
    office = {"answered_by": "office", "answered_by_name": "Lim"}
    say(invitation, **office, answered_by_email="lmi@example.org")
    say(invitation, **office, answered_by_email="lim@example.org")
    assert invitation.mails.filter(to_address="lim@example.org").exists()


def test_a_link_does_not_write_to_strangers_without_end(dialogue):
    invitation = invited(dialogue)
    for number in range(answers.PER_HOUR):
        say(invitation, reason=f"remark {number}")
    with pytest.raises(Refused, match="many answers in the last hour"):
        say(invitation, reason="one more")


def test_after_the_reply_deadline_an_answer_is_refused(dialogue):
    invitation = invited(dialogue)
    with (
        time_machine.travel("2031-05-16T02:00:00Z"),
        pytest.raises(Refused, match="can no longer be given"),
    ):
        say(invitation)
    assert not invitation.answers.exists()


def test_whoever_accepted_can_still_give_the_seat_back_after_the_reply_deadline(dialogue):
    invitation = invited(dialogue)
    say(invitation)
    with time_machine.travel("2031-05-16T02:00:00Z"):
        assert say(invitation, "decline") == Status.DECLINED


def test_the_secretariat_can_record_an_answer_after_the_reply_deadline(dialogue):
    invitation = invited(dialogue)
    user = factories.organiser()
    with time_machine.travel("2031-05-16T02:00:00Z"):
        given = Answer(
            response="accept",
            answered_by="secretariat",
            answered_by_name="Ms Tan",
            channel="telephone",
            recorded_by=user,
        )
        assert answers.answer(invitation, transitions.organiser(user), given) == "accepted"
    assert invitation.events.first().user == user


def test_withdrawing_revokes_the_link_and_is_announced_to_the_invitee(dialogue):
    invitation = invited(dialogue)
    factories.letters_leave(dialogue)
    invitations.extend(later(invitation), BY)
    token, calendar_token = invitation.token, invitation.calendar_token
    invitations.withdraw(invitation, BY, "the ministry asked")
    assert invitation.token != token
    assert invitation.calendar_token != calendar_token
    assert not invitation.has_a_link
    assert invitation.mails.filter(kind="withdrawal").count() == 1
    assert invitation.mails.get(kind="extension").state == OutgoingMail.State.CANCELLED


@pytest.mark.parametrize("state", [OutgoingMail.State.DRAFT, OutgoingMail.State.QUEUED])
def test_withdrawing_what_nobody_was_written_of_keeps_it_back_and_writes_nothing(dialogue, state):
    invitation = invited(dialogue)
    dialogue.mails.update(state=state)
    invitations.withdraw(invitation, BY)
    mail = invitation.mails.get()
    assert (mail.kind, mail.state) == ("invitation", OutgoingMail.State.CANCELLED)


def test_an_organiser_who_withdraws_sees_that_another_has_just_invited(dialogue):
    seen_before = factories.invitation(dialogue, Status.CLEARED)
    invitations.invite(Invitation.objects.get(pk=seen_before.pk), BY)
    factories.letters_leave(dialogue)
    invitations.withdraw(seen_before, BY)
    assert seen_before.mails.get(kind="withdrawal").calendar_method == "CANCEL"


def by_telephone(invitation, response, **fields):
    """An answer that the secretariat writes down."""
    user = factories.organiser()
    given = Answer(
        response=response,
        answered_by="secretariat",
        channel="telephone",
        recorded_by=user,
        **{"answered_by_name": "Ms Tan", **fields},
    )
    return answers.answer(invitation, transitions.organiser(user), given)


@pytest.mark.parametrize("response", ["accept", "tentative", "decline"])
def test_an_invitation_that_still_waits_is_dropped_when_the_answer_comes(dialogue, response):
    invitation = invited(dialogue)
    dialogue.mails.update(state=OutgoingMail.State.DRAFT)
    by_telephone(invitation, response)
    assert invitation.mails.get(kind="invitation").state == OutgoingMail.State.CANCELLED
    assert invitation.mails.get(kind="confirmation").state == OutgoingMail.State.QUEUED


def test_what_still_asks_is_dropped_when_somebody_is_put_on_the_reserve_list(dialogue):
    invitation = invited(dialogue)
    factories.letters_leave(dialogue)
    invitations.extend(later(invitation), BY)
    dispatch.remind_now(invitation, BY)
    dialogue.mails.update(state=OutgoingMail.State.DRAFT, finished_at=None)
    invitations.put_on_reserve(invitation, BY)
    assert set(invitation.mails.values_list("kind", "state")) == {
        (kind, OutgoingMail.State.CANCELLED) for kind in ["invitation", "extension", "reminder"]
    }


def test_withdrawing_a_draft_writes_to_nobody(dialogue):
    invitation = factories.invitation(dialogue)
    invitations.withdraw(invitation, BY)
    assert not invitation.mails.exists()


def test_a_renewed_link_replaces_the_old_one_and_is_sent(dialogue):
    invitation = invited(dialogue)
    old = invitation.token
    invitations.renew_link(invitation, BY, "the link was forwarded")
    mail = invitation.mails.get(kind="new_link")
    assert invitation.token in unsealed(mail).text
    assert old not in unsealed(mail).text
    assert invitation.status == Status.INVITED


def test_there_is_no_link_to_renew_before_the_invitation_went_out(dialogue):
    with pytest.raises(Refused, match="no link to renew"):
        invitations.renew_link(factories.invitation(dialogue), BY)


def test_seats_by_category_show_taken_and_reserved(dialogue):
    regulators = factories.category(dialogue)
    firms = factories.category(dialogue)
    factories.invitation(dialogue, Status.ACCEPTED, category=regulators)
    invited(dialogue, category=regulators)
    found = [(own.label, own.taken, own.reserved) for own in numbers.of(dialogue).categories]
    assert found == [(regulators.name, 1, 1), (firms.name, 0, 0)]


# Sending it again


def test_a_letter_that_came_back_is_written_anew_to_the_corrected_address(dialogue):
    invitation = invited(dialogue, person=factories.person(email="mie@example.org"))
    letter = invitation.mails.get()
    OutgoingMail.objects.update(state="sent", finished_at=timezone.now())
    bounces.record(letter, "550 5.1.1 no such user", Reason.DEAD)
    bounces.block("mie@example.org", "550 5.1.1 no such user")
    lost = Invitation.objects.with_lost_letter()
    assert lost.get().lost_because == "dead"
    with pytest.raises(Refused, match="Correct it"):
        invitations.invite_again(invitation, BY)

    invitation.person.email = "mei@example.org"
    invitation.person.save()
    invitation = Invitation.objects.with_people().get()
    invitations.invite_again(invitation, BY, "she told us by telephone")

    again = invitation.mails.latest("pk")
    assert (again.to_address, again.state) == ("mei@example.org", "queued")
    assert f"https://dialogue.test/i/{invitation.token}/" in unsealed(again).text
    invitation.refresh_from_db()
    assert invitation.status == Status.INVITED
    assert invitation.events.latest("pk").verb == "invite_again"
    assert lost.get().lost_because is None


def test_an_invitation_that_is_answered_is_not_sent_again(dialogue):
    invitation = invited(dialogue)
    say(invitation)
    invitation.refresh_from_db()
    with pytest.raises(Refused):
        invitations.invite_again(invitation, BY)


def test_the_request_to_an_institution_is_sent_again_to_its_focal_point(dialogue):
    seat = factories.invitation(
        dialogue, Status.CLEARED, person=None, delegation=factories.delegation(dialogue)
    )
    invitations.invite(seat, BY)
    OutgoingMail.objects.update(state="bounced", finished_at=timezone.now(), refusal="full")
    invitations.invite_again(Invitation.objects.with_people().get(), BY)
    assert [mail.kind for mail in seat.mails.all()] == ["nomination_request"] * 2


# What the letter says


@pytest.mark.parametrize(
    ("title", "has_institution", "words"),
    [
        ("Director-General", True, "in your capacity as Director-General, The Bureau."),
        ("Director-General", False, "in your capacity as Director-General."),
        ("", True, "as a representative of The Bureau."),
    ],
)
def test_an_invitation_names_the_capacity_and_never_the_category(
    dialogue, title, has_institution, words
):
    category = factories.category(dialogue, name_en="Watchdogs", name_vi="Nhóm giám sát")
    bureau = factories.organisation(name_en="The Bureau") if has_institution else None
    person = factories.person(title_en=title, organisation=bureau)
    mail = invited(dialogue, category=category, person=person).mails.get()
    assert words in mail.text
    assert "Watchdogs" not in mail.text + mail.html + mail.subject
