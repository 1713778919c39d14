"""After a restore: long work that was waiting or under way when the backup was made. Some of it has
been done since, and none of it is known to be still wanted."""

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from dialogue.backups.aftermath import Restored
from dialogue.models import Job


def stop_all(_restored: Restored) -> str:
    """Call it off; what is still wanted is asked for again by whoever wants it."""
    DBTaskResult.objects.filter(status__in=["READY", "RUNNING"]).delete()
    number = Job.objects.filter(state__in=Job.GOES_ON).update(
        state=Job.State.CANCELLED, finished_at=timezone.now(), lease_ends_at=None
    )
    return f"pieces of work: {number}"
