"""Whoever is signed in without the sign-in page is in no test about sessions: theirs neither ends
nor is written to at each request. The sign-in page starts the real clock afterwards."""

from dialogue.accounts import sessions

NEVER = 2**40  # seconds since 1970


def begin(sender, request, **_kwargs):
    """A receiver of `user_logged_in`, connected by conftest.py."""
    request.session[sessions.WATCH] = [NEVER, NEVER, request.session.session_key]
