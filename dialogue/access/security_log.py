"""The security log: one row in the database and one line of JSON in the log for each event
(ASVS 5.0, 16.3). It holds no token, password or code, and no person's name: people go by key."""

import json
import logging

from allauth.account.adapter import get_adapter
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db.models import Model
from django.http import HttpRequest
from django.utils import timezone

from dialogue.access import request_ids
from dialogue.access.tokens import without_tokens
from dialogue.models import SecurityEvent

log = logging.getLogger("dialogue.security")


def record(
    kind: SecurityEvent.Kind,
    *,
    request: HttpRequest | None = None,
    account: str = "",
    about: Model | str = "",
    detail: str = "",
) -> SecurityEvent:
    """Write down an event.

    `account` is the name of the account that acted; without it, that of the request's organiser.
    `about` is the row that it concerns ("participants.person 12"), or its model's label for a list.
    A command has no request.
    """
    if isinstance(about, Model):
        about = f"{about._meta.label_lower} {about.pk}"
    event = SecurityEvent.objects.create(
        happened_at=timezone.now(),
        kind=kind,
        account=(account or _account_of(request))[:150],
        address=client_address(request),
        browser=without_tokens(request.headers.get("User-Agent", "") if request else "")[:200],
        about=without_tokens(about)[:200],
        detail=without_tokens(detail)[:500],
    )
    words = {
        "event": event.kind,
        "at": event.happened_at.isoformat(timespec="seconds"),
        "request": request_ids.current.get(),
        "account": event.account,
        "from": event.address,
        "browser": event.browser,
        "about": event.about,
        "detail": event.detail,
    }
    log.info(json.dumps({key: word for key, word in words.items() if word}, ensure_ascii=False))
    return event


def record_export(request: HttpRequest, model: type[Model], detail: str) -> None:
    """Write down that rows of this model left as a file; `detail` says which file and how many."""
    about = model._meta.label_lower
    record(SecurityEvent.Kind.EXPORTED, request=request, about=about, detail=detail)


def client_address(request: HttpRequest | None) -> str | None:
    """The address that a request comes from, as far as the proxy before us may be believed."""
    if request is None:
        return None
    try:
        return get_adapter().get_client_ip(request)
    except (ImproperlyConfigured, PermissionDenied):
        return None


def _account_of(request):
    user = getattr(request, "user", None)
    return user.get_username() if user and user.is_authenticated else ""
