"""The rows that a page of the admin site is to act on: how the list, the page and its form name
them, and where the page leads back to."""

from collections.abc import Sequence

from django.db.models import Model
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from dialogue.access import sent

LONGEST_QUERY = 2000  # characters


def chosen_keys(request: HttpRequest) -> list[int]:
    """The primary keys that a page names."""
    return sent.numbers(request.POST, "ids") or sent.numbers(request.GET, "ids")


def list_came_from(request: HttpRequest) -> str | None:
    """The filters, search and order of the list on which the rows were ticked, as a query string;
    None where they were chosen elsewhere."""
    if "list" not in request.POST:
        return None
    return QueryDict(sent.text(request.POST, "list")[:LONGEST_QUERY]).urlencode()


def back_to_list(model: type[Model], query: str, keys: Sequence[int]) -> str:
    """The address of the list as it was, and after the # the rows that were ticked: the page ticks
    them again (static/dialogue/ticked.js)."""
    page = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
    ticked = f"#ticked={','.join(map(str, keys))}" if keys else ""
    return f"{reverse(page)}{'?' if query else ''}{query}{ticked}"


def way_back(model: type[Model], keys: Sequence[int]) -> str:
    """The address of the one row, or of the list."""
    page = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    if len(keys) == 1:
        return reverse(f"{page}_change", args=keys)
    return reverse(f"{page}_changelist")
