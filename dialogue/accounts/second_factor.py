"""Whether this very session gave a second factor, and whether it may set one up.

The password alone never leads to a second factor: whoever has stolen it would set up their own. A
session may, if it was opened through a mailed invitation (see invitations.py) or has given a factor
already.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# How a session was opened, in allauth's record of it.
GAVE_FACTOR, BY_INVITATION = "mfa", "invitation"
KINDS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]

View = Callable[..., HttpResponse]


def has_second_factor(user: User) -> bool:
    """Whether the account has an authenticator app or a key."""
    return is_mfa_enabled(user, KINDS)


def lacks_second_factor(request: HttpRequest) -> bool:
    """Whether this session needs a second factor (REQUIRE_SECOND_FACTOR) and has not given one, or
    has taken the account's last one away."""
    if not settings.REQUIRE_SECOND_FACTOR:
        return False
    user = request.user
    return not (
        GAVE_FACTOR in methods(request) and isinstance(user, User) and has_second_factor(user)
    )


def is_proven(request: HttpRequest) -> bool:
    """Whether more than a password opened this session, where more is demanded."""
    demanded = settings.REQUIRE_SECOND_FACTOR
    return not demanded or bool(methods(request) & {GAVE_FACTOR, BY_INVITATION})


def may_set_up(request: HttpRequest) -> bool:
    """Whether this session may set up, change and take away second factors. Where none is demanded
    (a demonstration), the password is enough for the first."""
    if methods(request) & {GAVE_FACTOR, BY_INVITATION}:
        return True
    return not settings.REQUIRE_SECOND_FACTOR and not is_mfa_enabled(request.user)


def note(request: HttpRequest, user: User, method: str) -> None:
    """Keep in this session how its owner has just proved who they are."""
    record_authentication(request, user, method, reauthenticated=True)


def for_proven_sessions(view: View) -> View:
    """Guard a page on which an account could be taken over; others are told whom to ask."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated or may_set_up(request):
            return view(request, *args, **kwargs)
        context = {"has_factor": has_second_factor(request.user)}
        return render(request, "mfa/needs_invitation.html", context, status=403)

    return guarded


def methods(request: HttpRequest) -> set[str]:
    """How this session's owner has proved who they are, in allauth's words."""
    return {record["method"] for record in get_authentication_records(request, request.user)}
