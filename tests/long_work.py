"""Doing the long work that a test has started, as `manage.py work --once` does."""

from django.core.management import call_command


def do_all():
    """Do what waits in the queue, in this process."""
    call_command("work", once=True)
