"""manage.py replay_erasures: erase again whom a restored backup has brought back."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.personal_data import kept_list, replay
from participants.workflow.transitions import Actor, Door


class Command(BaseCommand):
    help = (
        "Erase again everybody in a list that list_erasures printed. Run it after an older backup "
        "was restored, before the site is opened. Safe to run twice."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="what list_erasures printed")

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            entries = replay.read(file.read_text())
        except OSError as error:
            raise CommandError(str(error)) from error
        except ValueError as error:
            text = _("%(file)s is no list of erasures: %(why)s")
            raise CommandError(text % {"file": file, "why": error}) from error
        keys = replay.replay(entries, Actor(Door.COMMAND, "replay_erasures"))
        kept_list.record(keys, "replay_erasures")
        kept_list.keep()
        text = ngettext(
            "%(number)d erasure in the list.", "%(number)d erasures in the list.", len(entries)
        )
        self.stdout.write(text % {"number": len(entries)})
        text = ngettext(
            "%(number)d person was erased again.", "%(number)d people were erased again.", len(keys)
        )
        self.stdout.write(text % {"number": len(keys)})
