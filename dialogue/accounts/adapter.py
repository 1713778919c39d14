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
from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dialogue.accounts.letter_kinds import ACCOUNT
from dialogue.mail import outbox


def accounts_with_address(address: str) -> QuerySet[User]:
    """The active accounts with this email address, whatever its capitals."""
    return User.objects.filter(email__iexact=address.strip(), is_active=True)


class AccountAdapter(DefaultAccountAdapter):
    """Where allauth's ways differ from ours."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Sign in by username or by the email address in the account (see above)."""
        if "email" in credentials and not self._is_username(credentials["email"]):
            accounts = accounts_with_address(credentials["email"])[:2]
            if len(accounts) == 1:
                credentials["username"] = accounts[0].get_username()
        return super().authenticate(request, **credentials)

    def _is_username(self, text):
        return User.objects.filter(username__iexact=text).exists()

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
