"""The base of the commands that delete what has been kept long enough, once a day."""

from datetime import datetime

from django.core.management.base import BaseCommand
from django.utils import timezone


class DeletionCommand(BaseCommand):
    """Deletes what is due and prints one line about it. It may run any number of times."""

    def delete_due(self, now: datetime) -> int:
        """Delete what has been kept long enough at this moment; return how many."""
        raise NotImplementedError

    def report(self, number: int) -> str:
        """The line to print, in the active language."""
        raise NotImplementedError

    def handle(self, *args: object, **options: object) -> None:
        """Delete what is due now."""
        self.stdout.write(self.report(self.delete_due(timezone.now())))
