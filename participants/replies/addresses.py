"""The address that answers to one invitation: secretariat+<token>@…

The token is a signed key like those in personal links, 36 characters of 0-9 and a-f: it bears that
mail servers turn the part before the @ into small letters, and with a mailbox name of up to 27
characters it keeps to the 64 that they must take (RFC 5321, 4.5.3.1.1). It opens
nothing, so it stays when the personal link is renewed; it is dead when the invitation is withdrawn
or replaced.
"""

import re

from django.conf import settings

from dialogue.access import make_token, read_token
from participants.models import Invitation

PURPOSE = "reply"
_TOKEN = re.compile(r"\+([0-9a-f]{36})@", re.IGNORECASE)


def reply_address(invitation: Invitation) -> str:
    """Where the invitee's calendar and mail program answer to."""
    mailbox, _at, domain = settings.REPLY_ADDRESS.rpartition("@")
    return f"{mailbox}+{make_token(PURPOSE, invitation.reply_key)}@{domain}"


def keys_in(recipients) -> set[str | None]:
    """The reply keys in these addresses; None stands for a token that we did not make."""
    tokens = [token for address in recipients for token in _TOKEN.findall(address)]
    return {read_token(PURPOSE, token.lower()) for token in tokens}
