"""The dialogue in the admin site."""

from dialogue.admin.dialogues import DialogueAdmin
from dialogue.admin.security_log import SecurityEventAdmin

__all__ = ["DialogueAdmin", "SecurityEventAdmin"]
