"""Organisers' second factors: whether one is missing, and the list of them in the admin site."""

from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


def lacks_second_factor(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether this user needs a second factor (REQUIRE_SECOND_FACTOR) and has not set one up."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return settings.REQUIRE_SECOND_FACTOR and not is_mfa_enabled(user, kinds)


class SecondFactorAdmin(admin.ModelAdmin):
    """The second factors of all accounts. One that was lost can be deleted, so that its owner can
    sign in with the password and set up another. Their secrets are not shown."""

    list_display = ["owner", "kind", "made_at", "used_at"]
    list_display_links = None
    search_fields = ["user__username", "user__email"]
    list_select_related = ["user"]
    fields = ["owner", "kind", "made_at", "used_at"]
    readonly_fields = ["owner", "kind", "made_at", "used_at"]

    def __init__(self, model: Any, admin_site: admin.AdminSite) -> None:
        # allauth gives its model no name that could be translated.
        model._meta.verbose_name = _("second factor")
        model._meta.verbose_name_plural = _("second factors")
        super().__init__(model, admin_site)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("account"), ordering="user__username")
    def owner(self, factor: Any) -> User:
        return factor.user

    @admin.display(description=_("kind"), ordering="type")
    def kind(self, factor: Any) -> str:
        return factor.get_type_display()

    @admin.display(description=_("set up"), ordering="created_at")
    def made_at(self, factor: Any) -> datetime:
        return factor.created_at

    @admin.display(description=_("last used"), ordering="last_used_at")
    def used_at(self, factor: Any) -> datetime | None:
        return factor.last_used_at
