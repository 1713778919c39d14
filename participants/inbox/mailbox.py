"""Fetching mail from an IMAP server (RFC 3501) so that none is lost.

A mail is marked on the server only after the database has it; a worker that dies between the two
finds it again and knows it by its bytes. The mark is a keyword of our own, so that people can read
the same mailbox with their mail program: what is left unread there is left to them. A server that
keeps no keywords needs a mailbox for us alone, whose mails are moved to a folder (`?move=…`).
"""

import imaplib
import logging
import re
import ssl
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from django.utils.translation import gettext as _
from imap_tools import BaseMailBox, ImapToolsError, MailBox, MailBoxStartTls, MailBoxUnencrypted

from participants.inbox import filing
from participants.inbox.messages import KEPT_OF_HUGE, LARGEST
from participants.models import IncomingMail

log = logging.getLogger(__name__)
KEYWORD = "DialogueTaken"
TIMEOUT = 30  # seconds without a word from the server
KINDS = {"imaps": (MailBox, 993), "imap+tls": (MailBoxStartTls, 143)}
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")


class UnreachableError(Exception):
    """The mailbox cannot be used; the message says why, without the password."""


@dataclass
class Collected:
    """How many mails were new, known already, left to people, and could not be kept."""

    new: int = 0
    known: int = 0
    left: int = 0
    failed: int = 0

    @property
    def any(self):
        return self.new or self.known or self.left or self.failed


def collect(url: str) -> Collected:
    """Take in what is new in the mailbox that `url` names. Several workers may run at once.

    `url` is imaps://user:password@host[:port]/folder[?move=folder]. Raises UnreachableError.
    """
    counted = Collected()
    try:
        with _open(url) as (box, move_to):
            for uid in box.uids(f"NOT DELETED NOT KEYWORD {KEYWORD}", charset=None):
                _take(box, uid, move_to, counted)
    except (ImapToolsError, imaplib.IMAP4.error, OSError, ValueError) as error:
        raise UnreachableError(str(error)) from error
    return counted


@contextmanager
def _open(url):
    """(mailbox, folder to move to or "") of a mailbox that can remember what was taken."""
    parts = urlsplit(url)
    kind, port = KINDS.get(parts.scheme, (None, None))
    # imaplib checks no certificate unless it is told to.
    options = {"ssl_context": ssl.create_default_context()}
    if parts.scheme == "imap" and parts.hostname in LOOPBACK:
        kind, port, options = MailBoxUnencrypted, 143, {}
    if kind is None or not parts.hostname:
        raise UnreachableError(
            _("IMAP_URL must begin with imaps:// or imap+tls:// and name a host.")
        )
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    move_to = parse_qs(parts.query).get("move", [""])[0]
    with kind(parts.hostname, parts.port or port, timeout=TIMEOUT, **options) as box:
        box.login(user, password, unquote(parts.path.strip("/")) or "INBOX")
        if move_to:
            if not box.folder.exists(move_to):
                box.folder.create(move_to)
        elif not _keeps_keywords(box):
            raise UnreachableError(
                _("This server does not store keywords. Use a mailbox for this purpose "
                        "alone, and name a folder to move emails to: add ?move=Taken at the end "
                        "of IMAP_URL.")
            )  # fmt: skip
        yield box, move_to


def _keeps_keywords(box: BaseMailBox):
    _name, allowed = box.client.response("PERMANENTFLAGS")
    return any(b"\\*" in one or KEYWORD.encode() in one for one in allowed or [] if one)


def _take(box, uid, move_to, counted):
    """One mail: first into the database, then the mark on the server."""
    size = _size(box, uid)
    whole = "BODY.PEEK[]" if size <= LARGEST else f"BODY.PEEK[]<0.{KEPT_OF_HUGE}>"
    raw = _fetch(box, uid, whole)
    if raw is None:  # another worker moved it away, or a person deleted it
        return
    try:
        row, is_new = filing.take(filing.Arrival(raw, size=size))
    except Exception:  # a mail that cannot be kept must not bar the way of those after it
        log.exception("A mail could not be kept; it stays in the mailbox")
        counted.failed += 1
        return
    if move_to:
        box.move(uid, move_to)
    else:
        seen = row and row.kind != IncomingMail.Kind.LETTER
        box.flag(uid, [KEYWORD, *(["\\Seen"] if seen else [])], True)
    counted.left += row is None
    counted.new += is_new
    counted.known += row is not None and not is_new


def _size(box, uid):
    _status, data = box.client.uid("fetch", uid, "(RFC822.SIZE)")
    found = _SIZE.search(b" ".join(one for one in data if isinstance(one, bytes)))
    return int(found[1]) if found else 0


def _fetch(box, uid, what):
    _status, data = box.client.uid("fetch", uid, f"({what})")
    return next((item[1] for item in data if isinstance(item, tuple)), None)
