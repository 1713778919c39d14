"""The dialogue itself, its preparation, and the mail that leaves the house."""

from dialogue.models.dialogues import (
    Dialogue,
    DialogueQuerySet,
    Institution,
    ReviewAspect,
    WorkStream,
)
from dialogue.models.mail import MailAttachment, OutgoingMail, OutgoingMailQuerySet

__all__ = [
    "Dialogue",
    "DialogueQuerySet",
    "Institution",
    "MailAttachment",
    "OutgoingMail",
    "OutgoingMailQuerySet",
    "ReviewAspect",
    "WorkStream",
]
