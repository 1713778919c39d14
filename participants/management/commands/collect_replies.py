"""manage.py collect_replies: collect answers from calendars, returned emails, automatic replies."""

import signal
import threading
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils.translation import gettext as _

from dialogue.health import database_errors, heartbeats, outages
from participants.inbox import mailbox

NAME = "collect_replies"
PATIENCE = timedelta(minutes=10)  # for a mailbox with much in it
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
            heartbeats.beat(NAME, expected_within=heartbeats.A_DAY_AND_A_BIT, at_once=True)
            return
        stopped = threading.Event()
        for number in [signal.SIGTERM, signal.SIGINT]:
            signal.signal(number, lambda *_args: stopped.set())
        while not stopped.is_set():
            self.collect_or_wait(timedelta(seconds=3 * pause) + PATIENCE)
            close_old_connections()
            stopped.wait(pause)

    def collect_or_wait(self, expected_within: timedelta) -> None:
        """Collect once. Where the mailbox or the database is away, that is said, and no more: both
        may be back in a minute."""
        try:
            self.collect(is_chatty=False)
            heartbeats.beat(NAME, expected_within=expected_within)
        except CommandError as error:
            self.stderr.write(str(error))
        except (OperationalError, InterfaceError) as error:
            if not database_errors.is_away(error):
                raise
            outages.DATABASE.failed(database_errors.reason(error))
            connection.close()
        else:
            outages.DATABASE.worked()

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
