"""Forget spreadsheets that were uploaded and never confirmed; repeatable, meant to run daily."""

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from participants.people.uploads import forget_uploads


class Command(BaseCommand):
    help = "Forget spreadsheets with people that wait for a confirmation for more than a day."

    def handle(self, **options):
        number = forget_uploads(timezone.now())
        text = ngettext("%(n)d upload deleted", "%(n)d uploads deleted", number)
        self.stdout.write(text % {"n": number})
