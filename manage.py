#!/usr/bin/env python
"""Django's command line for this project. A wrong setting, a database that is away or whose tables
are those of another version, or a rule that says no, ends it with one clear line."""

import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import InterfaceError, OperationalError

WRONGLY_SET = 78  # EX_CONFIG of sysexits.h: starting it again changes nothing


def main() -> None:
    """Run the command that the arguments name; end with WRONGLY_SET if it cannot start, and with
    status 1 if it cannot do what it was asked."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dialogue.settings")
    try:
        django.setup()
        _prepare(sys.argv[1:])
        _run(sys.argv)
    except ImproperlyConfigured as error:
        print(f"Not started: {error}", file=sys.stderr)
        sys.exit(WRONGLY_SET)


def _run(arguments):
    from dialogue.health import database_errors
    from dialogue.refusals import Refused  # which asks for the settings

    try:
        execute_from_command_line(arguments)
    except Refused as refusal:
        sys.exit(f"Not done: {refusal}")
    except (OperationalError, InterfaceError) as error:
        if not database_errors.is_away(error):
            raise
        sys.exit(f"Not done: {database_errors.sentence(error)}")


def _prepare(arguments):
    from dialogue.health import outages
    from dialogue.management import private_files, schema  # which ask for the settings

    goes_on = "--loop" in arguments or arguments[:1] == ["work"]
    outages.DATABASE.is_logged = goes_on  # whatever else is run ends with that line
    private_files.keep_private()
    if arguments and "--help" not in arguments:
        schema.refuse_misfit_before(arguments[0])


if __name__ == "__main__":
    main()
