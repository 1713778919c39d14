"""Accounts in the admin site: what Django and allauth register there, as our own classes.

Loaded by the app after all others have registered theirs. The lists of email addresses and of
second factors that allauth brings are left out: addresses are in the accounts, and so is which
factor each has; one that was lost is renewed together with the password (see renewal_page.py). So
is the queue of django-tasks, whose jobs have pages of ours.
"""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db.models import Exists, ManyToManyField, OuterRef, QuerySet
from django.forms import Form, ModelMultipleChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils import formats, timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from dialogue.access import security_log
from dialogue.accounts import renewal_page, sessions
from dialogue.accounts.forms import AccountForm, NewAccountForm
from dialogue.accounts.second_factor import KINDS
from dialogue.models import Dialogue, SecurityEvent
from dialogue.pages.base import user_of
from dialogue.pages.organiser_admin import OrganiserAdminMixin

admin.site.unregister([User, Group, Authenticator, EmailAddress, UserSession, DBTaskResult])

# What an account may do and to whom it belongs: after a change, its sessions begin again.
RIGHTS = {"username", "email", "is_active", "is_staff", "is_superuser", "groups"}
RIGHTS |= {"user_permissions"}


@admin.register(User)
class AccountAdmin(OrganiserAdminMixin, UserAdmin):
    """Django's own list of accounts, without passwords that somebody else types."""

    form = AccountForm
    add_form = NewAccountForm
    add_form_template = "admin/change_form.html"
    change_form_template = "admin/auth/user/change_form.html"
    list_display = ["username", "email", "first_name", "last_name", "has_factor"]
    readonly_fields = ["factors", "last_login", "date_joined"]
    fieldsets = [
        (None, {"fields": ["username", "first_name", "last_name", "email"]}),
        (_("Sign-in"), {"fields": ["factors", "last_login", "date_joined"]}),
        (_("Permissions"), {"fields": ["is_active", "is_staff", "is_superuser", "groups"]}),
        (_("Single permissions"), {"fields": ["user_permissions"], "classes": ["collapse"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "fields": ["username", "first_name", "last_name", "email", "groups"],
                "description": _(
                    "The person receives an email with a link, with which they set a password "
                    "and a second factor themselves."
                ),
            },
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        factors = Authenticator.objects.filter(user=OuterRef("pk"), type__in=KINDS)
        return super().get_queryset(request).annotate(has_factor=Exists(factors))

    def get_urls(self) -> list[URLPattern]:
        """With the page that renews access, without the one that sets another's password."""
        page = self.admin_site.admin_view(renewal_page.renew_access)
        urls = [url for url in super().get_urls() if url.name != "auth_user_password_change"]
        return [path("<int:pk>/renew/", page, name="renew_access"), *urls]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody changes the account of somebody who may do more."""
        return super().has_change_permission(request, obj) and renewal_page.may_change(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and renewal_page.may_change(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> list[str]:
        """Only a superuser makes another one, or gives rights that no role has."""
        if user_of(request).is_superuser:
            return self.readonly_fields
        return [*self.readonly_fields, "is_superuser", "user_permissions"]

    def formfield_for_manytomany(
        self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> ModelMultipleChoiceField | None:
        """Nobody gives a role that may do more than they may themselves."""
        if db_field.name == "groups":
            kwargs["queryset"] = renewal_page.may_give(request)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: User, form: Form, change: bool) -> None:
        """A new account is invited at once."""
        super().save_model(request, obj, form, change)
        if not change:
            renewal_page.invite(request, obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Other rights, or another owner, end the account's sessions."""
        super().save_related(request, form, formsets, change)
        changed = sorted(RIGHTS & set(form.changed_data)) if change else ["new account"]
        if changed:
            _record_rights(request, form.instance, ", ".join(changed))
        if change and changed:
            account = form.instance
            if sessions.end_recorded(request, sessions.others(request, account), about=account):
                messages.info(request, _("The account’s sessions have been ended."))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for account in queryset:
            self.delete_model(request, account)

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        sessions.end_all(sessions.of(obj))
        _record_rights(request, obj, "account deleted")
        super().delete_model(request, obj)

    def response_add(self, request: HttpRequest, obj: Any, *args: Any) -> HttpResponse:
        if "_addanother" in request.POST:
            return redirect("admin:auth_user_add")
        return redirect("admin:auth_user_change", obj.pk)

    @admin.display(description=_("second factor"), boolean=True, ordering="has_factor")
    def has_factor(self, account: Any) -> bool:
        return account.has_factor

    @admin.display(description=_("second factors"))
    def factors(self, account: User) -> str:
        """Which there are and when they were set up; no secret."""
        rows = Authenticator.objects.filter(user=account, type__in=KINDS).order_by("created_at")
        lines = format_html_join(
            ", ",
            "{}: {}",
            (
                (row.get_type_display(), formats.date_format(timezone.localtime(row.created_at)))
                for row in rows
            ),
        )
        return lines or "–"

    def get_deleted_objects(self, objs, request):
        """Not the last account that a dialogue is limited to: everybody would find the dialogue."""
        deleted, numbers, lacking, protected = super().get_deleted_objects(objs, request)
        limited = Dialogue.objects.filter(organisers__in=objs).exclude(
            organisers__in=User.objects.exclude(pk__in=[user.pk for user in objs])
        )
        return deleted, numbers, lacking, [*protected, *map(str, limited.distinct())]


@admin.register(Group)
class RoleGroupAdmin(OrganiserAdminMixin, GroupAdmin):
    """Django's own list of groups, which are the organisers' roles. Only superusers say what a role
    may do: others would give it to themselves."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return user_of(request).is_superuser and super().has_add_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return user_of(request).is_superuser and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        return user_of(request).is_superuser and super().has_delete_permission(request, obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if form.changed_data:
            _record_rights(request, form.instance, ", ".join(form.changed_data))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Group]) -> None:
        for group in queryset:
            self.delete_model(request, group)

    def delete_model(self, request: HttpRequest, obj: Group) -> None:
        _record_rights(request, obj, "role deleted")
        super().delete_model(request, obj)


def _record_rights(request, row, detail):
    kind = SecurityEvent.Kind.RIGHTS_CHANGED
    security_log.record(kind, request=request, about=row, detail=detail)
