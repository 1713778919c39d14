"""Many accept at once: the race without the lock, then exactly as many winners as seats."""

import pytest
from django.db import connection
from django.test import Client

from dialogue.models import DialogueQuerySet
from participants.admin import InvitationAdmin
from participants.models import Answer, InvitationEvent
from participants.states import Status
from participants.workflow import answers, seats, transitions
from tests import factories, threads
from tests.threads import in_threads

pytestmark = pytest.mark.django_db(transaction=True)


def accept(invitation):
    by = transitions.Actor(InvitationEvent.Door.LINK, "racer")
    return answers.answer(invitation, by, Answer(response="accept", answered_by="invitee"))


@pytest.fixture
def two_for_one_seat(dialogue):
    dialogue.capacity = 1
    dialogue.save()
    return [factories.invitation(dialogue, Status.INVITED) for _ in range(2)]


@pytest.fixture
def both_look_before_either_acts(monkeypatch):
    """Holds whoever has counted the seats until the other has counted too, or cannot."""
    threads.both_look_before_either_acts(monkeypatch, seats, "has_room_for")


def test_without_the_lock_one_seat_is_given_to_two(
    two_for_one_seat, both_look_before_either_acts, monkeypatch
):
    monkeypatch.setattr(DialogueQuerySet, "lock", lambda self, pk: self.get(pk=pk))
    if connection.vendor == "sqlite":
        # There the write lock that BEGIN IMMEDIATE takes is the lock; so no transaction either.
        monkeypatch.setattr(answers, "answer", answers.answer.__wrapped__)
    assert in_threads(accept, two_for_one_seat) == [Status.ACCEPTED, Status.ACCEPTED]


def test_with_the_lock_one_seat_is_given_to_one(two_for_one_seat, both_look_before_either_acts):
    answers = in_threads(accept, two_for_one_seat)
    assert sorted(answers) == [Status.ACCEPTED, Status.RESERVE]


@pytest.mark.parametrize("response", ["accept", "tentative", "decline"])
def test_a_double_click_is_one_answer(dialogue, response):
    invitation = factories.invitation(dialogue, Status.INVITED)

    def post(_click):
        form = {"response": response, "answered_by": "invitee"}
        return Client().post(invitation.page_path, form).status_code

    assert in_threads(post, [1, 2, 3]) == [302] * 3
    assert invitation.answers.count() == 1
    assert dialogue.mails.filter(kind="confirmation").count() == 1


def test_an_answer_given_while_an_organiser_saves_a_note_is_not_lost(dialogue, monkeypatch):
    """The invitee accepts between the moment the form is read and the moment it is saved."""
    invitation = factories.invitation(dialogue, Status.INVITED)
    organiser = Client()
    organiser.force_login(factories.organiser())
    save = InvitationAdmin.save_model

    def save_after_the_invitee(self, *arguments, **named):
        assert accept(type(invitation).objects.get(pk=invitation.pk)) == Status.ACCEPTED
        return save(self, *arguments, **named)

    monkeypatch.setattr(InvitationAdmin, "save_model", save_after_the_invitee)
    address = f"/admin/participants/invitation/{invitation.pk}/change/"
    form = {"category": invitation.category.pk, "note": "Vegetarian"}
    assert organiser.post(address, form).status_code == 302
    invitation.refresh_from_db()
    assert (invitation.status, invitation.note) == (Status.ACCEPTED, "Vegetarian")


def test_sixty_who_accept_at_once_fill_thirty_seats(dialogue):
    category = factories.category(dialogue)
    invited = [factories.invitation(dialogue, Status.INVITED, category=category) for _ in range(60)]

    def post(invitation):
        form = {"response": "accept", "answered_by": "invitee"}
        return Client().post(invitation.page_path, form).status_code

    assert in_threads(post, invited) == [302] * 60
    numbers = dialogue.invitations.count_by_status()
    assert numbers[Status.ACCEPTED] == 30
    assert numbers[Status.RESERVE] == 30
    assert Answer.objects.count() == 60
    assert dialogue.mails.filter(kind="confirmation").count() == 60
