"""A step for many people is done in batches by a worker, and invitees answer meanwhile."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dialogue.mail.models import Wave
from dialogue.models import Job
from participants.models import Answer, Invitation
from participants.states import Status
from participants.workflow import bulk_job
from tests import factories, long_work
from tests.participants.workflow import dying


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch):
    monkeypatch.setattr(bulk_job, "LONG", 3)
    monkeypatch.setattr(bulk_job, "AT_ONCE", 5)
    monkeypatch.setattr(bulk_job, "BREATH", 0)


def confirm(client, name, invitations, **fields):
    """The address to which a step for these leads."""
    keys = ",".join(str(invitation.pk) for invitation in invitations)
    address = reverse("admin:invitation_action", args=[name])
    return client.post(address, {"ids": keys, "confirmed": "1", **fields}).headers["Location"]


def cleared(dialogue, number):
    return [factories.invitation(dialogue, Status.CLEARED) for _n in range(number)]


def letters_each():
    """How many letters each invitation has."""
    return [invitation.mails.count() for invitation in Invitation.objects.order_by("pk")]


def test_many_are_invited_by_a_worker_in_one_wave(client, user, dialogue):
    dialogue.capacity = 50
    dialogue.save()
    invitations = cleared(dialogue, 12)
    page = confirm(client, "invite", invitations, wave="Everybody", when="now")
    assert page == reverse("admin:dialogue_job_change", args=[Job.objects.get().pk])
    assert "Send invitations: 12 people" in client.get(page).content.decode()
    assert set(Invitation.objects.values_list("status", flat=True)) == {"cleared"}
    long_work.do_all()
    assert set(Invitation.objects.values_list("status", flat=True)) == {"invited"}
    assert letters_each() == [1] * 12
    assert Wave.objects.get().mails.count() == 12
    assert "12 of 12 done." in client.get(page).content.decode()


def test_few_are_dealt_with_at_once(client, user, dialogue):
    confirm(client, "invite", cleared(dialogue, 2), wave="Two", when="now")
    assert not Job.objects.exists()
    assert letters_each() == [1, 1]


def test_an_answer_is_taken_between_two_batches(client, user, dialogue, monkeypatch):
    dialogue.capacity = 50
    dialogue.save()
    confirm(client, "invite", cleared(dialogue, 10))

    def reply(_seconds):
        if not Answer.objects.exists():
            invited = Invitation.objects.filter(status="invited").first()
            form = {"response": "decline", "answered_by": "invitee"}
            assert Client().post(invited.page_path, form).status_code == 302

    monkeypatch.setattr(bulk_job.time, "sleep", reply)
    long_work.do_all()
    assert Job.objects.get().state == "done"
    assert Invitation.objects.get(status="declined").answers.count() == 1
    assert Invitation.objects.filter(status="invited").count() == 9


def test_who_was_refused_is_named_with_the_reason(client, user, dialogue):
    dialogue.capacity = 2
    dialogue.save()
    invitations = cleared(dialogue, 6)
    page = confirm(client, "invite", invitations)
    late = invitations[5]
    Invitation.objects.filter(pk=late.pk).update(status="withdrawn")
    long_work.do_all()
    text = client.get(page).content.decode()
    assert "(3 people)" in text
    for refused in Invitation.objects.filter(status="cleared"):
        assert str(refused.person) in text
    assert "Something has changed in the meantime" in text
    assert str(late.person) in text
    assert sorted(letters_each()) == [0, 0, 0, 0, 1, 1]


def test_seats_of_one_institution_are_in_one_batch_and_get_one_letter(client, user, dialogue):
    dialogue.capacity = 50
    dialogue.save()
    delegation = factories.delegation(dialogue)
    people = cleared(dialogue, 4)
    seats = [
        factories.invitation(dialogue, Status.CLEARED, delegation=delegation, person=None)
        for _n in range(3)
    ]
    mixed = [seats[0], *people, *seats[1:]]
    together = list(bulk_job.batches(mixed))
    assert together == [[*(s.pk for s in seats), people[0].pk, people[1].pk],
                        [people[2].pk, people[3].pk]]  # fmt: skip
    assert list(bulk_job.batches(people)) == [[row.pk for row in people]]


def test_whoever_may_not_change_invitations_any_more_has_nothing_done(client, dialogue):
    user = factories.organiser()
    client.force_login(user)
    confirm(client, "withdraw", cleared(dialogue, 5), reason="Changed plans")
    user.is_superuser = False
    user.save()
    long_work.do_all()
    assert Job.objects.get().state == "failed"
    assert set(Invitation.objects.values_list("status", flat=True)) == {"cleared"}


def test_the_reason_is_kept_no_longer_than_it_is_needed(client, user, dialogue):
    confirm(client, "withdraw", cleared(dialogue, 5), reason="A private reason")
    assert Job.objects.get().parameters["reason"] == "A private reason"
    long_work.do_all()
    assert "reason" not in Job.objects.get().parameters
    assert set(Invitation.objects.values_list("status", flat=True)) == {"withdrawn"}


@pytest.mark.django_db(transaction=True)
def test_a_killed_workers_step_goes_on_and_everybody_has_one_letter(client, monkeypatch, tmp_path):
    monkeypatch.setenv(dying.MARK, str(tmp_path / "died"))
    client.force_login(factories.organiser())
    dialogue = factories.dialogue(capacity=50)
    confirm(client, "invite", cleared(dialogue, 12), wave="All", when="now")
    assert long_work.in_a_process("tests.participants.workflow.dying").returncode == -9
    job = Job.objects.get()
    assert (job.state, job.done) == ("running", 5)
    assert sorted(letters_each()) == [0] * 7 + [1] * 5
    Job.objects.update(lease_ends_at=timezone.now() - timedelta(seconds=1))
    ended = long_work.in_a_process("tests.participants.workflow.dying")
    assert ended.returncode == 0, ended.stderr
    assert letters_each() == [1] * 12
    job.refresh_from_db()
    assert (job.state, job.done) == ("done", 12)
