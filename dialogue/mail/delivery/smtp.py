"""The connection to the mail server, used for many emails, and its answer about each recipient.

Django's backend opens the connection (TLS, password). The transaction itself (RFC 5321, 3.3) is
ours, because Django's drops what the server says about one recipient when it accepts another.
"""

import re
import smtplib
import socket
import threading
from contextlib import contextmanager, suppress
from email import policy
from typing import NamedTuple

import django
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from dialogue.access import tokens
from dialogue.mail.models import OutgoingMail

Trouble = OutgoingMail.Trouble
NO_MAIL_SERVER = "django.core.mail.backends.dummy.EmailBackend"
AUTHENTICATION_REQUIRED = 530  # RFC 4954, 6: not the email's fault, and people can put it right
HANGS_UP = 421


class Reply(NamedTuple):
    """What the server said about one recipient (RFC 5321, 4.2), and at which point."""

    code: int
    text: str
    trouble: str = ""

    @property
    def is_taken(self) -> bool:
        """Whether the server accepted it."""
        return 200 <= self.code < 300

    @property
    def is_final(self) -> bool:
        """Whether it will say the same next time."""
        return self.code >= 500 and self.code != AUTHENTICATION_REQUIRED

    def __str__(self):
        return f"{self.code} {self.text}"


class MailServerUnreachableError(Exception):
    """The server gave no proper answer, and nothing is known about the recipients."""

    def __init__(self, trouble: Trouble, error: Exception) -> None:
        super().__init__(tokens.without_signed_tokens(str(error)))
        self.trouble = trouble


class HungUpError(Exception):
    """The server closed the connection after the last email, as servers do after a while."""


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
    def is_open(self) -> bool:
        """Whether a message can be handed over now."""
        return not self._speaks_smtp or self._backend.connection is not None

    def hang_up(self) -> None:
        """End what is being said, from another thread: whoever hands over is told by an error."""
        with suppress(OSError, AttributeError):  # it has ended in the meantime
            self._backend.connection.sock.shutdown(socket.SHUT_RDWR)

    def open(self) -> None:
        """Connect and sign in, unless that is done. Raises MailServerUnreachableError."""
        if self.is_open:
            return
        self._has_carried = False
        try:
            self._backend.open()
        except smtplib.SMTPAuthenticationError as error:
            raise MailServerUnreachableError(Trouble.LOGIN, error) from error
        except OSError as error:
            raise MailServerUnreachableError(Trouble.CONNECTION, error) from error

    def hand_over(
        self, message: EmailMessage, recipients: list[str], seconds: float
    ) -> dict[str, Reply]:
        """Hand a message over for these recipients within so many seconds, or hang up.

        Raises MailServerUnreachableError; HungUpError if nothing was said yet and a new connection
        may help; ValueError if the message cannot be built.
        """
        if not self._speaks_smtp:
            self._backend.send_messages([message])
            return dict.fromkeys(recipients, Reply(250, "OK"))
        smtp = self._backend.connection
        is_fresh, self._has_carried = not self._has_carried, True
        content = _as_bytes(message)
        with _hanging_up_after(seconds, smtp):
            try:
                reply = _announce(smtp, message.from_email, len(content))
                if reply.code == HANGS_UP and not is_fresh:
                    raise smtplib.SMTPServerDisconnected(str(reply))
            except OSError as error:  # smtplib's errors are OSErrors too
                self._drop()
                raise (
                    MailServerUnreachableError(Trouble.CONNECTION, error)
                    if is_fresh
                    else HungUpError
                ) from error
            try:
                if not reply.is_taken:
                    return dict.fromkeys(recipients, reply)
                return _transaction(smtp, recipients, content, seconds)
            except OSError as error:
                self._drop()
                raise MailServerUnreachableError(Trouble.CONNECTION, error) from error
            except (
                MailServerUnreachableError,
                ValueError,
            ):  # ValueError: an address that cannot be written
                self._drop()
                raise

    def _drop(self):
        self._backend.connection.close()
        self._backend.connection = None


def _as_bytes(message):
    """What goes over the wire, with the line ends of SMTP (RFC 5321, 2.3.8)."""
    if django.VERSION >= (6,):  # whose messages are of Python's newer kind
        return message.message(policy=policy.SMTP).as_bytes()
    return message.message().as_bytes(linesep="\r\n")


def _announce(smtp, sender, size):
    smtp.ehlo_or_helo_if_needed()
    options = [f"size={size}"] if smtp.has_extn("size") else []
    return _reply(smtp.mail(sanitize_address(sender, "utf-8"), options), Trouble.SENDER)


def _transaction(smtp, recipients, content, seconds):
    """The reply about each recipient. Those that RCPT refused do not get what the others get."""
    replies = {
        address: _reply(smtp.rcpt(sanitize_address(address, "utf-8")), Trouble.RECIPIENT)
        for address in recipients
    }
    taken = [address for address, reply in replies.items() if reply.is_taken]
    if taken:
        replies |= dict.fromkeys(taken, _data(smtp, content, seconds))
    if not all(reply.is_taken for reply in replies.values()):
        with suppress(OSError):  # what was said is valid, whatever comes now
            smtp.rset()
    return replies


def _data(smtp, content, seconds):
    """Send the content. Once its end has been sent, only the server knows whether it took it."""
    reply = _reply(smtp.docmd("DATA"), Trouble.MESSAGE)
    if reply.code != 354:
        return reply
    stuffed = re.sub(rb"(?m)^\.", b"..", content.removesuffix(b"\r\n"))  # RFC 5321, 4.5.2
    smtp.send(stuffed + b"\r\n.\r\n")
    smtp.sock.settimeout(seconds)
    try:
        reply = _reply(smtp.getreply(), Trouble.MESSAGE)
    except OSError as error:
        raise MailServerUnreachableError(Trouble.UNCONFIRMED, error) from error
    smtp.sock.settimeout(settings.EMAIL_TIMEOUT)
    return reply


def _reply(answer, trouble):
    code, text = answer
    text = " ".join(text.decode("utf-8", "replace").split())
    text = tokens.without_signed_tokens(text)  # a filter may quote the link that it dislikes
    return Reply(code, text, Trouble.CONNECTION if code == HANGS_UP else trouble)


@contextmanager
def _hanging_up_after(seconds, smtp):
    """A server that answers byte by byte outlasts every single timeout. This ends it all the same,
    so that nobody goes on sending an email whose lease another worker may have."""

    def hang_up():
        with suppress(OSError, AttributeError):  # it has ended in the meantime
            smtp.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
