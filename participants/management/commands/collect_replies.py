"""manage.py collect_replies: collect answers from calendars, returned emails, automatic replies."""

import signal
import threading
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections
from django.utils.translation import gettext as _

from participants.inbox import mailbox

# EX_CONFIG of sysexits.h: a unit need not start it again (RestartPreventExitStatus).
NOT_CONFIGURED = 78


class Command(BaseCommand):
    help = (
        "Collect the new messages in the mailbox that IMAP_URL names. Several may run at once. "
        "Part of the daily run."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--loop", action="store_true", help="go on until stopped")
        parser.add_argument(
            "--pause", type=float, default=60.0, help="seconds between two collections in a --loop"
        )

        parser.add_argument(
            "--since",
            type=date.fromisoformat,
            metavar="DATE",
            help="once more whatever has come since that day (2031-05-30), for a restored backup",
        )

    def handle(
        self,
        *,
        loop: bool = False,
        pause: float = 60.0,
        since: date | None = None,
        **options: Any,
    ) -> None:
        if not settings.IMAP_URL:
            text = _("No mailbox is set (IMAP_URL), so nothing is collected.")
            if loop:
                raise CommandError(text, returncode=NOT_CONFIGURED)
            self.stdout.write(text)
            return
        if not loop or since:
            self.collect(since=since)
            return
        stopped = threading.Event()
        for number in [signal.SIGTERM, signal.SIGINT]:
            signal.signal(number, lambda *_args: stopped.set())
        while not stopped.is_set():
            try:
                self.collect(is_chatty=False)
            except CommandError as error:  # the server may be back in a minute
                self.stderr.write(str(error))
            close_old_connections()
            stopped.wait(pause)

    def collect(self, is_chatty: bool = True, since: date | None = None) -> None:
        """Collect once. Prints one line, or nothing if there was nothing and it is not `is_chatty`.
        Raises CommandError if the mailbox cannot be read or a message cannot be stored."""
        try:
            counts = mailbox.collect(settings.IMAP_URL, since)
        except mailbox.MailboxUnreachableError as error:
            raise CommandError(_("The mailbox cannot be read: %s") % error) from error
        if counts.any or is_chatty:
            text = _(
                "%(new)d received, %(known)d already known, %(left)d left for the "
                "organisers to read"
            )
            self.stdout.write(text % vars(counts))
            self.stdout.flush()
        if counts.failed:
            text = _("%(failed)d could not be stored and remain in the mailbox; the log says why.")
            raise CommandError(text % vars(counts))
