"""The rows that a page of the admin site is to act on: how the list, the page and its form name
them, and where the page leads back to."""

from django.contrib import admin
from django.urls import reverse

LONGEST_NUMBER = 19  # digits; what does not fit a 64-bit integer names nothing


def chosen_keys(request) -> list[int]:
    """The primary keys that a page names: one field a number, or several numbers in one, for Django
    takes a thousand fields and no more."""
    sent = request.POST.getlist("ids") or request.GET.getlist("ids")
    numbers = [number for field in sent for number in field.split(",")]
    return [int(one) for one in numbers if one.isdecimal() and len(one) < LONGEST_NUMBER]


def list_action(step_page, name, button):
    """The action of a list that leads to `step_page(request, name, ids)` for the ticked rows."""

    @admin.action(description=button, permissions=["change"])
    def action(modeladmin, request, queryset):
        return step_page(request, name, ids=list(queryset.values_list("pk", flat=True)))

    action.__name__ = name.replace("-", "_")
    return action


def way_back(model, keys) -> str:
    """The address of the one row, or of the list."""
    page = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    if len(keys) == 1:
        return reverse(f"{page}_change", args=keys)
    return reverse(f"{page}_changelist")
