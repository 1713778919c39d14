"""After a restore: background work that was waiting or under way when the backup was made. Some of
it has been done since, and none of it is known to be still wanted."""

from django.apps import apps
from django.utils import timezone

from dialogue.backups.aftermath import Restored

APP = "django_tasks_database"


def stop_all(_restored: Restored) -> str:
    """Mark it as failed; what was wanted is asked for again by whoever wants it."""
    if not apps.is_installed("django_tasks_db"):
        return "there is none"
    model, now = apps.get_model(APP, "DBTaskResult"), timezone.now()
    rows = list(model._default_manager.filter(status__in=["READY", "RUNNING"]))
    for row in rows:
        row.status, row.finished_at = "FAILED", now
    model._default_manager.bulk_update(rows, ["status", "finished_at"])
    return f"{len(rows)} pieces of background work"
