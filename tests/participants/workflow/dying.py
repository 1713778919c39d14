"""For a worker in a process of its own: it is killed before the third letter of its second batch,
the first time that it gets there."""

import os
import signal
from pathlib import Path

from participants.letters import letters
from participants.workflow import bulk_job

MARK = "TEST_WORKER_DIED"

_write, _written = letters.write, []


def write(*arguments, **more):
    """Write a letter, or die before the eighth."""
    _written.append(1)
    mark = Path(os.environ[MARK])
    if len(_written) == 8 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return _write(*arguments, **more)


if MARK in os.environ:  # not where the tests import the name
    bulk_job.AT_ONCE = 5
    letters.write = write
