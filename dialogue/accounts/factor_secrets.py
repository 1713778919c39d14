"""The secrets of second factors, encrypted in the database (ASVS 5.0, 6.5.2 and 14.2.4)."""

import base64
import secrets

from allauth.mfa.adapter import DefaultMFAAdapter

from dialogue.access import encryption

PURPOSE = "dialogue.accounts.factor_secrets"


class SecondFactorAdapter(DefaultMFAAdapter):
    """allauth's hooks for the secret of an authenticator app and the seed of recovery codes."""

    def encrypt(self, text: str) -> str:
        return encryption.encrypt(PURPOSE, text)

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return encryption.decrypt(PURPOSE, encrypted_text)
        except encryption.UnreadableError:
            # SECRET_KEY was replaced: no code is right any more, and a colleague renews the access.
            return base64.b32encode(secrets.token_bytes(20)).decode()
