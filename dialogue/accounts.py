"""Organisers' accounts: nobody signs up, and sign-in mails go through the outbox."""

from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import get_language

from dialogue import outbox


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made in the admin site by those who may."""

    def is_open_for_signup(self, request):
        return False

    def send_mail(self, template_prefix, email, context):
        """Write allauth's mails (password reset, security notices) as outgoing mail."""
        message = self.render_mail(template_prefix, email, context)
        outbox.store(
            purpose="account",
            language=get_language(),
            to_name="",
            to_address=email,
            subject=message.subject,
            text=message.body,
        )
