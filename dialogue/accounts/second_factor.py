"""Whether an organiser lacks a second factor."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser


def lacks_second_factor(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether a second factor is demanded of this user and not set up."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return settings.REQUIRE_SECOND_FACTOR and not is_mfa_enabled(user, kinds)
