"""The dialogue in the admin site."""

from dialogue.admin.dialogues import DialogueAdmin

__all__ = ["DialogueAdmin"]
