"""manage.py backup: the database and the files that matter, as one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dialogue.backups import making
from dialogue.backups.archive import BackupError


class Command(BaseCommand):
    help = (
        "Write the database and the files below VAR into one new file in FOLDER, which only its "
        "owner can read, and the list of erasures beside it. Everything may go on meanwhile."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="where backups are kept; made if need be")
        parser.add_argument(
            "--keep", type=int, metavar="DAYS", help="delete older backups of ours in FOLDER"
        )

    def handle(self, *, folder: Path, keep: int | None, **options: Any) -> None:
        if keep is not None and keep < 1:
            raise CommandError("--keep wants a number of days, 1 or more.")
        try:
            backup = making.make(folder, keep)
        except BackupError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename or folder}: {error.strerror}") from error
        self.stdout.write(making.as_line(backup))
