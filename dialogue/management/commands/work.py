"""Do the long work that organisers have started (django-tasks), until stopped."""

import logging
import signal
import time
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import InterfaceError, OperationalError, connection
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from dialogue.health import database_errors, heartbeats, outages
from dialogue.longwork import queue, running

log = logging.getLogger(__name__)
LONGEST_WAIT = 60  # seconds between looks at a database that does not answer


class LongWorker(Worker):
    """The library's worker, which also finds what killed workers have left, outlives a database
    that is away, and hands a long job back instead of finishing it when it is told to stop."""

    def __init__(self, pause: float) -> None:
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=0,
            batch=True,  # it returns when nothing is left; the pause is ours
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
        )
        self.pause = pause

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """At the end of the batch that is under way."""
        running.stopping.set()
        super().shutdown(signum, frame)

    def do_all(self) -> bool:
        """Do what waits; False if the database is away."""
        try:
            queue.call_stranded()
            super().run()
            heartbeats.beat(running.WORKER, expected_within=running.EXPECTED_WITHIN)
        except (OperationalError, InterfaceError) as error:
            if database_errors.is_away(error):
                outages.DATABASE.failed(database_errors.reason(error))
            else:
                log.exception("The queue could not be read")
            connection.close()
            return False
        outages.DATABASE.worked()
        return True

    def loop(self) -> None:
        """Look, work and wait until stopped."""
        wait = self.pause
        while self.running:
            wait = self.pause if self.do_all() else min(2 * wait, LONGEST_WAIT)
            if self.running:
                time.sleep(wait)


class Command(BaseCommand):
    help = (
        "Do the long work that organisers have started: large exports, imports, steps for many. "
        "Several may run at once; each job is done by one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="end when nothing waits")
        parser.add_argument("--pause", type=float, default=1.0, help="seconds between looks")

    def handle(self, *, once: bool, pause: float, **options: Any) -> None:
        # It says at each look that nothing waits.
        logging.getLogger("django_tasks_db").setLevel(logging.WARNING)
        worker = LongWorker(pause)
        if once:
            worker.do_all()
            return
        running.stopping.clear()
        for number in [signal.SIGTERM, signal.SIGINT]:
            signal.signal(number, worker.shutdown)
        worker.loop()
