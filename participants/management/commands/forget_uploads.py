"""manage.py forget_uploads: delete lists of people that were uploaded and never confirmed."""

from datetime import datetime

from django.utils.translation import ngettext

from dialogue.management.deletion import DeletionCommand
from participants.people import uploads


class Command(DeletionCommand):
    help = (
        "Delete uploaded lists of people that have not been confirmed within a day. "
        "Part of the daily run."
    )

    def delete_due(self, now: datetime) -> int:
        return uploads.forget_due(now)

    def report(self, number: int) -> str:
        return ngettext("%(n)d upload deleted", "%(n)d uploads deleted", number) % {"n": number}
