"""Deliver what waits in the outbox: once, or until stopped with --loop."""

import logging
import signal
import threading
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils.translation import gettext as _

from dialogue.health import database_errors, heartbeats, outages
from dialogue.mail.delivery import worker

log = logging.getLogger(__name__)
# A mail server may take ten minutes to say that it has a letter.
EXPECTED_WITHIN = timedelta(minutes=15)


class Command(BaseCommand):
    help = "Deliver the emails that are due. Several may run at once; each email is sent by one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--loop", action="store_true", help="go on until stopped")
        parser.add_argument(
            "--pause", type=float, default=2.0, help="seconds between looks in a --loop"
        )

    def handle(self, *, loop: bool, pause: float, **options: Any) -> None:
        if not loop:
            self._report(*worker.deliver_due())
            heartbeats.beat("deliver_mail", expected_within=EXPECTED_WITHIN, at_once=True)
            return
        stopped, wait = threading.Event(), pause
        for number in [signal.SIGTERM, signal.SIGINT]:
            signal.signal(number, lambda *_args: stopped.set())
        while not stopped.is_set():
            went_well = self._deliver(stopped.is_set)
            close_old_connections()
            # A server that takes nothing is asked less and less often, up to once a minute.
            wait = pause if went_well else min(2 * wait, max(pause, 60))
            stopped.wait(wait)

    def _deliver(self, is_stopped):
        """One round; False if there was something to do, and nothing could be done."""

        def beat_and_ask() -> bool:  # between two letters, of which there may be many
            heartbeats.beat("deliver_mail", expected_within=EXPECTED_WITHIN)
            return is_stopped()

        try:
            delivered, failed = worker.deliver_due(is_stopped=beat_and_ask)
        except (OperationalError, InterfaceError) as error:
            # The database is away for a while; what was in hand is taken again later.
            if database_errors.is_away(error):
                outages.DATABASE.failed(database_errors.reason(error))
            else:
                log.exception("The outbox could not be read")
            connection.close()
            return False
        outages.DATABASE.worked()
        if delivered or failed:
            self._report(delivered, failed)
        return bool(delivered or not failed)

    def _report(self, delivered, failed):
        text = _("%(delivered)d delivered, %(failed)d not delivered")
        self.stdout.write(text % {"delivered": delivered, "failed": failed})
        self.stdout.flush()
