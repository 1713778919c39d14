"""A kind of long work for tests: it writes down each number once, some at a time."""

import os
import signal
from pathlib import Path

from django.utils import timezone

from dialogue.longwork import kinds
from dialogue.models import SecurityEvent

AT_ONCE = 10


def run(job, stint):
    """One row in the security log for each number; killed in mid-batch if the job asks for it."""
    while (begin := job.cursor.get("next", 0)) < job.total:
        with stint.batch(AT_ONCE):
            for number in range(begin, begin + AT_ONCE):
                SecurityEvent.objects.create(
                    happened_at=timezone.now(), kind="exported", about=f"number {number}"
                )
                _die_at(job, number)
            job.cursor = {"next": begin + AT_ONCE}
        if callback := between.get("batches"):
            callback(job)


def _die_at(job, number):
    """End this process as a kill does, the first time that the number is reached."""
    mark = job.parameters.get("dies_at", {}).get(str(number))
    if mark and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)


between = {}  # {"batches": what a test wants to be called between two batches}
COUNTING = kinds.JobKind(name="counting", run=run, label_of=lambda _job: "Counting")
kinds.register(COUNTING)
