"""The forms of signing in, where allauth's own do not suit organisers."""

from typing import Any, ClassVar

from allauth.account.forms import LoginForm, ResetPasswordForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dialogue.access import security_log
from dialogue.accounts.backend import accounts_with_address
from dialogue.models.security_events import SecurityEvent


class SignInForm(LoginForm):
    """Takes the username or the email address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Username or email address")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        missing = {
            "login": _("Please give your username or email address."),
            "password": _("Please give your password."),
        }
        for name, text in missing.items():
            self.fields[name].error_messages["required"] = text


class PasswordResetForm(ResetPasswordForm):
    """Writes only to addresses of accounts."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].error_messages["required"] = _("Please give your email address.")

    def clean_email(self) -> str:
        """The address, whose accounts are then in `users`; a stranger's address is no error. An
        account without a password waits for its owner to follow the invitation, which a reset
        would end."""
        accounts = accounts_with_address(self.cleaned_data["email"])
        self.users = [account for account in accounts if account.has_usable_password()]
        return self.cleaned_data["email"]

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Write to the accounts with this address, if there are any; return the address."""
        # The page says the same in both cases, so that nobody learns which accounts exist; allauth
        # would invite strangers to sign up.
        if self.users:
            super().save(request, **kwargs)
        return self.cleaned_data["email"]


class _RecordsFailures:
    """Writes a wrong code into the security log."""

    def clean_code(self) -> str:
        """The code. Raises ValidationError for a wrong one, or after too many."""
        try:
            return super().clean_code()  # type: ignore[misc]
        except forms.ValidationError as error:
            is_locked = error.code == "too_many_login_attempts"
            kinds = SecurityEvent.Kind
            security_log.record(
                kinds.LOCKED_OUT if is_locked else kinds.SIGN_IN_FAILED,
                request=context.request,
                account=self.user.get_username(),  # type: ignore[attr-defined]
                detail="second factor",
            )
            raise


class CodeForm(_RecordsFailures, AuthenticateForm):
    """Takes the second factor when signing in."""


class CodeAgainForm(_RecordsFailures, ReauthenticateForm):
    """Takes the second factor once more."""


class AddKeyForm(AddWebAuthnForm):
    """Adds a security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")


class RenameKeyForm(EditWebAuthnForm):
    """Renames a security key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the key")


class _NamesNobodyElse(forms.ModelForm):
    """Refuses names by which another account signs in; what was so before may be saved again."""

    def clean_username(self) -> str:
        """Not one that differs from another's in capitals only: at the sign-in they are one."""
        username = self.cleaned_data["username"]
        if "username" not in self.changed_data:
            return username
        if self._others().filter(username__iexact=username).exists():
            raise forms.ValidationError(_("There is an account with this username already."))
        if self._others().filter(email__iexact=username).exists():
            raise forms.ValidationError(_("This is the email address of another account."))
        return username

    def clean_email(self) -> str:
        """Not another account's: with an address that two share neither can sign in."""
        address = self.cleaned_data["email"]
        is_new = address and "email" in self.changed_data
        if is_new and self._others().filter(email__iexact=address).exists():
            raise forms.ValidationError(_("There is an account with this email address already."))
        return address

    def _others(self):
        return User.objects.exclude(pk=self.instance.pk)


class AccountForm(_NamesNobodyElse, UserChangeForm):
    """Who an organiser is and what they may do."""


class NewAccountForm(_NamesNobodyElse):
    """Who a new organiser is and what they may do; they set their password themselves."""

    class Meta:
        model = User
        fields: ClassVar[list[str]] = ["username", "first_name", "last_name", "email", "groups"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
        self.fields["groups"].label = _("Roles")

    def save(self, commit: bool = True) -> User:
        """An organiser's account that nobody can sign in to yet."""
        self.instance.is_staff = True
        self.instance.set_unusable_password()
        return super().save(commit)
