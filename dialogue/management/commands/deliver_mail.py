"""Deliver what waits in the outbox: once, or for ever with --loop."""

import signal
import threading

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils.translation import gettext as _

from dialogue import outbox


class Command(BaseCommand):
    help = "Deliver the mails that are due. Several may run at once; each mail is taken by one."

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="go on until stopped")
        parser.add_argument(
            "--pause", type=float, default=2.0, help="seconds between looks in a --loop"
        )

    def handle(self, *, loop, pause, **options):
        stopped = threading.Event()
        if loop:
            for number in [signal.SIGTERM, signal.SIGINT]:
                signal.signal(number, lambda *_args: stopped.set())
        while not stopped.is_set():
            delivered, failed = outbox.deliver_due()
            if delivered or failed or not loop:
                self.stdout.write(
                    _("%(delivered)d delivered, %(failed)d not delivered")
                    % {"delivered": delivered, "failed": failed}
                )
                self.stdout.flush()
            if not loop:
                return
            close_old_connections()
            stopped.wait(pause)
