"""Doing long work: a worker takes a job under a lease, does it batch by batch, and hands it back
when it is told to stop. Whatever kills it, a successor goes on after the lease.

django-tasks brings the job to a worker (`carry_on`). Its database backend leaves the task of a
killed worker "running" for ever and does not know how far it came; the lease and the cursor of our
job do, and `queue.call_stranded` has it taken again.
"""

import logging
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from dialogue.health import heartbeats
from dialogue.longwork import kinds
from dialogue.models import Job
from dialogue.refusals import Refused

log = logging.getLogger(__name__)
State = Job.State
WORKER = "work"  # its name among the heartbeats
EXPECTED_WITHIN = timedelta(minutes=5)
# Seconds for which a worker has a job to itself; each batch renews it. The successor of a worker
# that was killed goes on after that.
LEASE = 60

# Set when this process is to end: jobs go back into the queue at the next batch.
stopping = threading.Event()


class LeaseLostError(Exception):
    """Another worker has the job, for this one's lease was over; its batch is not written."""


class CancelledError(Exception):
    """The organiser called it off."""


class StoppedError(Exception):
    """The worker is to end; the job is for another."""


class Stint:
    """One worker's time with a job."""

    def __init__(self, job: Job) -> None:
        self.job = job

    @contextmanager
    def batch(self, number: int) -> Iterator[None]:
        """One batch of so many pieces, all of it or nothing, together with the job's cursor and
        outcome as they are at its end. Raises LeaseLostError, CancelledError or StoppedError;
        after the last two what was done stays done."""
        with transaction.atomic():
            yield
            self.job.done += number
            self._keep()
        self.look_up()

    def progress(self, done: int) -> None:
        """Say how far it has come, where there is nothing to write but at the end. Raises like
        `batch`."""
        self.job.done = done
        self._keep()
        self.look_up()

    def take_longer(self, seconds: int) -> None:
        """Keep the lease so long, for a batch that cannot be divided. Raises like `batch`."""
        self._keep(seconds)
        self.look_up()

    def look_up(self) -> None:
        """Raise CancelledError or StoppedError if somebody wants it to end here."""
        if not Job.objects.filter(pk=self.job.pk, state=State.RUNNING).exists():
            raise CancelledError
        if stopping.is_set():
            raise StoppedError

    def _keep(self, seconds=0):
        job, seconds = self.job, seconds or LEASE
        changed = _mine(job).update(
            done=job.done,
            cursor=job.cursor,
            outcome=job.outcome,
            total=job.total,
            lease_ends_at=timezone.now() + timedelta(seconds=seconds),
        )
        heartbeats.beat(WORKER, expected_within=timedelta(seconds=seconds) + EXPECTED_WITHIN)
        if not changed:
            raise LeaseLostError if job_is_on(job) else CancelledError


def job_is_on(job: Job) -> bool:
    """Whether somebody, perhaps another worker, is still at it."""
    return Job.objects.filter(pk=job.pk, state__in=Job.GOES_ON).exists()


def _mine(job):
    return Job.objects.filter(pk=job.pk, lease_key=job.lease_key, state=State.RUNNING)


def take(key: int) -> Job | None:
    """The job under a lease of our own; None if it is over or another worker has it."""
    lease, now = secrets.token_hex(16), timezone.now()
    free = Q(state=State.WAITING) | Q(state=State.RUNNING, lease_ends_at__lte=now)
    taken = Job.objects.filter(free, pk=key).update(
        state=State.RUNNING,
        lease_key=lease,
        lease_ends_at=now + timedelta(seconds=LEASE),
    )
    return Job.objects.select_related("user", "dialogue").get(pk=key) if taken else None


@task()
def carry_on(key: int) -> None:
    """Do a job, or what is left of it. What goes wrong is written into the job and the log; the
    queue itself gets no error, whose text would be kept there."""
    job = take(key)
    if job is None:
        return
    try:
        with translation.override(job.language):
            _run(job)
    except LeaseLostError:
        log.warning("Job %d was taken over by another worker", key)
    except CancelledError:
        log.info("Job %d was cancelled", key)
    except StoppedError:
        _hand_back(job)
    except Refused as refusal:
        _end(job, State.FAILED, str(refusal))
    except Exception:  # whatever it is, the page has to say that it is over
        log.exception("Job %d failed", key)
        with translation.override(job.language):
            text = _("Something went wrong on our side. What was done before stays done.")
        _end(job, State.FAILED, text)


def _run(job):
    kind = kinds.find(job.kind)
    if kind is None:
        raise Refused(_("This version does not know this work any more. Please start it again."))
    may = job.user.is_active and job.user.has_perms(kind.permissions_of(job))
    if not may:
        raise Refused(_("Whoever started it may no longer do this."))
    kind.run(job, Stint(job))
    _end(job, State.DONE)


def _end(job, state, error=""):
    _mine(job).update(
        state=state,
        error=error,
        finished_at=timezone.now(),
        lease_ends_at=None,
        done=job.done,
        total=job.total,
        outcome=job.outcome,
        parameters={name: job.parameters[name] for name in KEPT if name in job.parameters},
    )


def _hand_back(job):
    """Into the queue again, for the next worker, at once."""
    with transaction.atomic():
        if _mine(job).update(state=State.WAITING, lease_ends_at=None):
            carry_on.enqueue(job.pk)


# What is still needed of a job's parameters once it is over: to say what it was.
KEPT = ["action", "list", "format", "file", "upload"]
