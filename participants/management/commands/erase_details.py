"""Erase delegates' details whose time is over; repeatable, meant to run daily."""

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participants.delegates import details


class Command(BaseCommand):
    help = "Erase travel, visa, diet and access needs that are kept long enough; says how many."

    def handle(self, **options):
        number = details.erase_due(timezone.now())
        if not number:
            self.stdout.write(_("There are no details due to be erased."))
            return
        text = ngettext(
            "The details of %(n)d delegate have been erased.",
            "The details of %(n)d delegates have been erased.",
            number,
        )
        self.stdout.write(text % {"n": number})
