"""Guests whom no email reaches: invited like the others, their letters printed or read out."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from dialogue.mail import outbox
from dialogue.mail.delivery.worker import deliver_due
from dialogue.mail.models import OutgoingMail
from dialogue.refusals import Refused
from participants.letters.without_email import to_hand_over
from participants.models import Answer, Invitation, Person
from participants.personal_data import erasure, replay
from participants.reminders.dispatch import remind_now
from participants.states import Status
from participants.workflow import invitations, transitions
from participants.workflow.answers import answer
from tests import factories
from tests.reading import page

State = OutgoingMail.State


@pytest.fixture
def guest(db):
    return factories.person(
        email="", reached_by="post", postal_address="1 Example Street\nHanoi", family_name="Tạ"
    )


@pytest.fixture
def seat(guest, dialogue):
    return factories.invitation(dialogue, Status.CLEARED, person=guest)


@pytest.fixture
def by(user):
    return transitions.organiser(user)


def letter_of(invitation):
    return invitation.mails.order_by("pk").last()


def hand_over(client, mail, **typed):
    url = reverse("admin:outgoing_mail_action", args=["hand-over"])
    data = {"ids": mail.pk, "confirmed": "1", "how": "messenger", "to": "Ms Lan", **typed}
    return client.post(url, data, follow=True)


def test_it_is_said_how_somebody_without_an_address_is_reached(db):
    for wrong in [
        {"reached_by": ""},
        {"reached_by": "telephone", "phone": ""},
        {"reached_by": "post"},
        {"reached_by": "office"},
    ]:
        person = Person(family_name="Tạ", email="", **wrong)
        with pytest.raises(ValidationError):
            person.full_clean()
        with pytest.raises(IntegrityError), transaction.atomic():
            person.save()
    Person(family_name="Tạ", email="", reached_by="telephone", phone="+84 24 1").full_clean()


def test_several_people_have_no_address_and_no_two_the_same(guest):
    factories.person(email="", reached_by="telephone", phone="+84 24 1")
    factories.person(email="an@example.org")
    with pytest.raises(ValidationError, match="already a person with this email"):
        Person(family_name="Ân", email="AN@example.org").full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(family_name="Ân", email="AN@example.org")


def test_the_invitation_waits_to_be_handed_over_and_no_worker_takes_it(seat, by):
    invitations.invite(seat, by)
    mail = letter_of(seat)
    assert (mail.state, mail.to_address, mail.cc_address) == (State.TO_HAND_OVER, "", "")
    assert seat.status == Status.INVITED
    assert not mail.calendar
    assert deliver_due() == (0, 0)
    mail.refresh_from_db()
    assert mail.state == State.TO_HAND_OVER
    assert seat.token not in mail.text + mail.html


def test_a_draft_that_is_released_is_handed_over_too(seat, by):
    wave = outbox.Wave.objects.create(dialogue=seat.dialogue, name="First")
    with outbox.sending(outbox.Sending(wave, as_drafts=True)):
        invitations.invite(seat, by)
    assert letter_of(seat).state == State.DRAFT
    outbox.release(seat.mails.all())
    assert letter_of(seat).state == State.TO_HAND_OVER


def test_the_page_that_invites_says_how_many_are_to_be_printed(client, seat, user):
    url = reverse("admin:invitation_action", args=["invite"])
    shown = page(client.get(url, {"ids": seat.pk}))
    assert "1 of the letters cannot be mailed" in shown
    assert "on paper" in shown


def test_the_printed_letter_has_the_link_and_a_code_and_is_stored_nowhere(client, seat, by, user):
    invitations.invite(seat, by)
    mail = letter_of(seat)
    leads = client.post(
        reverse("admin:outgoing_mail_action", args=["print"]), {"ids": mail.pk, "confirmed": "1"}
    )
    response = client.get(leads.url)
    shown = response.content.decode()
    assert seat.page_path in shown
    assert "on paper<br>1 Example Street<br>Hanoi" in shown
    assert "data:image/svg+xml" in shown
    assert "no-store" in response["Cache-Control"]
    mail.refresh_from_db()
    assert mail.state == State.TO_HAND_OVER
    assert seat.token not in mail.text + mail.html + str(mail.secrets)


def test_who_may_not_read_letters_prints_none(seat, by):
    invitations.invite(seat, by)
    observer = Client()
    observer.force_login(factories.organiser(is_superuser=False))
    url = reverse("admin:outgoing_mail_print")
    assert observer.get(url, {"ids": letter_of(seat).pk}).status_code == 403


def test_it_is_recorded_how_to_whom_and_by_whom(client, seat, by, user):
    invitations.invite(seat, by)
    shown = page(hand_over(client, letter_of(seat)))
    mail = letter_of(seat)
    assert (mail.state, mail.handed_over_how) == (State.HANDED_OVER, "messenger")
    assert (mail.handed_over_to, mail.handed_over_by) == ("Ms Lan", user)
    assert mail.finished_at is not None
    assert "1 letter has been recorded as handed over." in shown
    assert "by messenger, Ms Lan" in shown
    assert Invitation.objects.written_to().contains(seat)


def test_what_is_still_ahead_has_not_been_handed_over(client, seat, by):
    invitations.invite(seat, by)
    typed = {"at_0": "2099-01-01", "at_1": "10:00"}
    assert "still ahead" in page(hand_over(client, letter_of(seat), **typed))
    assert letter_of(seat).state == State.TO_HAND_OVER


def test_an_answer_by_telephone_is_confirmed_on_paper(client, seat, by, user):
    invitations.invite(seat, by)
    hand_over(client, letter_of(seat))
    url = reverse("admin:invitation_answer", args=[seat.pk])
    typed = {"response": "accept", "answered_by_name": "Tạ", "channel": "telephone"}
    response = client.post(url, typed, follow=True)
    assert "The answer has been recorded" in page(response)
    seat.refresh_from_db()
    assert seat.status == Status.ACCEPTED
    assert (letter_of(seat).kind, letter_of(seat).state) == ("confirmation", State.TO_HAND_OVER)


def test_an_answer_cancels_the_invitation_that_nobody_handed_over(seat, by):
    invitations.invite(seat, by)
    told = {"answered_by": "secretariat", "answered_by_name": "An", "recorded_by": by.user}
    answer(seat, by, Answer(response="decline", **told))
    first, confirmation = seat.mails.order_by("pk")
    assert (first.state, confirmation.state) == (State.CANCELLED, State.TO_HAND_OVER)


def test_a_reminder_is_a_letter_to_hand_over(client, seat, by):
    invitations.invite(seat, by)
    hand_over(client, letter_of(seat))
    seat.refresh_from_db()
    remind_now(seat, by)
    mail = letter_of(seat)
    assert (mail.kind, mail.state) == ("reminder", State.TO_HAND_OVER)
    assert "unsubscribe" not in mail.text


def test_a_withdrawal_is_handed_over_and_tells_of_the_days(client, seat, by):
    invitations.invite(seat, by)
    hand_over(client, letter_of(seat))
    seat.refresh_from_db()
    invitations.withdraw(seat, by)
    assert (letter_of(seat).kind, letter_of(seat).state) == ("withdrawal", State.TO_HAND_OVER)


def test_new_dates_are_told_on_paper_too(client, seat, by):
    invitations.invite(seat, by)
    seat.refresh_from_db()
    assert seat.calendar_told == seat.dialogue.sequence


def test_with_an_address_what_waits_is_mailed_instead(client, seat, by, guest, user):
    invitations.invite(seat, by)
    change = reverse("admin:participants_person_change", args=[guest.pk])
    assert "1 letter is still to be handed over." in page(client.get(change))
    Person.objects.filter(pk=guest.pk).update(email="ta@example.org")
    assert "Send by email instead" in page(client.get(change))
    client.post(reverse("admin:person_mail_instead", args=[guest.pk]))
    mail = letter_of(seat)
    assert (mail.state, mail.to_address) == (State.QUEUED, "ta@example.org")
    assert mail.domain == "example.org"
    assert not to_hand_over(guest).exists()
    assert deliver_due()[0] == 1


def test_no_code_is_sent_where_there_is_no_address(client, seat, by, dialogue):
    accepted = factories.invitation(
        dialogue,
        Status.ACCEPTED,
        person=factories.person(email="", reached_by="telephone", phone="+84 24 1"),
    )
    shown = page(client.get(reverse("details", kwargs={"token": accepted.token})))
    assert "tell the secretariat your details by telephone" in shown
    answered = client.post(reverse("details_send_code", kwargs={"token": accepted.token}))
    assert answered.status_code == 422
    assert not accepted.mails.exists()


def test_a_message_without_a_sender_is_nobodys(guest, seat):
    nomination = factories.nomination(invitation=seat, email="")
    assert nomination.known_person is None


def test_somebody_without_an_address_is_erased_once_and_again_after_a_restore(guest, by):
    listed = erasure.erase(guest, by)
    assert listed is not None
    erased = Person.objects.get(pk=guest.pk)
    assert erased.is_erased
    assert (erased.reached_by, erased.postal_address) == ("", "")
    assert erasure.erase(erased, by) is None
    entries = replay.read(replay.write())
    other = {"email": "", "reached_by": "telephone", "phone": "+84 24 1"}
    Person.objects.filter(pk=guest.pk).update(family_name="Lê", given_name="Khác", **other)
    assert replay.replay(entries, by) == []  # somebody else has the key now
    Person.objects.filter(pk=guest.pk).update(
        family_name="Tạ", given_name=guest.given_name, **other
    )
    assert replay.replay(entries, by) == [guest.pk]


def test_a_secret_is_never_put_on_paper(dialogue):
    mail = outbox.store(
        kind="access_code",
        dialogue=dialogue,
        language="en",
        to_name="Tạ",
        to_address="",
        subject="Code",
        text="123456",
        secrets=["123456"],
    )
    assert mail.state == State.CANCELLED


def test_an_invitation_cannot_be_sent_again_to_a_blocked_address_only(seat, by):
    """Whoever has no address is not blocked."""
    invitations.invite(seat, by)
    try:
        invitations.invite_again(seat, by)
    except Refused:  # pragma: no cover
        pytest.fail("it can be written again")
    assert letter_of(seat).state == State.TO_HAND_OVER
