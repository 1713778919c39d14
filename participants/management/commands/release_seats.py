"""manage.py release_seats: release the seats of offers whose reply deadline has passed."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.workflow import invitations, transitions


class Command(BaseCommand):
    help = "Release the seats of offers whose reply deadline has passed. Part of the daily run."

    def handle(self, **options: Any) -> None:
        by = transitions.Actor(transitions.Door.COMMAND, _("daily run"))
        released = [offer.category.name for offer in invitations.release_all(by)]
        number = len(released)
        text = ngettext("%(n)d seat released", "%(n)d seats released", number) % {"n": number}
        # Names have no business in cron's mail and in the journal; the admin site shows them.
        numbers = "; ".join(f"{count} × {name}" for name, count in Counter(released).items())
        self.stdout.write(f"{text}: {numbers}" if numbers else text)
