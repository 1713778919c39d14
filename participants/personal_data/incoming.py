"""Messages that others sent us and that name somebody: their bytes, which no query can search."""

from email import message_from_bytes
from typing import Any

from dialogue.personal_data.forgetting import in_texts
from dialogue.personal_data.subjects import Subject
from participants.inbox import mime_parts
from participants.models import IncomingMail

NAMING = ["content", "subject", "from_name", "comment", "failures"]
FAR_TOO_LONG = 10_000_000  # bytes; nothing so long is collected


def forget_in_messages(subject: Subject) -> int:
    """Empty the messages in which somebody's name or address stands, and delete none: what was
    read from them for others stays. Return how many. Messages of the people themselves and those
    about their seats are gone by now (see the data map). What was encrypted under a SECRET_KEY that
    is gone is read by nobody, and stays."""
    if not subject.words:
        return 0
    pattern, number = in_texts(subject), 0
    for incoming in IncomingMail.objects.only("pk", *NAMING).iterator(chunk_size=20):
        changes: dict[str, Any] = {
            name: pattern.sub("–", getattr(incoming, name))
            for name in ["subject", "from_name", "comment"]
            if pattern.search(getattr(incoming, name))
        }
        if pattern.search(str(incoming.failures)):
            changes["failures"] = []
        if pattern.search(_words(bytes(incoming.content))):
            changes["content"] = b""
        if changes:
            IncomingMail.objects.filter(pk=incoming.pk).update(**changes)
            number += 1
    return number


def _words(content: bytes) -> str:
    """All that can be read in a message: as it came, and its headers and parts decoded."""
    raw = content[:FAR_TOO_LONG].decode("utf-8", "replace")
    message = message_from_bytes(content[:FAR_TOO_LONG])
    headers = [mime_parts.plain(value) for value in message.values()]
    return "\n".join([raw, *headers, *map(mime_parts.text, mime_parts.leaves(message))])
