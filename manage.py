#!/usr/bin/env python
"""Django's command line for this project. A wrong setting, or a database whose tables are those of
another version, ends it with one clear line."""

import os
import sys

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command that the arguments name; end with status 1 if it cannot start."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dialogue.settings")
    try:
        django.setup()
        _prepare(sys.argv[1:])
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Not started: {error}")


def _prepare(arguments):
    from dialogue.management import private_files, schema  # which ask for the settings

    private_files.keep_private()
    if arguments and "--help" not in arguments:
        schema.refuse_misfit_before(arguments[0])


if __name__ == "__main__":
    main()
