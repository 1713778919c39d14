"""What is signed stays signed alike: links that were mailed open what they opened."""

import pytest
from django.utils.crypto import salted_hmac

from dialogue.access import tokens

KEY = "0123456789abcde"


@pytest.mark.parametrize("purpose", ["answer", "calendar", "return"])
def test_a_token_ends_with_the_signature_that_django_makes(settings, purpose):
    tokens.register_purposes(purpose)
    signature = salted_hmac(
        f"dialogue.access:{purpose}", KEY, secret=settings.SECRET_KEY, algorithm="sha256"
    ).hexdigest()
    assert tokens.make_token(purpose, KEY) == KEY + signature[:21]


def test_a_new_secret_key_signs_at_once_and_the_old_one_is_still_read(settings):
    token, old = tokens.make_token("answer", KEY), settings.SECRET_KEY
    settings.SECRET_KEY = "another secret key " * 4
    assert tokens.make_token("answer", KEY) != token
    assert tokens.read_token("answer", token) is None
    settings.SECRET_KEY_FALLBACKS = [old]
    assert tokens.read_token("answer", token) == KEY
