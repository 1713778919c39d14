"""manage.py erase_details: erase delegates' details that have been kept long enough."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dialogue.management.deletion import DeletionCommand
from participants.delegates import details


class Command(DeletionCommand):
    help = (
        "Erase travel, visa, dietary and access details that have been kept long enough. "
        "Part of the daily run."
    )

    def delete_due(self, now: datetime) -> int:
        return details.erase_due(now)

    def report(self, number: int) -> str:
        if not number:
            return _("There are no details due to be erased.")
        text = ngettext(
            "The details of %(n)d delegate have been erased.",
            "The details of %(n)d delegates have been erased.",
            number,
        )
        return text % {"n": number}
