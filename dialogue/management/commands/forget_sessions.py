"""manage.py forget_sessions: delete what was kept of sessions that are over; safe to run twice."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from dialogue.accounts import sessions


class Command(BaseCommand):
    help = "Delete addresses and browsers of organisers' sessions that are over."

    def handle(self, **options: Any) -> None:
        number = sessions.forget_ended()
        text = ngettext("%d ended session forgotten", "%d ended sessions forgotten", number)
        self.stdout.write(text % number)
