"""Erasing a person: nothing of them is left anywhere, and everybody else's numbers are right."""

import json
import logging
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from agenda.models import Session
from dialogue.access.tokens import without_tokens
from dialogue.mail import bounces, outbox
from dialogue.mail.delivery import smtp, worker
from dialogue.mail.models import BlockedAddress, OutgoingMail
from participants.inbox import decisions
from participants.letters import letters
from participants.models import Delegation, Erasure, IncomingMail, Invitation, Nomination, Person
from participants.models.erasures import digests_of
from participants.personal_data.erasure import erase
from participants.seating import balance
from participants.states import Status
from participants.workflow import seats
from participants.workflow.transitions import organiser
from tests import factories
from tests.everything_about_a_person import (
    IN_VIETNAMESE,
    do_everything_else,
    outside_the_database,
)
from tests.mail_server import Mailboxes, open_port
from tests.personal_data_world import (
    NAME,
    WORDS_OF_THE_OFFICE,
    WORDS_OF_THE_PERSON,
    make_world,
    traces,
)
from tests.threads import in_threads

pytestmark = pytest.mark.django_db
# Of the organiser’s name alone something is left: whoever did it.
WORDS = [*WORDS_OF_THE_PERSON, *WORDS_OF_THE_OFFICE, IN_VIETNAMESE, json.dumps(IN_VIETNAMESE)[1:-1]]


@pytest.fixture
def world(dialogue, client, clock):
    return make_world(dialogue, client)


@pytest.fixture
def guest(dialogue, clock):
    """A delegate with an entry in the calendar."""
    return factories.invitation(
        dialogue,
        Status.ACCEPTED,
        calendar_told=0,
        calendar_sequence=3,
        person=factories.person(family_name="Quilliam", email="quilliam@example.org"),
    )


@pytest.fixture
def boxes(settings):
    """What a mail server on loopback was given."""
    boxes = Mailboxes()
    port = open_port(boxes)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port.port
    yield boxes
    port.stop()


def by():
    return organiser(factories.organiser())


def test_nothing_is_left_of_a_person_who_used_everything(
    world, client, caplog, boxes, django_capture_on_commit_callbacks
):
    caplog.set_level(logging.DEBUG)
    office = Client()
    office.force_login(factories.organiser())
    keys = do_everything_else(world, client, office)
    opened = [Invitation.objects.get(link_key=key) for key in keys[:2]]
    assert {trace.partition(": ")[2] for trace in traces([*WORDS, *keys])} >= {*WORDS, *keys}
    assert NAME in outside_the_database()

    with django_capture_on_commit_callbacks(execute=True):
        erase(world.person, organiser(world.user))
    worker.deliver_due()

    assert traces([*WORDS, *keys]) == []
    assert [word for word in WORDS if word.casefold() in outside_the_database().casefold()] == []
    # The mail server of this test has a log of its own.
    records = [record for record in caplog.records if record.name != "mail.log"]
    logged = without_tokens("\n".join(record.getMessage() for record in records))
    assert [word for word in [*WORDS, *keys] if word.casefold() in logged.casefold()] == []
    for invitation in opened:
        assert client.get(reverse("answer", args=[invitation.token])).status_code == 404


def test_numbers_by_category_country_and_state_stay_and_the_seat_is_free(world, client):
    """Of a dialogue that is over all is counted as before; of one to come the seat is free."""
    over = factories.dialogue(starts_on=date(2031, 1, 1), ends_on=date(2031, 1, 2))
    factories.invitation(over, Status.ATTENDED, person=world.person)
    before, taken = balance.board(over), seats.count(world.dialogue).taken
    erase(world.person, organiser(world.user))
    assert [balance.board(over).categories, balance.board(over).countries] == [
        before.categories,
        before.countries,
    ]
    assert seats.count(world.dialogue).taken == taken - 1
    world.invitation.refresh_from_db()
    assert world.invitation.status == Status.WITHDRAWN


def test_the_last_letter_cancels_the_entry_and_is_erased_once_it_has_left(guest, boxes):
    sequence = guest.calendar_sequence
    erase(guest.person, by())
    mail = OutgoingMail.objects.get()
    assert (mail.to_address, mail.calendar_method, mail.state) == (
        "quilliam@example.org",
        "CANCEL",
        "queued",
    )
    assert worker.deliver_due() == (1, 0)
    (letter,) = boxes.messages
    calendar = next(part for part in letter.walk() if part.get_content_type() == "text/calendar")
    text = calendar.get_payload(decode=True).decode()
    assert "METHOD:CANCEL" in text
    assert f"SEQUENCE:{sequence + 1}" in text
    assert traces(["Quilliam"]) == []
    assert OutgoingMail.objects.get().state == "sent"


@pytest.mark.parametrize("state", ["queued", "on_hold"])
def test_a_last_letter_that_cannot_leave_is_erased_after_three_days(guest, clock, state):
    erase(guest.person, by())
    OutgoingMail.objects.update(state=state, held_because="wait")
    call_command("forget_personal_data")
    assert traces(["Quilliam"])
    clock.shift(timedelta(days=3, minutes=1))
    call_command("forget_personal_data")
    assert traces(["Quilliam"]) == []
    assert OutgoingMail.objects.get().state == "cancelled"


