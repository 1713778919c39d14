"""After a restore: background work that was waiting or under way when the backup was made. Some of
it has been done since, and none of it is known to be still wanted."""

from django.apps import apps

from dialogue.backups.aftermath import Restored

APP = "django_tasks_database"


def stop_all(_restored: Restored) -> str:
    """Delete it; what is still wanted is asked for again by whoever wants it."""
    if not apps.is_installed("django_tasks_db"):
        return "there is none"
    manager = apps.get_model(APP, "DBTaskResult")._default_manager
    number, _ = manager.filter(status__in=["READY", "RUNNING"]).delete()
    return f"{number} pieces of background work"
