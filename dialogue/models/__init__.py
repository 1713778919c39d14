"""The dialogue itself, its preparation, and the mail that leaves the house."""

from dialogue.models.dialogues import Dialogue, DialogueQuerySet
from dialogue.models.mail import (
    MailAttachment,
    OutboxMark,
    OutgoingMail,
    OutgoingMailQuerySet,
    Wave,
)
from dialogue.models.preparation import Institution, ReviewAspect, WorkStream
from dialogue.models.recipients import BlockedAddress, Unsubscription

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
