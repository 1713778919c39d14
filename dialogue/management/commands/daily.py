"""manage.py daily: run the commands of the daily run, which settings.DAILY_RUN lists."""

import io
import logging
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, connection
from django.utils.translation import gettext as _

from dialogue.health import database_errors, heartbeats

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Run all commands of the daily run. It may run twice, or be stopped and run again: "
        "nothing is done twice."
    )

    def handle(self, **options: Any) -> None:
        connection.ensure_connection()  # without a database one line says all
        failed = [name for name in settings.DAILY_RUN if not self.run(name)]
        note = f"failed: {', '.join(failed)}" if failed else ""
        heartbeats.beat(
            "daily", expected_within=heartbeats.A_DAY_AND_A_BIT, note=note, at_once=True
        )
        if failed:
            raise CommandError(_("Failed: %s. The other parts ran.") % ", ".join(failed))

    def run(self, name: str) -> bool:
        """Run one command and print one line about it; return whether it succeeded."""
        output, error_text = io.StringIO(), ""
        try:
            call_command(name, stdout=output)
        except CommandError as error:
            error_text = str(error)
        except (OperationalError, InterfaceError) as error:
            if not database_errors.is_away(error):
                log.exception("%s failed", name)
            error_text = database_errors.sentence(error)
            connection.close()
        except Exception as error:  # whatever it is, the other commands must run
            log.exception("%s failed", name)
            error_text = type(error).__name__
        if output.getvalue() or not error_text:
            self.stdout.write(f"{name}: {output.getvalue().strip() or _('done')}")
            self.stdout.flush()
        if error_text:
            self.stderr.write(f"{name}: {error_text}")
        return not error_text
