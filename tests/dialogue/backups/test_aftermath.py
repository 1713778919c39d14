"""What follows a restore: the outbox is held, and no calendar's SEQUENCE falls."""

import io
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from agenda.models import Release
from dialogue.backups.aftermath import Restored, Step, run
from dialogue.calendars import events
from dialogue.longwork import queue
from dialogue.mail import after_restoring
from dialogue.mail.delivery import worker
from dialogue.mail.models import OutboxMark, OutgoingMail
from dialogue.models import Dialogue
from participants.letters import calendar_invitations, letters
from participants.models import Invitation
from tests import factories
from tests.reading import page

pytestmark = pytest.mark.django_db(transaction=True)
State = OutgoingMail.State


def restored(hours=3):
    now = timezone.now()
    return Restored(now - timedelta(hours=hours), now, [])


def sequences(text):
    return [int(number) for number in re.findall(r"SEQUENCE:(\d+)", text)]


def entries(client, dialogue, seat):
    """{UID: SEQUENCE} of all that calendars of this dialogue and this delegate hold."""
    addresses = [f"/calendar/{dialogue.slug}.ics", f"/calendar/my/{seat.calendar_token}.ics"]
    text = "".join(client.get(address).content.decode() for address in addresses)
    uids = re.findall(r"UID:(\S+)", text)
    assert len(uids) == len(sequences(text))
    return dict(zip(uids, sequences(text), strict=True))


def test_no_calendar_falls_below_what_it_may_hold(world, client):
    dialogue = world.dialogue
    backup = {
        "dialogue": Dialogue.objects.values("sequence", "changed_at").get(),
        "seat": Invitation.objects.values("calendar_sequence", "calendar_told").get(pk=world.pk),
    }
    made_at = timezone.now()
    for number in range(5):  # each is a change that everybody was told of
        dialogue.venue_en = f"Hall {number}"
        events.save_dialogue(dialogue)
        world.refresh_from_db()
        world.dialogue = dialogue
        letters.write("invitation", world, entry=calendar_invitations.hold(world))
    sent = entries(client, dialogue, world)
    told = Invitation.objects.get(pk=world.pk).calendar_sequence
    Dialogue.objects.update(**backup["dialogue"])
    Invitation.objects.filter(pk=world.pk).update(**backup["seat"])
    run(Restored(made_at, timezone.now(), []))
    after = entries(client, dialogue, world)
    assert set(after) == set(sent)
    assert all(after[uid] > sent[uid] for uid in sent)
    seat = Invitation.objects.get(pk=world.pk)
    assert calendar_invitations.cancel(seat)
    assert seat.calendar_sequence > told
    assert max(after.values()) < 2**31  # RFC 5545, 3.3.8


def test_nobody_counts_as_behind_for_that(world):
    dialogue = Dialogue.objects.get()
    before = calendar_invitations.out_of_date(dialogue).count()
    run(restored())
    assert calendar_invitations.out_of_date(Dialogue.objects.get()).count() == before


def test_feeds_are_fetched_again(world, client):
    address = f"/calendar/{world.dialogue.slug}.ics"
    tag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    run(restored())
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200
    assert Release.objects.count() == 1


def test_nothing_leaves_until_somebody_has_looked(world):
    waiting = OutgoingMail.objects.filter(state=State.QUEUED).count()
    assert waiting
    run(restored())
    letters.write("invitation", world, entry=None)  # by the daily run, perhaps again
    assert worker.deliver_due() == (0, 0)
    assert OutgoingMail.objects.filter(state=State.QUEUED).count() == waiting + 1


def test_what_a_worker_had_in_hand_waits_too(world):
    OutgoingMail.objects.update(
        state=State.SENDING, lease="6f4e7a9e-0000-4000-8000-000000000000",
        leased_until_at=timezone.now() - timedelta(days=1),
    )  # fmt: skip
    run(restored())
    assert worker.deliver_due() == (0, 0)
    assert set(OutgoingMail.objects.values_list("state", "lease")) == {(State.QUEUED, None)}


def test_a_code_that_somebody_is_waiting_for_goes_out(world):
    run(restored())
    OutgoingMail.objects.update(
        created_at=timezone.now() + timedelta(seconds=1), kind="access_code"
    )
    assert after_restoring.may_leave(OutgoingMail.objects.all()).exists()
    OutgoingMail.objects.update(created_at=timezone.now() - timedelta(days=1))
    assert not after_restoring.may_leave(OutgoingMail.objects.all()).exists()


def test_without_a_restore_everything_goes_out(world):
    assert worker.deliver_due()[0] == 1


@pytest.fixture
def organisers(world, client):
    """Organisers who sign in after a restore, which has ended their sessions."""
    run(restored())
    client.force_login(factories.organiser(is_superuser=True))
    return client


NOTICE = "A backup was restored on"


@pytest.mark.parametrize("name", ["admin:index", "admin:outgoing_mail_queue"])
def test_organisers_are_told_where_they_look(organisers, name):
    text = organisers.get(reverse(name)).content.decode()
    assert NOTICE in text
    assert reverse("admin:outgoing_mail_restored") in text
    after_restoring.let_go(factories.organiser(is_superuser=True), cancels=False)
    assert NOTICE not in organisers.get(reverse(name)).content.decode()


def test_one_button_lets_all_go_out(world, organisers):
    address = reverse("admin:outgoing_mail_restored")
    assert "1 email of the backup is waiting." in page(organisers.get(address))
    assert "1 email has been released." in page(
        organisers.post(address, {"release": "1"}, follow=True)
    )
    assert worker.deliver_due()[0] == 1
    assert "No backup was restored" in page(organisers.get(address))


def test_the_other_cancels_those_of_the_backup_and_no_newer_one(world, organisers):
    letters.write("invitation", world, entry=None)
    address = reverse("admin:outgoing_mail_restored")
    assert "1 email has been cancelled." in page(
        organisers.post(address, {"cancel": "1"}, follow=True)
    )
    assert worker.deliver_due()[0] == 1
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {"cancelled", "sent"}
    assert not OutboxMark.objects.filter(name=after_restoring.MARK, noted_at__isnull=False).exists()


def test_a_second_press_changes_nothing(world, organisers):
    address = reverse("admin:outgoing_mail_restored")
    organisers.post(address, {"release": "1"})
    text = page(organisers.post(address, {"cancel": "1"}, follow=True))
    assert "Somebody has decided about these emails already." in text
    assert OutgoingMail.objects.filter(state=State.QUEUED).count() == 1


def test_background_work_of_then_is_not_taken_up_again(world):
    job = queue.start("export", factories.organiser(), 3, {})
    said = [line for line in run(restored()) if line.startswith(Step.STOP_TASKS.value)]
    assert said == [f"{Step.STOP_TASKS.value}: pieces of work: 1"]
    job.refresh_from_db()
    assert job.state == job.State.CANCELLED
    assert not DBTaskResult.objects.exists()


def test_letters_of_a_dialogue_of_others_wait_for_those_who_may_know_of_it(world):
    run(restored())
    call_command("load_roles", stdout=io.StringIO())
    user = factories.organiser(is_superuser=False)
    user.groups.add(Group.objects.get(name="Secretariat"))
    world.dialogue.organisers.add(factories.organiser())
    assert after_restoring.let_go(user, cancels=True) == 0
    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.held_because) == (State.ON_HOLD, after_restoring.UNDECIDED)
