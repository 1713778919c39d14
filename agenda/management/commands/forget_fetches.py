"""Forget when delegates' calendars were fetched, once their days are over; meant to run daily."""

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from agenda.feeds import fetches


class Command(BaseCommand):
    help = "Forget which program fetched which delegate's calendar, when details are erased too."

    def handle(self, **options):
        number = fetches.forget_due(timezone.now())
        text = ngettext(
            "%(n)d record of calendar downloads deleted",
            "%(n)d records of calendar downloads deleted",
            number,
        )
        self.stdout.write(text % {"n": number})
