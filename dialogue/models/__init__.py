"""The dialogue itself, its preparation, and the mail that leaves the house."""

from dialogue.models.dialogues import Dialogue, DialogueQuerySet
from dialogue.models.mail import (
    BlockedAddress,
    MailAttachment,
    OutboxMark,
    OutgoingMail,
    OutgoingMailQuerySet,
    Unsubscription,
    Wave,
)
from dialogue.models.preparation import Institution, ReviewAspect, WorkStream

__all__ = [
    "BlockedAddress",
    "Dialogue",
    "DialogueQuerySet",
    "Institution",
    "MailAttachment",
    "OutboxMark",
    "OutgoingMail",
    "OutgoingMailQuerySet",
    "ReviewAspect",
    "Unsubscription",
    "Wave",
    "WorkStream",
]
