"""manage.py daily: what is to be done once a day, as settings.DAILY_RUN lists it."""

import io
import logging

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Run the daily work. It may run twice, or be stopped and run again: nothing is done twice."
    )

    def handle(self, **options):
        failed = [name for name in settings.DAILY_RUN if not self.run(name)]
        if failed:
            raise CommandError(_("Failed: %s. The other parts ran.") % ", ".join(failed))

    def run(self, name):
        """Run one part and print one line about it; say whether it went well."""
        said, why = io.StringIO(), ""
        try:
            call_command(name, stdout=said)
        except CommandError as error:
            why = str(error)
        except Exception as error:  # whatever it is, the other parts are to run
            log.exception("%s failed", name)
            why = type(error).__name__
        if said.getvalue() or not why:
            self.stdout.write(f"{name}: {said.getvalue().strip() or _('done')}")
            self.stdout.flush()
        if why:
            self.stderr.write(f"{name}: {why}")
        return not why
