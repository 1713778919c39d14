"""The sign-in's forms, where allauth's own do not suit organisers."""

from allauth.account.forms import LoginForm, ResetPasswordForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.utils.translation import gettext_lazy as _

from dialogue.accounts.adapter import accounts_with_address


class SignInForm(LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Username or email address")
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class PasswordResetForm(ResetPasswordForm):
    """Writes to the addresses that accounts hold, and to nobody else."""

    def clean_email(self):
        self.users = list(accounts_with_address(self.cleaned_data["email"]))
        return self.cleaned_data["email"]

    def save(self, request, **kwargs):
        # The page says the same either way, so that nobody learns who has an account; allauth
        # would write to strangers that they may sign up.
        if self.users:
            super().save(request, **kwargs)
        return self.cleaned_data["email"]


class AddKeyForm(AddWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")


class RenameKeyForm(EditWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")
