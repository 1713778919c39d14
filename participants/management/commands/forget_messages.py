"""manage.py forget_messages: delete incoming mail that has been kept long enough."""

from datetime import datetime

from django.utils.translation import ngettext

from dialogue.management.deletion import DeletionCommand
from participants.inbox import retention


class Command(DeletionCommand):
    help = "Delete incoming mail that has been kept long enough. Part of the daily run."

    def delete_due(self, now: datetime) -> int:
        return retention.forget_due(now)

    def report(self, number: int) -> str:
        return ngettext("%(n)d message deleted", "%(n)d messages deleted", number) % {"n": number}
