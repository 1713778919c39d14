"""Whether an organiser lacks a second factor."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser


def lacks_second_factor(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether this user needs a second factor (REQUIRE_SECOND_FACTOR) and has not set one up."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return settings.REQUIRE_SECOND_FACTOR and not is_mfa_enabled(user, kinds)