def test_a_last_letter_that_fails_is_erased_and_no_notice_names_anybody(guest, boxes):
    Person.objects.filter(pk=guest.person_id).update(email="gone@quilliam.example")
    erase(guest.person, by())
    assert worker.deliver_due() == (0, 1)
    assert traces(["Quilliam"]) == []
    assert [mail.state for mail in OutgoingMail.objects.all()] == ["failed"]
    assert outbox.resend(OutgoingMail.objects.all()) == 0


def test_nothing_is_written_to_whom_a_letter_would_not_reach(guest):
    bounces.block("quilliam@example.org", "unknown")
    erase(guest.person, by())
    assert not OutgoingMail.objects.exists()
    assert traces(["Quilliam"]) == []


def test_a_letter_under_way_at_that_moment_leaves_no_trace_when_the_worker_notes_its_fate(
    guest, boxes, monkeypatch
):
    letters.write("extension", guest)
    hand_over = smtp.Carrier.hand_over

    def erase_meanwhile(carrier, *arguments):
        monkeypatch.setattr(smtp.Carrier, "hand_over", hand_over)
        erase(guest.person, by())
        return hand_over(carrier, *arguments)

    monkeypatch.setattr(smtp.Carrier, "hand_over", erase_meanwhile)
    worker.deliver_due()
    assert traces(["Quilliam"]) == []
    assert sorted(OutgoingMail.objects.values_list("kind", "state")) == [
        ("erased", "sent"),
        ("extension", "cancelled"),
    ]


def test_a_focal_point_is_written_to_no_more_and_the_institutions_link_is_another(dialogue, clock):
    delegation = factories.delegation(dialogue)
    seat = factories.invitation(dialogue, Status.INVITED, delegation=delegation)
    old = delegation.link_key
    letters.nomination_request(delegation, seat)
    erase(delegation.focal_point, by())
    delegation = Delegation.objects.get()
    assert delegation.link_key not in {old, f"erased{delegation.pk}"}
    letters.nomination_request(delegation, seat)
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {"cancelled"}


@pytest.mark.parametrize(
    ("status", "kind", "left"),
    [
        (Status.NOMINATED, "nomination", Status.INVITED),
        (Status.SUBSTITUTE_PROPOSED, "substitute", Status.ACCEPTED),
    ],
)
def test_somebody_elses_seat_for_which_they_are_proposed_is_open_again(
    dialogue, clock, status, kind, left
):
    person = factories.person(email="quilliam@example.org")
    seat = factories.invitation(dialogue, status)
    proposal = factories.nomination(
        kind=kind, email="Quilliam@example.org", family_name="Quilliam", invitation=seat
    )
    proposal.save()
    erase(person, by())
    seat.refresh_from_db()
    assert seat.status == left
    assert Nomination.objects.get().outcome == Nomination.Outcome.DROPPED
    assert traces(["Quilliam"]) == []


def test_a_delegate_whose_substitute_is_erased_stays_replaced(dialogue, clock):
    first = factories.invitation(dialogue, Status.REPLACED)
    second = factories.invitation(dialogue, Status.ACCEPTED, replaces=first)
    erase(second.person, by())
    erase(first.person, by())
    first.refresh_from_db()
    assert first.status == Status.REPLACED
    assert first.replaced_by.status == Status.WITHDRAWN


def test_a_note_of_somebody_else_keeps_its_speaker(world):
    friend = factories.person()
    note = factories.note(Session.objects.first(), f"I agree with {NAME}.", speaker=friend)
    erase(world.person, organiser(world.user))
    note.refresh_from_db()
    assert (note.speaker, note.text) == (friend, "I agree with –.")


def test_a_message_of_somebody_else_is_emptied_and_its_answer_stays(dialogue, clock):
    person = factories.person(family_name="Quilliam", given_name="Zubaidah")
    other = factories.invitation(dialogue, Status.INVITED)
    row = factories.incoming_mail(other, content=f"Subject: x\r\n\r\nWith {person.name}.".encode())
    erase(person, by())
    row.refresh_from_db()
    assert (bytes(row.content), row.partstat) == (b"", "ACCEPTED")
    assert IncomingMail.objects.count() == 1


def test_erasing_twice_does_nothing_more(guest):
    assert erase(guest.person, by()) is not None
    assert erase(guest.person, by()) is None
    assert Erasure.objects.count() == OutgoingMail.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_organisers_at_once_one_erases(guest):
    person, user = guest.person, factories.organiser()
    people = [Person.objects.get(pk=person.pk) for _number in [1, 2]]
    done = in_threads(lambda person: erase(person, organiser(user)), people)
    assert sorted(row is None for row in done) == [False, True]
    assert Erasure.objects.count() == OutgoingMail.objects.count() == 1


def test_the_note_that_it_was_done_names_nobody(guest):
    user = factories.organiser()
    row = erase(guest.person, organiser(user))
    assert (row.person, row.erased_by) == (guest.person_id, user)
    assert row.digests == [digests_of("QUILLIAM@example.org")[0]]


def test_a_bounce_of_the_last_letter_brings_no_address_back(guest, boxes):
    erase(guest.person, by())
    worker.deliver_due()
    mail = OutgoingMail.objects.get()
    failure = {"address": "quilliam@example.org", "reason": "unknown", "is_delayed": False}
    bounce = factories.incoming_mail(
        kind="bounce",
        partstat="",
        mail=mail,
        doubts=["other_recipient"],
        failures=[{**failure, "meaning": "dead"}],
    )
    decisions.confirm(bounce, factories.organiser())
    assert not BlockedAddress.objects.exists()
    assert OutgoingMail.objects.get().last_error == ""
