"""Django's `migrate`, which afterwards puts the database's own rules in place."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from dialogue.management import own_dialogue


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        """Take the triggers away, migrate, and make them again. (A receiver of post_migrate would
        do it too, and be found nowhere.)"""
        connection = connections[options["database"]]
        if options["plan"] or options["check_unapplied"]:
            super().handle(*args, **options)
            return
        own_dialogue.drop(connection)
        super().handle(*args, **options)
        own_dialogue.install(connection)
