"""manage.py forget_fetches: delete the records of which delegate's calendar was fetched, together
with the delegate's details."""

from datetime import datetime

from django.utils.translation import ngettext

from agenda.feeds import fetches
from dialogue.management.deletion import DeletionCommand


class Command(DeletionCommand):
    help = (
        "Delete the records of which program fetched which delegate's calendar, when the details "
        "are erased too. Part of the daily run."
    )

    def delete_due(self, now: datetime) -> int:
        return fetches.forget_due(now)

    def report(self, number: int) -> str:
        text = ngettext(
            "%(n)d record of calendar downloads deleted",
            "%(n)d records of calendar downloads deleted",
            number,
        )
        return text % {"n": number}
