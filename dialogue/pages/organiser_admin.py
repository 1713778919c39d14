"""What holds for every list in the admin site: nobody filters by secrets, and no search is endless.

Each admin class names the mixin, also those that we take from libraries (see accounts/admin.py).
"""

import re
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

# Secrets of personal links: "link_key", and the "key" of what a row is related to.
SECRET = re.compile(r"_key(__|$)")
LONGEST_SEARCH, MOST_WORDS = 200, 20  # characters; each word is a condition in the database

if TYPE_CHECKING:
    _Admin = ModelAdmin  # what it is mixed into
else:
    _Admin = object


class OrganiserAdminMixin(_Admin):
    """For every ModelAdmin."""

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Not by keys: a filter would give them away, letter by letter."""
        return not SECRET.search(lookup) and super().lookup_allowed(lookup, value, request)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Nothing, and a message that says why, where too much is searched for."""
        if len(search_term) > LONGEST_SEARCH or len(search_term.split()) > MOST_WORDS:
            text = _(
                "The search was not run: please use at most %(words)s words and %(characters)s "
                "characters."
            )
            limits = {"words": MOST_WORDS, "characters": LONGEST_SEARCH}
            messages.warning(request, text % limits)
            return queryset.none(), False
        return super().get_search_results(request, queryset, search_term)
