"""What holds for every list in the admin site: nobody filters by secrets, no search is endless, and
what belongs to dialogues of others is not there (see dialogue.access.open_rows).

Each admin class names the mixin, also those that we take from libraries (see accounts/admin.py).
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.db.models import Model, QuerySet
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from dialogue.access.open_rows import hidden_from, is_shared, open_to
from dialogue.pages import open_choices

# Secrets of personal links: "link_key", and the "key" of what a row is related to.
SECRET = re.compile(r"_key(__|$)")
LONGEST_SEARCH, MOST_WORDS = 200, 20  # characters; each word is a condition in the database

if TYPE_CHECKING:
    _Admin = ModelAdmin  # what it is mixed into
else:
    _Admin = object


class OpenInlineMixin(_Admin):
    """For every inline that chooses among rows: those of dialogues of others are no choice."""

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)  # type: ignore[misc]
        open_choices.limit(request.user, formset.form)
        return formset


class OrganiserAdminMixin(_Admin):
    """For every ModelAdmin."""

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return open_to(request.user, super().get_queryset(request))

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm]:
        form = super().get_form(request, obj, change=change, **kwargs)
        open_choices.limit(request.user, form)
        return form

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """The same for a row of others and for one that has never been there."""
        raise Http404

    def get_deleted_objects(
        self, objs: Sequence[Model] | QuerySet, request: HttpRequest
    ) -> tuple[list, dict, set, list]:
        """What hangs on rows of dialogues of others stays, and they are not named."""
        if open_choices.leads_to_hidden(request.user, objs):
            return [], {}, set(), [_("rows of a dialogue that is not open to you")]
        return super().get_deleted_objects(objs, request)

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Not by keys: a filter would give them away, letter by letter. Nor, of people who have
        something to do with several dialogues, by what the filters beside the list do not offer."""
        if SECRET.search(lookup) or self._asks_for_hidden(lookup, request):
            return False
        return super().lookup_allowed(lookup, value, request)

    def _asks_for_hidden(self, lookup, request):
        if request is None or not hidden_from(request.user) or not is_shared(self.model):
            return False
        return "__" in lookup and not lookup.endswith("__exact")

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
