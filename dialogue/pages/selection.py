"""The rows that a page of the admin site is to act on: how the list, the page and its form name
them, and where the page leads back to."""

from collections.abc import Sequence

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse

from dialogue.access import sent


def chosen_keys(request: HttpRequest) -> list[int]:
    """The primary keys that a page names."""
    return sent.numbers(request.POST, "ids") or sent.numbers(request.GET, "ids")


def way_back(model: type[Model], keys: Sequence[int]) -> str:
    """The address of the one row, or of the list."""
    page = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    if len(keys) == 1:
        return reverse(f"{page}_change", args=keys)
    return reverse(f"{page}_changelist")
