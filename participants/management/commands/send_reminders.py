"""manage.py send_reminders: write the reminders that are due into the outbox."""

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
        names = "; ".join(f"{letter.who} ({letter.rule.get_kind_display()})" for letter in sent)
        self.stdout.write(f"{text}: {names}" if names else text)
        if failed:
            names = "; ".join(letter.who for letter in failed)
            raise CommandError(_("These reminders could not be written: %s") % names)
