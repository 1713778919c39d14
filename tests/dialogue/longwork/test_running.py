"""Long work is done once, whole, and by one worker at a time, whatever is killed."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from dialogue.longwork import queue, running
from dialogue.models import Job, SecurityEvent
from tests import factories, long_work
from tests.dialogue.longwork import counting


@pytest.fixture(autouse=True)
def _nothing_between_batches():
    yield
    counting.between.clear()
    running.stopping.clear()


def start(total=50, **parameters):
    return queue.start("counting", factories.organiser(), total, parameters)


def numbers():
    """What was written down, in order."""
    about = SecurityEvent.objects.filter(about__startswith="number").values_list("about", flat=True)
    return sorted(int(text.split()[1]) for text in about)


def test_work_waits_until_a_worker_does_it(db):
    job = start()
    assert (job.state, numbers()) == ("waiting", [])
    long_work.do_all()
    job.refresh_from_db()
    assert (job.state, job.done, job.lease_ends_at) == ("done", 50, None)
    assert numbers() == list(range(50))


@pytest.mark.django_db(transaction=True)
def test_the_work_of_a_killed_worker_is_gone_on_with_and_nothing_is_done_twice(tmp_path):
    job = start(dies_at={"25": str(tmp_path / "died")})
    killed = long_work.in_a_process("tests.dialogue.longwork.counting")
    assert killed.returncode == -9
    job.refresh_from_db()
    assert (job.state, job.done, numbers()) == ("running", 20, list(range(20)))
    long_work.do_all()  # the lease is not over: the worker may only be slow
    job.refresh_from_db()
    assert (job.state, job.done) == ("running", 20)
    Job.objects.update(lease_ends_at=timezone.now() - timedelta(seconds=1))
    assert long_work.in_a_process("tests.dialogue.longwork.counting").returncode == 0
    job.refresh_from_db()
    assert (job.state, job.done) == ("done", 50)
    assert numbers() == list(range(50))
    assert not DBTaskResult.objects.running().exists()


def test_a_worker_whose_lease_another_has_taken_writes_nothing_more(db):
    job = start()

    def take_it_away(mine):
        if mine.cursor["next"] == 20:
            Job.objects.filter(pk=mine.pk).update(lease_key="another's")

    counting.between["batches"] = take_it_away
    long_work.do_all()
    job.refresh_from_db()
    assert (job.state, job.done, numbers()) == ("running", 20, list(range(20)))


def test_nobody_takes_work_that_another_has(db):
    job = start()
    assert running.take(job.pk) is not None
    assert running.take(job.pk) is None


def test_work_that_is_cancelled_ends_after_the_batch(db):
    job = start()
    counting.between["batches"] = lambda mine: queue.cancel(mine)
    long_work.do_all()
    job.refresh_from_db()
    assert job.state == "cancelled"
    assert numbers() == list(range(20))[: len(numbers())]
    assert len(numbers()) < 50
    assert not queue.cancel(job)


def test_a_worker_that_is_told_to_stop_hands_its_work_back(db):
    job = start()
    counting.between["batches"] = lambda _mine: running.stopping.set()
    running.carry_on.func(job.pk)
    job.refresh_from_db()
    assert (job.state, job.lease_ends_at) == ("waiting", None)
    running.stopping.clear()
    counting.between.clear()
    long_work.do_all()
    assert numbers() == list(range(50))


def test_what_goes_wrong_is_said_in_plain_words_and_kept_out_of_the_queue(db, caplog):
    def fail(_mine):
        raise ValueError("Mei Tan, mei@example.org")

    job = start()
    counting.between["batches"] = fail
    long_work.do_all()
    job.refresh_from_db()
    assert job.state == "failed"
    assert job.error.startswith("Something went wrong on our side.")
    assert "Job" in caplog.text
    assert "mei@" not in "".join(DBTaskResult.objects.values_list("traceback", flat=True))


def test_whoever_has_lost_the_account_has_no_more_work_done(db):
    job = start()
    job.user.is_active = False
    job.user.save()
    long_work.do_all()
    job.refresh_from_db()
    assert (job.state, numbers()) == ("failed", [])


def test_work_that_nothing_in_the_queue_leads_to_is_found(db):
    job = start()
    DBTaskResult.objects.all().delete()
    assert queue.call_stranded() == 0  # it was started just now
    Job.objects.update(created_at=timezone.now() - timedelta(hours=1))
    long_work.do_all()
    job.refresh_from_db()
    assert job.state == "done"
