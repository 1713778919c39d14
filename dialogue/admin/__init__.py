"""The dialogue in the admin site."""

from dialogue.admin.dialogues import DialogueAdmin
from dialogue.admin.history import HistoryAdmin

__all__ = ["DialogueAdmin", "HistoryAdmin"]
