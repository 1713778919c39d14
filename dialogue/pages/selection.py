"""The rows that a page of the admin site is to act on: how the list, the page and its form name
them, and where the page leads back to."""

from collections.abc import Sequence

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse

LONGEST_NUMBER = 19  # digits; what does not fit a 64-bit integer names nothing


def chosen_keys(request: HttpRequest) -> list[int]:
    """The primary keys that a page names: one field a number, or several numbers in one, for Django
    takes a thousand fields and no more."""
    sent = request.POST.getlist("ids") or request.GET.getlist("ids")
    numbers = [number for field in sent for number in field.split(",")]
    return [int(key) for key in numbers if key.isdecimal() and len(key) < LONGEST_NUMBER]


def way_back(model: type[Model], keys: Sequence[int]) -> str:
    """The address of the one row, or of the list."""
    page = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    if len(keys) == 1:
        return reverse(f"{page}_change", args=keys)
    return reverse(f"{page}_changelist")
