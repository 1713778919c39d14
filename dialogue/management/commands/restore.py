"""manage.py restore: put a backup in the place of the database, and do what has to follow."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dialogue.backups import restoring
from dialogue.backups.archive import BackupError
from dialogue.health import probes


class Command(BaseCommand):
    help = (
        "Restore what `backup` wrote, with all workers stopped. Afterwards nothing leaves the "
        "outbox until an organiser has looked."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archive", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="although the database is not empty"
        )
        parser.add_argument(
            "--erasures",
            type=Path,
            action="append",
            default=[],
            metavar="FILE",
            help="a list of erasures (list_erasures), besides those that are found",
        )
        parser.add_argument(
            "--without-erasures",
            action="store_true",
            help="there is no list of erasures, and nobody was erased since the backup",
        )

    def handle(
        self,
        *,
        archive: Path,
        replace: bool,
        erasures: list[Path],
        without_erasures: bool,
        **options: Any,
    ) -> None:
        try:
            restoring.restore(
                archive,
                replaces=replace,
                erasures=[path.read_text() for path in erasures],
                without_erasures=without_erasures,
                say=self._say,
            )
        except (BackupError, ValueError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename or archive}: {error.strerror}") from error
        if problem := probes.static_files():
            self._say(f"Static files: {problem}.")
        self._say(
            "Restored. Links that were renewed or revoked since the backup are as they were then. "
            "Start the workers; then sign in, and decide about the emails that wait. For what "
            "came into the mailbox since: collect_replies --since DATE."
        )

    def _say(self, line):
        self.stdout.write(line)
        self.stdout.flush()
