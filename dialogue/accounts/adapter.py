"""Organisers' accounts: nobody signs up, and allauth's emails go through the outbox.

Accounts are created in the admin site, so an address is what somebody typed there: nobody confirmed
it by email, and its capitals may differ from those that its owner types.

allauth counts attempts, and remembers which one-time codes were used, in the cache. Several web
workers therefore need a cache that they share (CACHE_URL, for example Redis): if each has its own
in memory, each counts only its own attempts, and a code that one worker has accepted another
accepts again.
"""

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

from dialogue.access import devices
from dialogue.accounts import second_factor, sessions
from dialogue.accounts.backend import find_account
from dialogue.accounts.letter_kinds import ACCOUNT
from dialogue.mail import outbox

SET_UP = {"mfa/email/totp_activated", "mfa/email/webauthn_added"}
COUNTS = "allauth.account"  # whose rate limits (ACCOUNT_RATE_LIMITS) are meant


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
                raise self.validation_error("too_many_login_attempts")
            used.usage += usage.usage
        self._login_failed_rl_usage = used  # taken back if the password is right

    def login(self, request: HttpRequest, user: User) -> None:
        """Sign in, and start the session's clock."""
        super().login(request, user)
        sessions.begin(request)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Go on to the page that was wanted; this browser is known from now on."""
        response = super().post_login(request, user, **kwargs)
        devices.remember(request, response, device_subject(user))
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
        sessions.end_all(sessions.others(self.request, user))
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
        )


def device_subject(user: User) -> str:
    """For whom a browser is known; a new password makes all of them unknown."""
    return f"account:{user.pk}:{user.password}"
