"""Encrypting what must be read again and may not be read from the database alone: with a key from
SECRET_KEY, so that a copy of the database opens nothing. Fernet: AES-128-CBC, then HMAC-SHA-256."""

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


class UnreadableError(ValueError):
    """It was not encrypted for this purpose, or with a SECRET_KEY that is gone."""


def encrypt(purpose: str, text: str) -> str:
    """The text as ASCII that only `decrypt` with the same purpose reads."""
    return encrypt_bytes(purpose, text.encode()).decode()


def decrypt(purpose: str, encrypted: str) -> str:
    """The text that `encrypt` was given. Raises UnreadableError."""
    return decrypt_bytes(purpose, encrypted.encode()).decode()


def encrypt_bytes(purpose: str, content: bytes) -> bytes:
    """The bytes as ASCII that only `decrypt_bytes` with the same purpose reads."""
    return _cipher(purpose).encrypt(content)


def decrypt_bytes(purpose: str, encrypted: bytes) -> bytes:
    """The bytes that `encrypt_bytes` was given. Raises UnreadableError."""
    try:
        return _cipher(purpose).decrypt(encrypted)
    except InvalidToken as error:
        raise UnreadableError("It was encrypted under another SECRET_KEY.") from error


def _cipher(purpose):
    keys = [
        salted_hmac(purpose, "", secret=secret, algorithm="sha256").digest()
        for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    ]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
