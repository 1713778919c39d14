"""How long one statement of a web worker may take. PostgreSQL itself ends what takes longer.

For web workers alone: gunicorn would kill the whole worker after its own timeout, and all that its
other threads do with it. Commands (`migrate`, `daily`, exports, the workers beside the web) have
as long as they need.
"""

from django.conf import settings
from django.db import connections


def limit_statements() -> None:
    """Limit the statements of all connections that this process opens from now on."""
    database = connections.settings["default"]
    if not database["ENGINE"].endswith("postgresql"):
        return
    limits = {
        "statement_timeout": settings.DATABASE_STATEMENT_SECONDS,
        "lock_timeout": settings.DATABASE_LOCK_SECONDS,
    }
    said = [f"-c {name}={seconds}s" for name, seconds in limits.items()]
    options = database["OPTIONS"]
    options["options"] = " ".join([options.get("options", ""), *said]).strip()
