"""The sessions of organisers: how long they last, and what ends them.

allauth.usersessions keeps a row beside each session: from which address and browser it was last
used. What it lacks is here: a session ends when it was not used for a while and, however much it is
used, some hours after signing in.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from allauth.account.views import logout
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import ngettext

from dialogue.access import security_log
from dialogue.models.security_events import SecurityEvent

WATCH = "watch"  # in the session: [signed in at, last seen at, its key then]; seconds since 1970
NOTED_EVERY = 60  # seconds; "last seen" is not written at each request
# Not "cookies": that would delete those of every site below the same domain, a whole ministry's.
# Django deletes the session's own.
CLEAR_SITE_DATA = '"cache", "storage"'

GetResponse = Callable[[HttpRequest], HttpResponse]


def watch(get_response: GetResponse) -> GetResponse:
    """Middleware: end sessions that are over, and note when the others were used. Pages that are
    open to anyone are not use, so that public pages need not load a session."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(
        request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        if not getattr(view, "login_required", True) or not request.user.is_authenticated:
            return None
        if why := _why_over(request.session.get(WATCH)):
            rows = UserSession.objects.filter(session_key=request.session.session_key)
            end_recorded(request, rows, about=request.user, detail="over")
            auth.logout(request)
            messages.info(request, why)
            return _cleared(redirect_to_login(request.get_full_path()))
        _note_use(request)
        return None

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def _why_over(watched):
    """What its owner is told if a session is over, else ""."""
    if watched is None:
        return ""
    signed_in_at, seen_at, _key = watched
    now, minutes = time.time(), settings.SESSION_IDLE_MINUTES
    if now - seen_at > minutes * 60:
        text = ngettext(
            "You were signed out because nothing was done here for %(n)s minute.",
            "You were signed out because nothing was done here for %(n)s minutes.",
            minutes,
        )
        return text % {"n": minutes}
    if now - signed_in_at > settings.SESSION_COOKIE_AGE:
        hours = settings.SESSION_COOKIE_AGE // 3600
        text = ngettext(
            "Please sign in again: that is needed after %(n)s hour.",
            "Please sign in again: that is needed after %(n)s hours.",
            hours,
        )
        return text % {"n": hours}
    return ""


def _note_use(request):
    now = time.time()
    signed_in_at, seen_at, key = request.session.get(WATCH, [now, 0, ""])
    if now - seen_at >= NOTED_EVERY or key != request.session.session_key:
        _write(request, signed_in_at, now, key)


def _write(request, signed_in_at, seen_at, earlier_key):
    """Bring the session's row up to date; it stays the same row if the key has changed."""
    key = request.session.session_key
    request.session[WATCH] = [signed_in_at, seen_at, key]
    if earlier_key != key and not UserSession.objects.filter(session_key=key).exists():
        UserSession.objects.filter(session_key=earlier_key).update(session_key=key)
    UserSession.objects.create_from_request(request)  # or updates it


def begin(request: HttpRequest) -> None:
    """Start the clock of a session that was signed in to just now."""
    now = time.time()
    request.session[WATCH] = [now, now, request.session.session_key]


def change_key(request: HttpRequest) -> None:
    """Give this session another key: whoever has copied the old one is out."""
    now = time.time()
    signed_in_at, _seen_at, key = request.session.get(WATCH, [now, now, ""])
    request.session.cycle_key()
    _write(request, signed_in_at, now, key)


def of(user: User) -> QuerySet[UserSession]:
    """The sessions of an account, also those that have ended by themselves."""
    return UserSession.objects.filter(user=user)


def others(request: HttpRequest, user: User) -> QuerySet[UserSession]:
    """The sessions of an account but for the one of this request."""
    return of(user).exclude(session_key=request.session.session_key)


def living(user: User) -> list[UserSession]:
    """The sessions of an account that still open something, the last used first."""
    now = timezone.now()
    idle = timedelta(minutes=settings.SESSION_IDLE_MINUTES, seconds=NOTED_EVERY)
    end_all(of(user).filter(last_seen_at__lt=now - idle))
    return sorted(
        UserSession.objects.purge_and_list(user), key=lambda session: session.last_seen_at
    )[::-1]


def end_all(sessions: QuerySet[UserSession]) -> int:
    """End these sessions, wherever they are open; return how many."""
    ended = list(sessions)
    for session in ended:
        session.end()
    return len(ended)


def end_recorded(
    request: HttpRequest, sessions: QuerySet[UserSession], about: User, detail: str = ""
) -> int:
    """End these sessions, and write into the security log who did it; return how many."""
    if number := end_all(sessions):
        security_log.record(
            SecurityEvent.Kind.SESSION_ENDED,
            request=request,
            account=request.user.get_username() or about.get_username(),
            about=about,
            detail=detail or f"{number}",
        )
    return number


def ended(now: datetime) -> QuerySet[UserSession]:
    """What is kept of sessions that are over at this moment."""
    keys = Session.objects.filter(expire_date__gt=now).values("session_key")
    return UserSession.objects.exclude(session_key__in=keys)


def _cleared(response):
    response["Clear-Site-Data"] = CLEAR_SITE_DATA
    return response


@wraps(logout)
def sign_out(request: HttpRequest) -> HttpResponse:
    """allauth's page, and the browser is told to forget what it has kept."""
    name, key = request.user.get_username(), request.session.session_key
    response = logout(request)
    if name and not request.user.is_authenticated:
        UserSession.objects.filter(session_key=key).delete()
        security_log.record(SecurityEvent.Kind.SIGNED_OUT, request=request, account=name)
        return _cleared(response)
    return response
