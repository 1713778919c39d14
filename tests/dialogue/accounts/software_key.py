"""A security key made of software: answers a site's requests as a real one would (WebAuthn 2)."""

import json
from secrets import token_bytes

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

FLAGS = AuthenticatorData.FLAG.USER_PRESENT | AuthenticatorData.FLAG.USER_VERIFIED


class SoftwareKey:
    """Holds one credential for one account of one site."""

    def __init__(self, origin="http://testserver"):
        self.origin = origin
        self.site = sha256(origin.partition("://")[2].encode())
        self.id = token_bytes(16)
        self.secret = ec.generate_private_key(ec.SECP256R1())
        self.account = None

    def create(self, options):
        """The JSON that the browser posts when a key is added; `options` as the page holds them."""
        self.account = options["publicKey"]["user"]["id"]
        public = ES256.from_cryptography_key(self.secret.public_key())
        credential = AttestedCredentialData.create(Aaguid(bytes(16)), self.id, public)
        flags = FLAGS | AuthenticatorData.FLAG.ATTESTED
        data = AuthenticatorData.create(self.site, flags, 0, credential)
        attestation = AttestationObject.create("none", data, {})
        return self._answer(
            "webauthn.create", options, attestationObject=websafe_encode(attestation)
        )

    def get(self, options):
        """The JSON that the browser posts when somebody signs in with the key."""
        data = AuthenticatorData.create(self.site, FLAGS, 1)
        client_data = self._client_data("webauthn.get", options)
        signature = self.secret.sign(data + client_data.hash, ec.ECDSA(SHA256()))
        return self._answer(
            "webauthn.get",
            options,
            authenticatorData=websafe_encode(data),
            signature=websafe_encode(signature),
            userHandle=self.account,
        )

    def _client_data(self, kind, options):
        challenge = options["publicKey"]["challenge"]
        return CollectedClientData.create(kind, challenge, self.origin)

    def _answer(self, kind, options, **response):
        client_data = websafe_encode(self._client_data(kind, options))
        return json.dumps(
            {
                "id": websafe_encode(self.id),
                "rawId": websafe_encode(self.id),
                "type": "public-key",
                "response": {"clientDataJSON": client_data, **response},
                "clientExtensionResults": {"credProps": {"rk": True}},
            }
        )
