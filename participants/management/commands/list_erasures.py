"""manage.py list_erasures: whose data were erased, without names, to be kept beside the backups."""

from typing import Any

from django.core.management.base import BaseCommand

from participants.personal_data import replay


class Command(BaseCommand):
    help = (
        "Print a list of all erasures as JSON. It names nobody. Keep it outside the database, no "
        "older than the last erasure: when a backup was restored, replay_erasures needs it."
    )

    def handle(self, **options: Any) -> None:
        self.stdout.write(replay.write())
