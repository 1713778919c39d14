"""Whose account a name belongs to, and how its password is checked: with one hash, always."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest


def accounts_with_address(address: str) -> QuerySet[User]:
    """The active accounts with this email address, whatever its capitals."""
    return User.objects.filter(email__iexact=address.strip(), is_active=True)


def find_account(login: str) -> User | None:
    """The account with this username or else with this email address, if there is exactly one.

    Who types a username exactly gets that account, though another differs from it in capitals only.
    """
    login = login.strip()
    named = list(User.objects.filter(username__iexact=login)[:2])
    if exact := [account for account in named if account.username == login]:
        return exact[0]
    found = named or list(accounts_with_address(login)[:2]) if login else []
    return found[0] if len(found) == 1 else None


class OneHashBackend(AuthenticationBackend):
    """allauth's, without its detours: it looks for a name as an address and as a username, and
    hashes for each, so that the time it takes tells which accounts there are."""

    def _authenticate(self, request: HttpRequest | None, **credentials: Any) -> User | None:
        login = credentials.get("username") or credentials.get("email") or ""
        return self._check_password(find_account(login), credentials.get("password") or "")
