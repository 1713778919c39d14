"""After a restore: no letter or personal calendar may count below what was sent since the backup
(RFC 5546, 2.1.4)."""

from django.db.models import F

from dialogue.backups.aftermath import Restored
from participants.models import DelegateDetails, Invitation, ReminderRule
from participants.states import Status


def raise_versions(restored: Restored) -> str:
    """Raise what was sent last to each invitee, and what they were told of the dialogue by as much
    as that is raised itself: nobody's calendar is behind for that. Entries that go by their last
    change have changed now."""
    told = Invitation.objects.filter(calendar_told__isnull=False)
    number = told.update(
        calendar_sequence=F("calendar_sequence") + restored.jump,
        calendar_told=F("calendar_told") + restored.jump,
    )
    Invitation.objects.filter(status=Status.TENTATIVE).update(changed_at=restored.now)
    DelegateDetails.objects.update(changed_at=restored.now)
    ReminderRule.objects.update(changed_at=restored.now)
    return f"invitations: {number}"
