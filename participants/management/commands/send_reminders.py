"""manage.py send_reminders: write the reminders that are due into the outbox."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.reminders import dispatch
from participants.workflow import transitions


class Command(BaseCommand):
    help = "Send the reminders that are due, each once. Part of the daily run."

    def handle(self, **options: Any) -> None:
        by = transitions.Actor(transitions.Door.COMMAND, _("daily run"))
        sent, failed = dispatch.send_due(timezone.now(), by)
        number = len(sent)
        text = ngettext("%(n)d reminder sent", "%(n)d reminders sent", number) % {"n": number}
        # Names have no business in cron's mail and in the journal; the admin site shows them.
        kinds = Counter(letter.rule.get_kind_display() for letter in sent)
        numbers = "; ".join(f"{count} × {kind}" for kind, count in kinds.items())
        self.stdout.write(f"{text}: {numbers}" if numbers else text)
        if failed:
            number = len(failed)
            text = ngettext(
                "%(n)d reminder could not be written; the log says why.",
                "%(n)d reminders could not be written; the log says why.",
                number,
            )
            raise CommandError(text % {"n": number})
