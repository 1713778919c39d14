"""The dialogue in the admin site."""

from dialogue.admin.dialogues import DialogueAdmin
from dialogue.admin.jobs import JobAdmin
from dialogue.admin.security_log import SecurityEventAdmin

__all__ = ["DialogueAdmin", "JobAdmin", "SecurityEventAdmin"]
