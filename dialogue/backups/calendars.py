"""After a restore: SEQUENCE never falls (RFC 5545, 3.8.7.4; RFC 5546, 2.1.4). Calendars may hold
versions that the restored database knows nothing of, and would ignore what is below them."""

from django.apps import apps
from django.db.models import F

from dialogue.backups.aftermath import Restored
from dialogue.models import Dialogue, WorkStream


def raise_versions(restored: Restored) -> str:
    """Raise the count of each dialogue, which is a part of that of its sessions, above all that can
    have been counted since; let every calendar be fetched again."""
    jump, now = restored.jump, restored.now
    # So that it is still known since when the dates are as they are (agenda.feeds.health).
    history = apps.get_model("dialogue.HistoricalDialogue")._default_manager
    history.update(sequence=F("sequence") + jump)
    number = Dialogue.objects.update(
        sequence=F("sequence") + jump, changed_at=now, calendar_changed_at=now
    )
    streams = WorkStream.objects.update(changed_at=now)
    return f"dialogues: {number} (each by {jump}), work streams: {streams}"
