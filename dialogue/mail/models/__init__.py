"""Outgoing mail, the waves it goes out in, and the addresses to which nothing is sent."""

from dialogue.mail.models.attachments import MailAttachment, SharedFile
from dialogue.mail.models.emails import OutgoingMail, OutgoingMailQuerySet
from dialogue.mail.models.marks import OutboxMark
from dialogue.mail.models.recipients import BlockedAddress, Unsubscription
from dialogue.mail.models.waves import Wave

__all__ = [
    "BlockedAddress",
    "MailAttachment",
    "OutboxMark",
    "OutgoingMail",
    "OutgoingMailQuerySet",
    "SharedFile",
    "Unsubscription",
    "Wave",
]
