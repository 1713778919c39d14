"""What opens something is not in a stored letter: a random mark is in its place, and the row's
`secrets` say what the mark stands for. It is put back at the moment the letter goes to the wire.

A token of ours is found by its signature, wherever it is in the letter, and only its purpose and
key are kept: the row that it opens stores the key too, and without SECRET_KEY nobody can sign it.
A secret that no row can make again (a code, a link for a new password) is named by the caller, kept
encrypted with a key derived from SECRET_KEY, and wiped once the letter has been delivered.

A mark is as long as the token it replaces, so that a folded calendar (RFC 5545, 3.1) stays the same
byte for byte. It belongs to one email: whoever types another email's mark gets nothing for it.
"""

import re
import secrets as random_secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings

from dialogue.access import encryption, tokens
from dialogue.mail import letter_kinds
from dialogue.mail.models import OutgoingMail

PURPOSE = "dialogue.mail.sealing"
MARK = "sealed"
MARK_LENGTH = 24  # of a mark for what is no token
TEXTS = ["subject", "text", "html"]
COVER = "…"
_FOLD = b"\r\n "

Secrets = dict[str, dict[str, str]]  # {mark: {"purpose", "key"}, {"encrypted"} or, wiped, {}}


class WipedError(ValueError):
    """What the letter was to bring has been delivered and wiped, or SECRET_KEY has changed."""


@dataclass(frozen=True)
class Opened:
    """The parts of an email as its recipient gets them."""

    subject: str
    text: str
    html: str
    calendar: bytes
    reply_to: str


def seal(
    fields: dict[str, Any],
    named: Sequence[str] = (),
    known: Secrets | None = None,
) -> None:
    """Replace what opens something in these fields of an email about to be stored, and add
    `secrets`. `named` are secrets that are no tokens; `known` are the marks it has already."""
    marks = _Marks(known or {}, named)
    for name in [*TEXTS, "reply_to"]:
        if fields.get(name):
            fields[name] = marks.put_into(fields[name])
    if fields.get("calendar"):
        fields["calendar"] = _in_bytes(bytes(fields["calendar"]), marks.put_into)
    fields["secrets"] = marks.secrets


class _Marks:
    """The marks of one email; the same secret gets the same mark everywhere in it."""

    def __init__(self, known, named):
        self.secrets: Secrets = dict(known)
        self._by_value = {}
        for value in named:
            self._mark(value, {"encrypted": encryption.encrypt(PURPOSE, value)}, MARK_LENGTH)

    def put_into(self, text: str) -> str:
        """The text with a mark in the place of each token and named secret."""
        for token, purpose, key in tokens.tokens_in(text):
            self._mark(token, {"purpose": purpose, "key": key}, len(token))
        # The longest first: six digits of a code may be part of a token too.
        for value in sorted(self._by_value, key=len, reverse=True):
            text = text.replace(value, self._by_value[value])
        return text

    def _mark(self, value, secret, length):
        if value not in self._by_value:
            mark = (MARK + random_secrets.token_hex(length))[:length]
            self._by_value[value] = mark
            self.secrets[mark] = secret


def opened(mail: OutgoingMail) -> Opened:
    """The email as it goes to the wire. Raises WipedError."""
    put_back = partial(_put_back, {mark: _value(secret) for mark, secret in mail.secrets.items()})
    texts = {name: put_back(getattr(mail, name)) for name in [*TEXTS, "reply_to"]}
    return Opened(calendar=_in_bytes(bytes(mail.calendar), put_back), **texts)


def whole(mail: OutgoingMail, text: str) -> str:
    """A part of the email with what opens something, as its recipient gets it. Raises
    WipedError."""
    values = {mark: _value(secret) for mark, secret in mail.secrets.items() if mark in text}
    return _put_back(values, text)


