"""The address that answers to one invitation, with a token (see dialogue.mail.subaddresses). It
stays when the personal link is renewed; it is dead when the invitation is withdrawn or replaced.
"""

from dialogue.mail import subaddresses
from participants.models import Invitation

PURPOSE = "reply"


def reply_address(invitation: Invitation) -> str:
    """Where the invitee's calendar and mail program answer to."""
    return subaddresses.address(PURPOSE, invitation.reply_key)


def keys_in(recipients) -> set[str | None]:
    """The reply keys in these addresses; None stands for a token that is none of an invitation."""
    return subaddresses.keys_in(PURPOSE, recipients)
