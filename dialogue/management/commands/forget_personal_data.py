"""manage.py forget_personal_data: forget what has been kept about people long enough."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogue.personal_data import presentation, retention


class Command(BaseCommand):
    help = (
        "Forget what has been kept about people for as long as the data map says "
        "(docs/data-map.md). Part of the daily run. It says how much that was, never whom."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="only count what would be forgotten now"
        )
        parser.add_argument(
            "--data-map", action="store_true", help="only print the data map, as docs/data-map.md"
        )

    def handle(self, *, dry_run: bool = False, data_map: bool = False, **options: Any) -> None:
        if data_map:
            self.stdout.write(presentation.document(), ending="")
            return
        now = timezone.now()
        counts = retention.due(now) if dry_run else retention.forget_due(now)
        numbers = [f"{holding.title} {number}" for holding, number in counts]
        if not numbers:
            self.stdout.write(_("Nothing has been kept longer than its term."))
            return
        text = _("Would be forgotten: %s") if dry_run else _("Forgotten: %s")
        self.stdout.write(text % ", ".join(numbers))
