"""The dialogue as an entry in letters: what calendar apps of invitees are asked and told."""

import email
import email.policy

import icalendar
import pytest
from django.urls import reverse

from dialogue.calendars import events
from dialogue.mail.delivery.mime import message_for
from dialogue.mail.models import OutgoingMail
from dialogue.models import Dialogue
from participants.letters import calendar_invitations, changed_facts
from participants.letters.reply_addresses import reply_address
from participants.models import Answer, InvitationEvent
from participants.states import Status
from participants.workflow import answers, invitations, nominations, transitions
from tests import factories
from tests.reading import text_of, unsealed

BY = transitions.Actor(InvitationEvent.Door.ADMIN, "Lan Nguyen")
pytestmark = pytest.mark.django_db


@pytest.fixture
def asking():
    """A dialogue whose organisers take answers from calendars."""
    return factories.dialogue(asks_by_calendar=True)


def invite(dialogue, **fields):
    invitation = factories.invitation(dialogue, Status.CLEARED, **fields)
    invitations.invite(invitation, BY)
    return invitation


def answer(invitation, response):
    given = Answer(response=response, answered_by=Answer.By.INVITEE)
    answers.answer(invitation, BY, given)
    return invitation.mails.get(kind="confirmation")


def entry(mail):
    """(METHOD, VEVENT) that a calendar app finds in the mail as it goes over the wire."""
    message = email.message_from_bytes(
        message_for(mail).message().as_bytes(), policy=email.policy.default
    )
    (part,) = [one for one in message.walk() if one.get_content_type() == "text/calendar"]
    calendar = icalendar.Calendar.from_ical(part.get_content())
    (event,) = calendar.walk("VEVENT")
    assert part.get_param("method") == calendar["METHOD"]
    return calendar["METHOD"], event


def letter(invitation, kind):
    return invitation.mails.get(kind=kind)


def test_an_invitation_asks_one_attendee_for_an_answer_to_its_own_address(asking):
    person = factories.person(email="mei@example.org", given_name="Mei", assistant_name="A. Lim")
    invitation = invite(asking, person=person)
    mail = letter(invitation, "invitation")
    method, event = entry(mail)
    assert method == "REQUEST"
    assert event["ATTENDEE"] == "mailto:mei@example.org"
    params = event["ATTENDEE"].params
    assert (params["PARTSTAT"], params["RSVP"], params["CN"]) == (
        "NEEDS-ACTION",
        "TRUE",
        person.name,
    )
    assert event["ORGANIZER"] == f"mailto:{reply_address(invitation)}"
    assert unsealed(mail).reply_to == reply_address(invitation)
    assert (event["UID"], event["STATUS"]) == (str(asking.uid), "TENTATIVE")
    assert (event.start.isoformat(), event.end.isoformat()) == ("2031-06-02", "2031-06-04")


def test_an_entry_takes_no_time_until_its_invitee_has_accepted(dialogue, asking):
    for offer in [dialogue, asking]:
        invitation = invite(offer)
        assert entry(letter(invitation, "invitation"))[1]["TRANSP"] == "TRANSPARENT"
        assert entry(answer(invitation, "tentative"))[1]["TRANSP"] == "TRANSPARENT"
    accepted = invite(dialogue)
    assert entry(answer(accepted, "accept"))[1]["TRANSP"] == "OPAQUE"


def test_no_entry_holds_the_personal_link(asking):
    invitation = invite(asking)
    body = bytes(letter(invitation, "invitation").calendar).decode()
    assert invitation.token not in body
    assert invitation.calendar_token not in body


def test_where_calendars_are_not_asked_the_entry_only_holds_the_days(dialogue):
    mail = letter(invite(dialogue), "invitation")
    method, event = entry(mail)
    assert (method, event["STATUS"]) == ("PUBLISH", "TENTATIVE")
    assert "ATTENDEE" not in event
    assert event["ORGANIZER"] == f"mailto:{dialogue.contact_email}"
    assert mail.reply_to == ""


