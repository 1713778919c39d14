"""The dialogue itself, its preparation, and the mail that leaves the house."""

from dialogue.models.dialogues import Dialogue, DialogueQuerySet
from dialogue.models.mail import MailAttachment, OutgoingMail, OutgoingMailQuerySet
from dialogue.models.preparation import Institution, ReviewAspect, WorkStream

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
