"""The way to the mail server: one connection for many mails, and what it says of each recipient.

Django's backend opens the connection (TLS, password). The transaction itself (RFC 5321, 3.3) is
ours, for Django's drops what the server says of one recipient when it takes another.
"""

import re
import smtplib
import socket
import threading
from contextlib import contextmanager, suppress
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from dialogue.mail.models import OutgoingMail

Trouble = OutgoingMail.Trouble
NO_MAIL_SERVER = "django.core.mail.backends.dummy.EmailBackend"
AUTHENTICATION_REQUIRED = 530  # RFC 4954, 6: no mail's fault, and put right by people
HANGS_UP = 421


class Reply(NamedTuple):
    """What the server said of one recipient (RFC 5321, 4.2), and where in the transaction."""

    code: int
    text: str
    trouble: str = ""

    @property
    def is_taken(self):
        return 200 <= self.code < 300

    @property
    def is_final(self):
        """Whether it will say the same next time."""
        return self.code >= 500 and self.code != AUTHENTICATION_REQUIRED

    def __str__(self):
        return f"{self.code} {self.text}"


class UnreachableError(Exception):
    """The server did not answer as servers do, and nothing is known of the recipients."""

    def __init__(self, trouble, error):
        super().__init__(str(error))
        self.trouble = trouble


class HungUpError(Exception):
    """The connection had ended since the last mail, as servers do with one that has had enough."""


def has_no_mail_server() -> bool:
    """Whether letters are only stored, for the organisers to read."""
    return settings.EMAIL_BACKEND == NO_MAIL_SERVER


class Carrier:
    """A connection to the mail server; `with Carrier() as carrier:` ends it."""

    def __init__(self):
        self._backend = get_connection()
        self._speaks_smtp = isinstance(self._backend, EmailBackend)
        self._has_carried = False

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        with suppress(OSError):  # smtplib's errors are OSErrors
            self._backend.close()

    @property
    def is_open(self):
        return not self._speaks_smtp or self._backend.connection is not None

    def open(self):
        """Connect and sign in, unless that is done. Raises UnreachableError."""
        if self.is_open:
            return
        self._has_carried = False
        try:
            self._backend.open()
        except smtplib.SMTPAuthenticationError as error:
            raise UnreachableError(Trouble.LOGIN, error) from error
        except OSError as error:
            raise UnreachableError(Trouble.CONNECTION, error) from error

    def hand_over(self, message: EmailMessage, recipients, seconds) -> dict[str, Reply]:
        """Carry a message to these recipients within so many seconds, or hang up.

        Raises UnreachableError, or HungUpError if nothing was said yet and a new connection may
        help.
        """
        if not self._speaks_smtp:
            self._backend.send_messages([message])
            return dict.fromkeys(recipients, Reply(250, "OK"))
        smtp = self._backend.connection
        is_fresh, self._has_carried = not self._has_carried, True
        content = message.message().as_bytes(linesep="\r\n")
        with _hanging_up_after(seconds, smtp):
            try:
                reply = _announce(smtp, message.from_email, len(content))
                if reply.code == HANGS_UP and not is_fresh:
                    raise smtplib.SMTPServerDisconnected(str(reply))
            except OSError as error:  # smtplib's errors are OSErrors too
                self._drop()
                raise (
                    UnreachableError(Trouble.CONNECTION, error) if is_fresh else HungUpError
                ) from error
            try:
                if not reply.is_taken:
                    return dict.fromkeys(recipients, reply)
                return _transaction(smtp, recipients, content, seconds)
            except OSError as error:
                self._drop()
                raise UnreachableError(Trouble.CONNECTION, error) from error
            except (UnreachableError, ValueError):  # ValueError: an address that cannot be written
                self._drop()
                raise

    def _drop(self):
        self._backend.connection.close()
        self._backend.connection = None


def _announce(smtp, sender, size):
    smtp.ehlo_or_helo_if_needed()
    options = [f"size={size}"] if smtp.has_extn("size") else []
    return _reply(smtp.mail(sanitize_address(sender, "utf-8"), options), Trouble.SENDER)


def _transaction(smtp, recipients, content, seconds):
    """What became of each recipient. Whom RCPT refused does not get what the others get."""
    replies = {
        address: _reply(smtp.rcpt(sanitize_address(address, "utf-8")), Trouble.RECIPIENT)
        for address in recipients
    }
    taken = [address for address, reply in replies.items() if reply.is_taken]
    if taken:
        replies |= dict.fromkeys(taken, _data(smtp, content, seconds))
    if not all(reply.is_taken for reply in replies.values()):
        with suppress(OSError):  # what was said stands, whatever comes now
            smtp.rset()
    return replies


def _data(smtp, content, seconds):
    """Send the content. Once its end is on the way, only the server knows whether it was taken."""
    reply = _reply(smtp.docmd("DATA"), Trouble.MESSAGE)
    if reply.code != 354:
        return reply
    stuffed = re.sub(rb"(?m)^\.", b"..", content.removesuffix(b"\r\n"))  # RFC 5321, 4.5.2
    smtp.send(stuffed + b"\r\n.\r\n")
    smtp.sock.settimeout(seconds)
    try:
        reply = _reply(smtp.getreply(), Trouble.MESSAGE)
    except OSError as error:
        raise UnreachableError(Trouble.UNCONFIRMED, error) from error
    smtp.sock.settimeout(settings.EMAIL_TIMEOUT)
    return reply


def _reply(answer, trouble):
    code, text = answer
    text = " ".join(text.decode("utf-8", "replace").split())
    return Reply(code, text, Trouble.CONNECTION if code == HANGS_UP else trouble)


@contextmanager
def _hanging_up_after(seconds, smtp):
    """A server that answers drop by drop outlasts every single timeout. This ends it all the
    same, so that nobody goes on sending a mail whose lease another worker may have."""

    def hang_up():
        with suppress(OSError, AttributeError):  # it has ended meanwhile
            smtp.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