def test_an_entry_that_only_holds_the_days_is_a_message_and_no_calendar_to_subscribe(dialogue):
    body = bytes(letter(invite(dialogue), "invitation").calendar).decode()
    assert "METHOD:PUBLISH" in body
    for name in ["X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"]:
        assert name not in body


def test_an_entry_has_an_organiser_where_the_dialogue_names_no_address():
    invitation = invite(factories.dialogue(contact_email=""))
    _method, event = entry(letter(invitation, "invitation"))
    assert event["ORGANIZER"] == f"mailto:{reply_address(invitation)}"


@pytest.mark.parametrize(
    ("response", "partstat"), [("accept", "ACCEPTED"), ("tentative", "TENTATIVE")]
)
def test_an_answer_on_the_page_shows_in_the_calendar_too(asking, response, partstat):
    invitation = invite(asking)
    method, event = entry(answer(invitation, response))
    assert method == "REQUEST"
    assert event["ATTENDEE"].params["PARTSTAT"] == partstat
    assert event["ATTENDEE"].params["RSVP"] == "FALSE"
    assert event["SEQUENCE"] == 0


def test_an_accepted_entry_of_a_confirmed_dialogue_is_confirmed(dialogue):
    Dialogue.objects.update(status="confirmed")
    dialogue.refresh_from_db()
    assert entry(answer(invite(dialogue), "accept"))[1]["STATUS"] == "CONFIRMED"


def test_an_invitee_who_declines_gets_no_entry(asking):
    assert answer(invite(asking), "decline").calendar == b""


def test_a_withdrawn_invitation_takes_its_entry_back(asking):
    invitation = invite(asking)
    before = entry(letter(invitation, "invitation"))[1]
    factories.letters_leave(asking)
    invitations.withdraw(invitation, BY)
    method, event = entry(letter(invitation, "withdrawal"))
    assert (method, event["STATUS"]) == ("CANCEL", "CANCELLED")
    assert (event["UID"], event["ORGANIZER"]) == (before["UID"], before["ORGANIZER"])
    assert event["SEQUENCE"] > before["SEQUENCE"]


def test_a_delegate_who_is_replaced_loses_the_entry_and_the_substitute_gets_one(asking):
    old = invite(asking)
    answer(old, "accept")
    nominations.nominate(old, BY, factories.nomination(email="lim@example.org"))
    new = nominations.approve(old, BY)
    method, event = entry(old.mails.get(kind="nomination_approved", to_address=old.person.email))
    assert (method, event["ATTENDEE"]) == ("CANCEL", f"mailto:{old.person.email}")
    method, event = entry(letter(new, "seat_confirmed"))
    assert (method, event["ATTENDEE"]) == ("REQUEST", "mailto:lim@example.org")
    assert event["ATTENDEE"].params["PARTSTAT"] == "ACCEPTED"


def test_an_invitee_who_is_invited_again_gets_an_entry_newer_than_the_cancelled_one(asking):
    first = invite(asking)
    invitations.withdraw(first, BY)
    first.refresh_from_db()
    again = invite(asking, person=first.person)
    _method, event = entry(letter(again, "invitation"))
    assert event["SEQUENCE"] > first.calendar_sequence


def test_a_delegate_who_was_replaced_and_comes_back_gets_an_entry_newer_than_the_cancelled_one(
    asking,
):
    mei = invite(asking)
    answer(mei, "accept")
    nominations.nominate(mei, BY, factories.nomination())
    lim = nominations.approve(mei, BY)
    nominations.nominate(lim, BY, factories.nomination(email=mei.person.email))
    back = nominations.approve(lim, BY)
    mei.refresh_from_db()
    assert entry(letter(back, "seat_confirmed"))[1]["SEQUENCE"] > mei.calendar_sequence
    assert entry(letter(lim, "seat_confirmed"))[1]["SEQUENCE"] == 0


