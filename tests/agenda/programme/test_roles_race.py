"""Two organisers ask for the same role at once: twice without the lock, then once with it."""

import pytest
from django.db import connection

from agenda.models import Role
from agenda.programme import roles
from dialogue.mail.models import OutgoingMail
from dialogue.models import DialogueQuerySet
from participants.states import Status
from tests import factories, threads
from tests.threads import in_threads

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def both_look_before_either_acts(dialogue, monkeypatch):
    """Holds whoever has seen what is to be asked until the other has seen it too, or cannot."""
    invitation = factories.invitation(dialogue, Status.ACCEPTED)
    factories.role(factories.session(dialogue), invitation.person, state="planned")
    threads.both_look_before_either_acts(monkeypatch, roles, "requests")


def ask(_organiser):
    return roles.ask(Role.objects.all())


def test_without_the_lock_two_letters_go_out(both_look_before_either_acts, monkeypatch):
    monkeypatch.setattr(DialogueQuerySet, "lock", lambda self, pk: self.get(pk=pk))
    if connection.vendor == "sqlite":
        # There the write lock that BEGIN IMMEDIATE takes is the lock; so no transaction either.
        monkeypatch.setattr(roles, "ask", roles.ask.__wrapped__)
    assert in_threads(ask, [1, 2]) == [1, 1]
    assert OutgoingMail.objects.count() == 2


def test_with_the_lock_one_letter_goes_out(both_look_before_either_acts):
    assert sorted(in_threads(ask, [1, 2])) == [0, 1]
    assert OutgoingMail.objects.count() == 1
