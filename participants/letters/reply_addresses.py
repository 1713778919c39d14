"""The subaddress for answers to one invitation (see dialogue.mail.subaddresses). It stays when the
personal link is renewed, and is invalid once the invitation is withdrawn or replaced.
"""

from collections.abc import Iterable

from dialogue.mail import subaddresses
from participants.models import Invitation

PURPOSE = "reply"


def reply_address(invitation: Invitation) -> str:
    """Where answers from the invitee's calendar and mail program arrive."""
    return subaddresses.address(PURPOSE, invitation.reply_key)


def keys_in(recipients: Iterable[str]) -> set[str | None]:
    """The reply keys in these addresses; None for a token that was made for something else."""
    return subaddresses.keys_in(PURPOSE, recipients)
