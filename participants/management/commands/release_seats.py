"""manage.py release_seats: release the seats of offers whose reply deadline has passed."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.models import Dialogue
from participants.models import Invitation
from participants.states import RESERVES_A_SEAT
from participants.workflow import invitations, transitions


class Command(BaseCommand):
    help = "Release the seats of offers whose reply deadline has passed. Part of the daily run."

    def handle(self, **options: Any) -> None:
        by = transitions.Actor(transitions.Door.COMMAND, _("daily run"))
        over = Invitation.objects.with_people().filter(
            status__in=RESERVES_A_SEAT, reply_by_at__lte=timezone.now(), released_at=None
        )
        released = [
            offer.category.name
            for offer in over.exclude(dialogue__status__in=Dialogue.OFF).order_by("dialogue", "pk")
            if invitations.release(offer, by)
        ]
        number = len(released)
        text = ngettext("%(n)d seat released", "%(n)d seats released", number) % {"n": number}
        # Names have no business in cron's mail and in the journal; the admin site shows them.
        numbers = "; ".join(f"{count} × {name}" for name, count in Counter(released).items())
        self.stdout.write(f"{text}: {numbers}" if numbers else text)
