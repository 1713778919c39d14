"""After a restore: sessions and invitations into accounts that had ended would be valid again."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from dialogue.backups.aftermath import Restored


def end_all(_restored: Restored) -> str:
    """End all sessions."""
    number, _ = Session.objects.all().delete()
    UserSession.objects.all().delete()
    return f"sessions: {number}"