def named(mail: OutgoingMail) -> list[str]:
    """The secrets of the email that are no tokens of ours. Raises WipedError."""
    return [_value(secret) for secret in mail.secrets.values() if "key" not in secret]


def _put_back(values, text):
    for mark, value in values.items():
        text = text.replace(mark, value)
    return text


def covered(mail: OutgoingMail, text: str, cover: str = COVER) -> str:
    """A part of the email for those who look at it: `cover` in the place of what opens something.
    Only a demonstration, which has no mail server, shows links; a code it shows as little as
    others do (see LetterKind.is_never_shown)."""
    never_shown = letter_kinds.names(lambda kind: kind.is_never_shown)
    if settings.MODE == "demo" and cover == COVER and mail.kind not in never_shown:
        for mark, secret in mail.secrets.items():
            with suppress(WipedError):
                text = text.replace(mark, _value(secret))
    for mark in mail.secrets:
        text = text.replace(mark, cover)
    return text


def covered_calendar(mail: OutgoingMail) -> bytes:
    """The calendar part for those who look at it."""
    unfolded = bytes(mail.calendar).replace(_FOLD, b"").decode()
    return covered(mail, unfolded).encode() if mail.secrets else bytes(mail.calendar)


def wiped(mail: OutgoingMail) -> Secrets:
    """The marks of a delivered email: keys stay, for a copy may be sent; the encrypted go."""
    return {mark: secret if "key" in secret else {} for mark, secret in mail.secrets.items()}


def for_editing(mail: OutgoingMail) -> str:
    """The text of the email as an organiser edits it: "…" ends what precedes each mark, with a
    number where two would look the same."""
    text = mail.text
    for whole, shown in _covers(mail).items():
        text = text.replace(whole, shown)
    return text


def restored(mail: OutgoingMail, typed: str) -> str:
    """What an organiser made of `for_editing`, with the marks again, also where the whole link was
    typed."""
    for mark, secret in mail.secrets.items():
        typed = typed.replace(_value(secret), mark) if "key" in secret else typed
    # The longer first: "…" begins "…2" too.
    for whole, shown in sorted(_covers(mail).items(), key=lambda pair: -len(pair[1])):
        typed = typed.replace(shown, whole)
    return typed


def _covers(mail):
    """{what precedes a mark, and the mark: how an organiser sees both}, for the marks of the
    text."""
    covers: dict[str, str] = {}
    for mark in mail.secrets:
        for whole in dict.fromkeys(re.findall(rf"[^\s\"'<>]*?{mark}", mail.text)):
            shown = whole.replace(mark, COVER)
            number = 2
            while shown in covers.values():
                shown, number = whole.replace(mark, f"{COVER}{number}"), number + 1
            covers[whole] = shown
    return covers


def addresses_sealed(mail: OutgoingMail) -> list[str]:
    """The whole addresses in the text that open something, as they are stored."""
    addresses = dict.fromkeys(re.findall(r"https?://[^\s\"'<>]+", mail.text))
    return [address for address in addresses if any(mark in address for mark in mail.secrets)]


def _value(secret):
    if "key" in secret:
        return tokens.make_token(secret["purpose"], secret["key"])
    if "encrypted" not in secret:
        raise WipedError("It has been delivered, and what it brought is not stored any more.")
    try:
        return encryption.decrypt(PURPOSE, secret["encrypted"])
    except encryption.UnreadableError as error:
        raise WipedError("What it brings was encrypted under another SECRET_KEY.") from error


def _in_bytes(content: bytes, change: Callable[[str], str]) -> bytes:
    """Change folded lines as if they were not folded, and fold them where they were. The change
    must keep every length, as marks do; latin-1 takes any bytes and gives them back."""
    pieces = content.split(_FOLD)
    changed = change(b"".join(pieces).decode("latin-1")).encode("latin-1")
    folded, start = [], 0
    for piece in pieces:
        folded.append(changed[start : start + len(piece)])
        start += len(piece)
    return _FOLD.join(folded)
