"""The way from the lists of invitations and delegations to the page that writes letters to them."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

LABEL = _("Write official letters")


@admin.action(description=LABEL, permissions=["change"])
def write_to_invitees(
    modeladmin: admin.ModelAdmin, request: HttpRequest, rows: QuerySet
) -> HttpResponse:
    """For the list of invitations."""
    return _page("ids", rows)


@admin.action(description=LABEL, permissions=["change"])
def write_to_institutions(
    modeladmin: admin.ModelAdmin, request: HttpRequest, rows: QuerySet
) -> HttpResponse:
    """For the list of delegations."""
    return _page("delegations", rows)


def _page(name, rows):
    keys = ",".join(str(key) for key in rows.values_list("pk", flat=True))
    return redirect(f"{reverse('admin:official_letters_write')}?{name}={keys}")
