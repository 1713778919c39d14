"""Outgoing mail, the waves it goes out in, and the addresses to which nothing is sent."""

from dialogue.mail.models.emails import (
    MailAttachment,
    OutboxMark,
    OutgoingMail,
    OutgoingMailQuerySet,
    Wave,
)
from dialogue.mail.models.recipients import BlockedAddress, Unsubscription

__all__ = [
    "BlockedAddress",
    "MailAttachment",
    "OutboxMark",
    "OutgoingMail",
    "OutgoingMailQuerySet",
    "Unsubscription",
    "Wave",
]
