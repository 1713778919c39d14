"""Fetching messages from an IMAP server (RFC 3501) so that none is lost.

A message is marked on the server only after the database has it; a worker that is killed between
the two finds it again and recognises it by its bytes. The mark is a keyword of our own, so that
people can read the same mailbox with their mail program: what is unread there is left to them. A
server that stores no keywords needs a mailbox for this purpose alone, whose messages are moved to a
folder (`?move=…`).
"""

import imaplib
import logging
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs, unquote, urlsplit

from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _
from imap_tools import BaseMailBox, ImapToolsError, MailBox, MailBoxStartTls, MailBoxUnencrypted

from participants.inbox import filing
from participants.inbox.messages import BEGINNING, LARGEST
from participants.models import IncomingMail

log = logging.getLogger(__name__)
KEYWORD = "DialogueTaken"
# RFC 3501, 9: date-month
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
TIMEOUT = 30  # seconds that the server may be silent
# {scheme of the address: (class, usual port)}
CONNECTIONS = {"imaps": (MailBox, 993), "imap+tls": (MailBoxStartTls, 143)}
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class MailboxUnreachableError(Exception):
    """The mailbox cannot be used; the message says why, without the password."""


@dataclass
class Collected:
    """How many messages were new, known already, left to people, and could not be stored."""

    new: int = 0
    known: int = 0
    left: int = 0
    failed: int = 0

    @property
    def any(self) -> bool:
        """Whether there was anything to collect."""
        return bool(self.new or self.known or self.left or self.failed)


def collect(url: str, since: date | None = None) -> Collected:
    """Collect what is new in the mailbox that `url` names. Several workers may run at once.

    With `since`, also what was collected before but came on that day or later: a backup that was
    restored does not know it. What it does know is recognised. Messages that were moved away are
    looked for where they are.

    `url` is imaps://user:password@host[:port]/folder[?move=folder] or imap+tls://… Raises
    MailboxUnreachableError.
    """
    counts = Collected()
    try:
        with _open(url) as (box, move_to):
            for uid in box.uids(f"NOT DELETED NOT KEYWORD {KEYWORD}", charset=None):
                _collect_message(box, uid, move_to, counts)
            if since:
                if move_to:
                    box.folder.set(move_to)
                day = f"{since.day}-{MONTHS[since.month - 1]}-{since.year}"
                for uid in box.uids(f"NOT DELETED SINCE {day}", charset=None):
                    _collect_message(box, uid, None, counts)
    except (ImapToolsError, imaplib.IMAP4.error, OSError, ValueError) as error:
        raise MailboxUnreachableError(str(error)) from error
    return counts


@contextmanager
def _open(url: str) -> Iterator[tuple[BaseMailBox, str]]:
    """(mailbox, folder to move to or "") of a mailbox that can remember what was collected."""
    parts = urlsplit(url)
    kind, port = CONNECTIONS.get(parts.scheme, (None, None))
    # imaplib checks certificates only with such a context.
    options = {"ssl_context": ssl.create_default_context()}
    if parts.scheme == "imap" and parts.hostname in LOOPBACK:
        kind, port, options = MailBoxUnencrypted, 143, {}
    if kind is None or not parts.hostname:
        raise MailboxUnreachableError(
            _("IMAP_URL must begin with imaps:// or imap+tls:// and name a host.")
        )
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    move_to = parse_qs(parts.query).get("move", [""])[0]
    with kind(parts.hostname, parts.port or port, timeout=TIMEOUT, **options) as box:
        box.login(user, password, unquote(parts.path.strip("/")) or "INBOX")
        if move_to:
            if not box.folder.exists(move_to):
                box.folder.create(move_to)
        elif not _stores_keywords(box):
            raise MailboxUnreachableError(
                _("This server does not store keywords. Use a mailbox for this purpose "
                        "alone, and name a folder to move emails to: add ?move=Taken at the end "
                        "of IMAP_URL.")
            )  # fmt: skip
        yield box, move_to


def _stores_keywords(box):
    """Whether the server stores a keyword of ours (RFC 3501, 7.1: PERMANENTFLAGS)."""
    _name, flags = box.client.response("PERMANENTFLAGS")
    return any(b"\\*" in flag or KEYWORD.encode() in flag for flag in flags or [] if flag)


def _collect_message(box, uid, move_to, counts):
    """One message: first into the database, then the mark on the server; none if `move_to` is
    None."""
    size = _size(box, uid)
    whole = "BODY.PEEK[]" if size <= LARGEST else f"BODY.PEEK[]<0.{BEGINNING}>"
    raw = _fetch(box, uid, whole)
    if raw is None:  # another worker moved it away, or a person deleted it
        return
    try:
        row, is_new = filing.receive(filing.Arrival(raw, size=size))
    except (OperationalError, InterfaceError):  # the database is away: the others wait too
        raise
    except Exception:  # a message that cannot be stored must not hold up those after it
        log.exception("A message could not be stored; it stays in the mailbox")
        counts.failed += 1
        return
    if move_to:
        box.move(uid, move_to)
    elif move_to is not None:
        is_ours = row and row.kind != IncomingMail.Kind.LETTER
        box.flag(uid, [KEYWORD, *(["\\Seen"] if is_ours else [])], True)
    counts.left += row is None
    counts.new += is_new
    counts.known += row is not None and not is_new


def _size(box, uid):
    _status, data = box.client.uid("fetch", uid, "(RFC822.SIZE)")
    match = _SIZE.search(b" ".join(item for item in data if isinstance(item, bytes)))
    return int(match[1]) if match else 0


def _fetch(box, uid, what):
    _status, data = box.client.uid("fetch", uid, f"({what})")
    return next((item[1] for item in data if isinstance(item, tuple)), None)
