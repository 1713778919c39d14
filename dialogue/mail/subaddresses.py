"""Subaddresses (RFC 5233) of our mailbox that carry a token: secretariat+<token>@…

The token is a signed key like those in personal links, 36 characters of 0-9 and a-f: mail
servers may turn the part before the @ into small letters, and with a mailbox name of up to 27
characters it keeps to the 64 that they must accept (RFC 5321, 4.5.3.1.1). It opens nothing.
"""

import re
from collections.abc import Iterable

from django.conf import settings

from dialogue.access.tokens import make_token, read_token

KEY_LENGTH = 15  # characters of 0-9 and a-f
_TOKEN = re.compile(r"\+([0-9a-f]{36})@", re.IGNORECASE)


def address(purpose: str, key: str) -> str:
    """The subaddress for `purpose` and a key of KEY_LENGTH characters."""
    mailbox, _at, domain = settings.REPLY_ADDRESS.rpartition("@")
    return f"{mailbox}+{make_token(purpose, key)}@{domain}"


def keys_in(purpose: str, recipients: Iterable[str]) -> set[str | None]:
    """The keys in these addresses; None stands for a token that was not made for `purpose`."""
    tokens = [token for recipient in recipients for token in _TOKEN.findall(recipient)]
    return {read_token(purpose, token.lower()) for token in tokens}
