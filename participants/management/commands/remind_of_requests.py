"""manage.py remind_of_requests: write to the organisers about data requests and breaches that are
due."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from participants.personal_data import notices


class Command(BaseCommand):
    help = "Remind the organisers of data requests that are due, each once. Part of the daily run."

    def handle(self, **options: Any) -> None:
        number = notices.remind_organisers(timezone.now())
        text = ngettext("%(n)d data request is due", "%(n)d data requests are due", number)
        self.stdout.write(text % {"n": number})
