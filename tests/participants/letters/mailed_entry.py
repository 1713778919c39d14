"""An invitation that was sent, and its calendar entry as it arrives, for tests."""

import email
import email.policy
from email.message import EmailMessage

from dialogue.mail.delivery.mime import message_for
from dialogue.mail.models import OutgoingMail
from dialogue.models import Dialogue
from participants.models import Invitation, InvitationEvent
from participants.states import Status
from participants.workflow import invitations, transitions
from tests import factories

BY = transitions.Actor(InvitationEvent.Door.ADMIN, "Lan Nguyen")


def invited(dialogue: Dialogue, **fields: object) -> Invitation:
    """Somebody whose invitation was sent."""
    invitation = factories.invitation(dialogue, Status.CLEARED, **fields)
    invitations.invite(invitation, BY)
    return invitation


def wired(mail: OutgoingMail) -> tuple[EmailMessage, bytes]:
    """(message, bytes of its text/calendar part) as a mail program takes it from the wire."""
    message = email.message_from_bytes(
        message_for(mail).message().as_bytes(), policy=email.policy.default
    )
    (part,) = [one for one in message.walk() if one.get_content_type() == "text/calendar"]
    return message, part.get_payload(decode=True)
