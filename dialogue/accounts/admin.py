"""Accounts in the admin site: what Django and allauth register there, as our own classes.

Loaded by the app after all others have registered theirs. The list of email addresses that allauth
brings is left out: nobody needs it where addresses are in the accounts.
"""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.utils.translation import gettext_lazy as _

from dialogue.models import Dialogue
from dialogue.pages.organiser_admin import OrganiserAdminMixin

admin.site.unregister([User, Group, Authenticator, EmailAddress])


@admin.register(User)
class AccountAdmin(OrganiserAdminMixin, UserAdmin):
    """Django's own list of accounts."""

    def get_deleted_objects(self, objs, request):
        """Not the last account that a dialogue is limited to: everybody would find the dialogue."""
        deleted, numbers, lacking, protected = super().get_deleted_objects(objs, request)
        limited = Dialogue.objects.filter(organisers__in=objs).exclude(
            organisers__in=User.objects.exclude(pk__in=[user.pk for user in objs])
        )
        return deleted, numbers, lacking, [*protected, *map(str, limited.distinct())]


@admin.register(Group)
class RoleGroupAdmin(OrganiserAdminMixin, GroupAdmin):
    """Django's own list of groups, which are the organisers' roles."""


@admin.register(Authenticator)
class SecondFactorAdmin(OrganiserAdminMixin, admin.ModelAdmin):
    """Who has which second factor; one that was lost can be taken away, so that its owner can
    sign in with the password and set up another. The secrets in it are not shown."""

    list_display = ["owner", "kind", "made_at", "used_at"]
    list_display_links = None
    search_fields = ["user__username", "user__email"]
    list_select_related = ["user"]
    fields = readonly_fields = ("owner", "kind", "made_at", "used_at")

    def __init__(self, model, admin_site):
        # allauth gives its model no name that could be translated.
        model._meta.verbose_name = _("second factor")
        model._meta.verbose_name_plural = _("second factors")
        super().__init__(model, admin_site)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description=_("account"), ordering="user__username")
    def owner(self, factor):
        return factor.user

    @admin.display(description=_("kind"), ordering="type")
    def kind(self, factor):
        return factor.get_type_display()

    @admin.display(description=_("set up"), ordering="created_at")
    def made_at(self, factor):
        return factor.created_at

    @admin.display(description=_("last used"), ordering="last_used_at")
    def used_at(self, factor):
        return factor.last_used_at