@pytest.mark.parametrize(
    ("status", "method"),
    [
        (Status.INVITED, "REQUEST"),
        (Status.TENTATIVE, "REQUEST"),
        (Status.ACCEPTED, "REQUEST"),
        (Status.SUBSTITUTE_PROPOSED, "REQUEST"),
        (Status.ATTENDED, "REQUEST"),
        (Status.DECLINED, ""),
        (Status.RESERVE, ""),
        (Status.NO_SHOW, ""),
    ],
)
def test_a_new_link_brings_the_entry_only_to_those_who_are_asked_or_come(asking, status, method):
    invitation = factories.invitation(asking, status)
    invitations.renew_link(invitation, BY)
    assert letter(invitation, "new_link").calendar_method == method


def test_a_new_link_brings_no_entry_of_a_dialogue_that_is_off(asking):
    invitation = factories.invitation(asking, Status.ACCEPTED)
    move(asking, status="cancelled")
    invitations.renew_link(invitation, BY)
    assert letter(invitation, "new_link").calendar_method == ""


def nominated(dialogue, person, focal_point):
    """An invitation for which an institution's focal point nominated this person, approved."""
    delegation = factories.delegation(dialogue, focal_point=focal_point)
    seat = invite(dialogue, delegation=delegation)
    nomination = factories.nomination(email=person.email, proposed_by_email=focal_point.email)
    nominations.nominate(seat, BY, nomination)
    return nominations.approve(seat, BY)


def test_a_focal_point_who_nominates_herself_keeps_the_entry(asking):
    mei = factories.person()
    seat = nominated(asking, mei, focal_point=mei)
    assert entry(letter(seat, "seat_confirmed"))[0] == "REQUEST"
    assert "Please answer by" not in letter(seat, "seat_confirmed").text
    assert letter(seat, "nomination_approved").calendar == b""


def test_a_focal_point_who_is_replaced_gets_one_letter_and_loses_the_entry(asking):
    mei = factories.person()
    seat = nominated(asking, mei, focal_point=mei)
    nominations.nominate(seat, BY, factories.nomination())
    nominations.approve(seat, BY)
    told = seat.mails.filter(kind="nomination_approved", to_address=mei.email)
    assert [mail.calendar_method for mail in told] == ["CANCEL", ""]  # for the seat, then for her


def move(dialogue, **changes):
    dialogue.refresh_from_db()
    for name, value in changes.items():
        setattr(dialogue, name, value)
    events.save_dialogue(dialogue)


def tell(client, dialogue, **typed):
    client.force_login(factories.organiser())
    address = reverse("admin:dialogue_changed", args=[dialogue.pk])
    return client.post(address, {"confirmed": "1", **typed}, follow=True)


def test_new_dates_reach_the_calendars_of_all_who_hold_an_entry(client, asking):
    invited, accepted, declined = (invite(asking) for _ in range(3))
    answer(accepted, "accept")
    answer(declined, "decline")
    factories.invitation(asking, Status.DRAFT)
    move(asking, venue_en="Opera House", venue_vi="Nhà hát Lớn")
    assert set(calendar_invitations.out_of_date(asking)) == {invited, accepted}
    assert "2 letters are on their way" in tell(client, asking).content.decode()
    method, event = entry(letter(accepted, "dialogue_changed"))
    assert (method, event["SEQUENCE"]) == ("REQUEST", 1)
    assert event["LOCATION"].startswith("Opera House")
    assert not calendar_invitations.out_of_date(asking).exists()
    assert not declined.mails.filter(kind="dialogue_changed").exists()


def test_changed_facts_are_told_old_and_new_also_to_institutions_with_open_seats(client, asking):
    invitation = invite(asking)
    seat = factories.invitation(
        asking, Status.CLEARED, person=None, delegation=factories.delegation(asking)
    )
    invitations.invite(seat, BY)
    change = "Where: Conference Centre, 1 Example Street, Hanoi → Opera House, 1 Example Street"
    assert not changed_facts.institutions_out_of_date(asking)
    move(asking, venue_en="Opera House", venue_vi="Nhà hát Lớn")
    client.force_login(factories.organiser())
    text = text_of(client.get(reverse("admin:dialogue_changed", args=[asking.pk])))
    assert change in text and str(seat.delegation) in text
    assert "2 letters are on their way" in tell(client, asking).content.decode()
    for row in [invitation, seat]:
        assert f"– {change}" in letter(row, "dialogue_changed").text
    told = letter(seat, "dialogue_changed")
    assert seat.delegation.page_path in unsealed(told).text
    assert told.to_address == seat.delegation.focal_point.email and not told.calendar
    assert not changed_facts.institutions_out_of_date(asking)


