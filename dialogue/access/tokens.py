"""The tokens in personal links.

A token is a random key that a row stores, followed by a signature (HMAC, RFC 2104) over purpose and
key. Changing the stored key revokes the link; the database without SECRET_KEY gives no link away;
and a token for one purpose opens nothing else.
"""

import hmac
import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256

from django.conf import settings
from django.utils.crypto import constant_time_compare

SIGNATURE_LENGTH = 21  # hexadecimal digits: 84 bits, guessed online only
# Keys are hexadecimal, those of emails with hyphens.
_CANDIDATE = re.compile(rf"[0-9a-f][0-9a-f-]{{{SIGNATURE_LENGTH},}}")


def _sign(purpose, key, secret):
    return hmac.digest(_hmac_key(purpose, secret), key.encode(), "sha256").hex()[:SIGNATURE_LENGTH]


@cache
def _hmac_key(purpose, secret):
    """As `django.utils.crypto.salted_hmac` derives it, which would do so for each signature; every
    letter is searched for the tokens of every purpose."""
    return sha256(f"dialogue.access:{purpose}{secret}".encode()).digest()


# What tokens are made for. Each app registers its own, so that a token is recognised anywhere.
_purposes: set[str] = set()


def register_purposes(*purposes: str) -> None:
    """Say what an app makes tokens for. Each app registers its own in its AppConfig."""
    _purposes.update(purposes)


def make_token(purpose: str, key: str) -> str:
    """The token that opens `purpose` for the row that stores `key`. Raises LookupError for a
    purpose that is not registered: its tokens would be stored unrecognised."""
    if purpose not in _purposes:
        raise LookupError(f"No app has registered tokens for {purpose!r}.")
    return key + _sign(purpose, key, settings.SECRET_KEY)


def read_token(purpose: str, token: str) -> str | None:
    """The key inside a token that was made for `purpose`, or None for any other text."""
    key, signature = token[:-SIGNATURE_LENGTH], token[-SIGNATURE_LENGTH:]
    for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
        if key and constant_time_compare(signature, _sign(purpose, key, secret)):
            return key
    return None


def tokens_in(text: str) -> Iterator[tuple[str, str, str]]:
    """The tokens of ours in a text, each as (token, purpose, key), whatever precedes them."""
    for candidate in dict.fromkeys(_CANDIDATE.findall(text)):
        for purpose in sorted(_purposes):
            if key := read_token(purpose, candidate):
                yield candidate, purpose, key


def without_signed_tokens(text: str, instead: str = "…") -> str:
    """A text that opens nothing any more, for those who only look at it."""
    for token, _purpose, _key in tokens_in(text):
        text = text.replace(token, instead)
    return text


# What precedes a token in an address of ours.
_prefixes: set[str] = set()


def register_link_prefixes(*prefixes: str) -> None:
    """Say what precedes the tokens in an app's addresses ("/i/"), so that they are recognised. Each
    app registers its own in its AppConfig."""
    _prefixes.update(prefixes)
    _token_pattern.cache_clear()


def link_prefixes() -> list[str]:
    """What the apps have registered, in the order of the alphabet."""
    return sorted(_prefixes)


@cache
def _token_pattern():
    longest_first = sorted(_prefixes, key=len, reverse=True)
    nothing = "(?!)"
    return re.compile(rf"({'|'.join(map(re.escape, longest_first)) or nothing})[^/\s\"'<>]+")


def without_tokens(text: str, instead: str = "…") -> str:
    """A text whose addresses open nothing any more."""
    return _token_pattern().sub(rf"\1{instead}", text)
