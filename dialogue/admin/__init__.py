"""The dialogue and the outgoing mail in the admin site."""

from dialogue.admin import mails
from dialogue.admin.dialogues import DialogueAdmin
from dialogue.admin.history import HistoryAdmin
from dialogue.desk.letter_frame import show_letter

__all__ = ["DialogueAdmin", "HistoryAdmin", "mails", "show_letter"]
