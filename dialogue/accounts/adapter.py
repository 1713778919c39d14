"""Organisers' accounts: nobody signs up, and sign-in mails go through the outbox.

Accounts are made in the admin site, so an address is what somebody typed there: nobody confirmed
it by mail, and its capitals may differ from those that its owner types.

allauth counts attempts, and remembers which one-time codes were used, in the cache. Several web
workers therefore need a cache that they share (CACHE_URL, for example Redis): with one each in its
own memory, each counts for itself, and a code that one has taken another takes once more.
"""

from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dialogue.accounts.letter_kinds import ACCOUNT
from dialogue.mail import outbox


def accounts_with_address(address: str):
    """The accounts in use that hold this e-mail address, whatever its capitals."""
    return get_user_model().objects.filter(email__iexact=address.strip(), is_active=True)


class AccountAdapter(DefaultAccountAdapter):
    """Where allauth's ways differ from ours."""

    def authenticate(self, request, **credentials):
        """Let in by an e-mail address too, as it stands in the account (see above)."""
        if "email" in credentials and not self._is_username(credentials["email"]):
            accounts = accounts_with_address(credentials["email"])[:2]
            if len(accounts) == 1:
                credentials["username"] = accounts[0].get_username()
        return super().authenticate(request, **credentials)

    def _is_username(self, text):
        return get_user_model().objects.filter(username__iexact=text).exists()

    def get_logout_redirect_url(self, request):
        return reverse("account_login")

    def get_password_change_redirect_url(self, request):
        return settings.LOGIN_REDIRECT_URL

    def get_reset_password_from_key_url(self, key):
        # Not from the request: a mail must not carry whatever host name the request claimed.
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.PUBLIC_URL + path.replace("UID-KEY", quote(key))

    def send_password_reset_mail(self, user, email, context):
        # To the address in the account, never to the one typed: what a database takes for the
        # same but for capitals may be another mailbox ("ı" is not "i").
        super().send_password_reset_mail(user, user.email, context)

    def format_email_subject(self, subject):
        return f"{_('Policy dialogue')}: {subject}"

    def send_mail(self, template_prefix, email, context):
        """Write allauth's mails (password reset, security notices) as outgoing mail.

        They are in the language on the screen of whoever caused them.
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
