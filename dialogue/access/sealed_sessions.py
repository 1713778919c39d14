"""Sessions whose rows in the database open nothing: the cookie holds the row's key with a signature
(see tokens.py), and what a session remembers is encrypted. A copy of the database is no way in."""

from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse

from dialogue.access import encryption, tokens

PURPOSE = "dialogue.access.sealed_sessions"
COOKIE = "session"  # the purpose of the token in the cookie


class SessionStore(db.SessionStore):
    """Django's sessions in the database, encrypted (SESSION_ENGINE)."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        return encryption.encrypt(PURPOSE, super().encode(session_dict))

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """What was stored; nothing if it is of another SECRET_KEY."""
        try:
            return super().decode(encryption.decrypt(PURPOSE, str(session_data)))
        except encryption.UnreadableError:
            return {}


class SignedCookieMiddleware(SessionMiddleware):
    """Django's, with a signature in the cookie."""

    def process_request(self, request: HttpRequest) -> None:
        cookie = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        request.session = self.SessionStore(tokens.read_token(COOKIE, cookie))

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        response = super().process_response(request, response)
        cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if cookie is not None and cookie.value:
            signed = tokens.make_token(COOKIE, cookie.value)
            response.cookies[settings.SESSION_COOKIE_NAME] = signed  # keeps its attributes
        return response