def test_a_sentence_of_ones_own_goes_with_the_changes(client, asking):
    invitation = invite(asking)
    seat = factories.invitation(
        asking, Status.CLEARED, person=None, delegation=factories.delegation(asking)
    )
    invitations.invite(seat, BY)
    move(asking, venue_en="Opera House", venue_vi="Nhà hát Lớn")
    own = {"wave": "New venue", "paragraph_en": "We are sorry.", "paragraph_vi": "Rất tiếc.",
           "when": "drafts"}  # fmt: skip
    client.force_login(factories.organiser())
    address = reverse("admin:dialogue_changed", args=[asking.pk])
    shown = client.post(address, {**own, "show": "1"})
    assert text_of(shown).count("We are sorry.") >= 2
    assert not invitation.mails.filter(kind="dialogue_changed").exists()
    lacking = tell(client, asking, **{**own, "paragraph_vi": ""})
    assert "Give it in both languages" in lacking.content.decode()
    assert "We are sorry." in lacking.content.decode()
    tell(client, asking, **own)
    for row in [invitation, seat]:
        mail = letter(row, "dialogue_changed")
        assert "We are sorry." in mail.text
        assert (mail.state, mail.wave.name) == ("draft", "New venue")


def test_an_institution_learns_that_the_dialogue_will_not_take_place(client, asking):
    seat = factories.invitation(
        asking, Status.CLEARED, person=None, delegation=factories.delegation(asking)
    )
    invitations.invite(seat, BY)
    move(asking, status="cancelled")
    tell(client, asking)
    assert "Nominations are no longer needed." in letter(seat, "dialogue_changed").text


def test_a_cancelled_dialogue_leaves_every_calendar(client, asking):
    invitation = invite(asking)
    move(asking, status="cancelled")
    tell(client, asking)
    mail = letter(invitation, "dialogue_changed")
    method, event = entry(mail)
    assert (method, event["STATUS"]) == ("CANCEL", "CANCELLED")
    assert "will not take place" in mail.text


def test_sequence_never_falls_when_the_dialogue_comes_back(client, asking):
    invitation = invite(asking)
    sequences = [0]
    for status in ["cancelled", "proposed", "cancelled"]:
        OutgoingMail.objects.filter(kind="dialogue_changed").delete()
        move(asking, status=status)
        tell(client, asking)
        sequences.append(int(entry(letter(invitation, "dialogue_changed"))[1]["SEQUENCE"]))
    assert sequences == sorted(set(sequences))


def test_the_page_shows_who_gets_a_letter_and_the_letter_without_the_link(client, asking):
    invitation = invite(asking)
    move(asking, venue_en="Opera House", venue_vi="Nhà hát Lớn")
    client.force_login(factories.organiser())
    front = client.get("/admin/").content.decode()
    assert "1 invitee has not been told of the changes" in front
    text = client.get(reverse("admin:dialogue_changed", args=[asking.pk])).content.decode()
    assert invitation.person.email in text
    assert "Opera House" in text
    assert invitation.token not in text


def test_the_letter_speaks_the_invitees_language(client, asking):
    invitation = invite(asking, person=factories.person(language="vi"))
    _method, event = entry(letter(invitation, "invitation"))
    assert event["SUMMARY"] == asking.title_vi
    assert event["SUMMARY"].params["LANGUAGE"] == "vi"


def test_another_parser_reads_the_same_request(asking):
    import vobject

    mail = letter(invite(asking), "invitation")
    theirs = vobject.readOne(bytes(mail.calendar).decode())
    ours = entry(mail)[1]
    assert theirs.method.value == "REQUEST"
    assert theirs.vevent.attendee.value == ours["ATTENDEE"]
    assert theirs.vevent.uid.value == ours["UID"]
