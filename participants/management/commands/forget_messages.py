"""Forget incoming mail whose time is over; repeatable, meant to run daily."""

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from participants.inbox import retention


class Command(BaseCommand):
    help = "Forget incoming mail that was kept long enough; says how many. Part of the daily run."

    def handle(self, **options):
        number = retention.forget_due(timezone.now())
        text = ngettext("%(n)d message deleted", "%(n)d messages deleted", number)
        self.stdout.write(text % {"n": number})
