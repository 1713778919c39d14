"""Organisers' accounts: nobody signs up, and allauth's emails go through the outbox.

Accounts are created in the admin site, so an address is what somebody typed there: nobody confirmed
it by email, and its capitals may differ from those that its owner types.

allauth counts attempts, and remembers which one-time codes were used, in the cache. Several web
workers therefore need a cache that they share (CACHE_URL, for example Redis): if each has its own
in memory, each counts only its own attempts, and a code that one worker has accepted another
accepts again.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dialogue.access import devices, security_log
from dialogue.accounts import second_factor, sessions
from dialogue.accounts.backend import find_account
from dialogue.accounts.letter_kinds import ACCOUNT
from dialogue.mail import outbox
from dialogue.models.security_events import SecurityEvent

Kind = SecurityEvent.Kind
SET_UP = {"mfa/email/totp_activated", "mfa/email/webauthn_added"}
# What has happened when allauth writes to the owner, by the templates of the letter.
EVENTS = {
    "account/email/password_changed": (Kind.PASSWORD_CHANGED, ""),
    "account/email/password_set": (Kind.PASSWORD_CHANGED, ""),
    "account/email/password_reset": (Kind.PASSWORD_CHANGED, "through a mailed link"),
    "mfa/email/totp_activated": (Kind.FACTOR_ADDED, "app"),
    "mfa/email/webauthn_added": (Kind.FACTOR_ADDED, "key"),
    "mfa/email/recovery_codes_generated": (Kind.FACTOR_ADDED, "recovery codes"),
    "mfa/email/totp_deactivated": (Kind.FACTOR_REMOVED, "app"),
    "mfa/email/webauthn_removed": (Kind.FACTOR_REMOVED, "key"),
}
COUNTS = "allauth.account"  # whose rate limits (ACCOUNT_RATE_LIMITS) are meant
CHANGED = "_password_changed_of"  # on a request: whose password it has changed


class AccountAdapter(DefaultAccountAdapter):
    """Where allauth's ways differ from ours."""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count a try of a password; raises ValidationError where there were too many.

        Tries count against the account, whether it was named by username or by address; those from
        a browser that its owner uses apart from all others, those of strangers by their address and
        besides all together, so that guessing from many addresses has an end.
        """
        login = credentials.get("username") or credentials.get("email") or ""
        account = find_account(login)
        name = f"account:{account.pk}" if account else f"name:{login.strip().casefold()}"
        source = devices.source_of(request, device_subject(account) if account else name)
        counts = {"login_failed_on_known_device": f"{name} {source.key}"}
        if not source.is_known:
            counts = {"login_failed": f"{name} {source.key}", "login_failed_by_strangers": name}
        used = ratelimit.RateLimitUsage([])
        for action, key in counts.items():
            usage = ratelimit.consume(request, app=COUNTS, action=action, key=key)
            if not usage:
                self._record_failure(Kind.LOCKED_OUT, request, account)
                raise self.validation_error("too_many_login_attempts")
            used.usage += usage.usage
        self._login_failed_rl_usage = used  # taken back if the password is right

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write down that a password was wrong."""
        login = credentials.get("username") or credentials.get("email") or ""
        self._record_failure(Kind.SIGN_IN_FAILED, request, find_account(login))

    def _record_failure(self, kind, request, account):
        # A name that nobody has is not written down: it may be a password typed in the wrong field.
        name = account.get_username() if account else ""
        security_log.record(kind, request=request, account=name, detail="password")

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Write down that somebody knew the password of a locked account."""
        name = user.get_username()
        security_log.record(
            Kind.SIGN_IN_FAILED, request=request, account=name, detail="locked account"
        )
        return super().respond_user_inactive(request, user)

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in, and start the session's clock."""
        super().login(request, user)
        sessions.begin(request)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Go on to the page that was wanted; this browser is known from now on, unless it gave
        only a password where a second factor is demanded: that opens nothing."""
        response = super().post_login(request, user, **kwargs)
        how = ", ".join(sorted(second_factor.methods(request)))
        if second_factor.is_proven(request):
            security_log.record(Kind.SIGNED_IN, request=request, detail=how)
            devices.remember(request, response, device_subject(user))
        else:
            detail = "no second factor"
            security_log.record(Kind.SIGN_IN_FAILED, request=request, detail=detail)
        return response

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return settings.LOGIN_REDIRECT_URL

    def get_reset_password_from_key_url(self, key: str) -> str:
        # Not from the request: an email must not carry whatever host name the request claimed.
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.PUBLIC_URL + path.replace("UID-KEY", quote(key))

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        # To the address in the account, never to the typed one: addresses that a database finds
        # equal except for capitals may be different mailboxes ("ı" is not "i").
        super().send_password_reset_mail(user, user.email, context)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the owner what has changed about the account: a password, a second factor. allauth
        calls it at each such change, so this is where the account's other sessions end."""
        if self.request.user == user:
            if template_prefix in SET_UP:
                second_factor.note(self.request, user, second_factor.GAVE_FACTOR)
            sessions.change_key(self.request)
        kind, detail = EVENTS.get(template_prefix, (None, ""))
        name = user.get_username()
        if kind:
            security_log.record(kind, request=self.request, account=name, detail=detail)
        if kind == Kind.PASSWORD_CHANGED:
            forget_wrong_tries(self.request, user)
            setattr(self.request, CHANGED, user)
        sessions.end_recorded(self.request, sessions.others(self.request, user), about=user)
        super().send_notification_mail(template_prefix, user, context, email)

    def format_email_subject(self, subject: str) -> str:
        return f"{_('Policy dialogue')}: {subject}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put allauth's emails (password reset, security notices) into the outbox.

        They are in the active language, that of the page which caused them.
        """
        context = {**context, "email": email, "base_url": settings.PUBLIC_URL}
        message = self.render_mail(template_prefix, email, context)
        user = context.get("user")
        outbox.store(
            kind=ACCOUNT.name,
            language=(get_language() or settings.LANGUAGE_CODE).partition("-")[0],
            to_name=user.get_full_name() if user else "",
            to_address=email,
            subject=message.subject,
            text=message.body,
            secrets=[context[name] for name in ["key", "code"] if name in context],
        )


def device_subject(user: User) -> str:
    """For whom a browser is known; a new password makes all of them unknown."""
    return f"account:{user.pk}:{user.password}"


def forget_wrong_tries(request: HttpRequest, user: User) -> None:
    """Count from the beginning: wrong codes of the second factor, for whoever used the tries up
    knew the password, which is another one now; and wrong passwords, from here and of all strangers
    together, for the owner's browsers have just become strangers too."""
    name = f"account:{user.pk}"
    source = devices.source_of(request, device_subject(user))
    counts = [
        ("login_failed", f"mfa-auth-user-{user.pk}"),  # as allauth calls it
        ("login_failed", f"{name} {source.key}"),
        ("login_failed_by_strangers", name),
    ]
    for action, key in counts:
        ratelimit.clear(request, app=COUNTS, action=action, key=key)


def keeping_browser_known(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let the browser in which a new password was chosen be known to its owner: by the new password
    alone it would be a stranger's."""

    @wraps(view)
    def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if user := getattr(request, CHANGED, None):
            devices.remember(request, response, device_subject(user))
        return response

    return keeping
