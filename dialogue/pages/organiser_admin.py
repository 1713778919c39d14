"""What holds for every list in the admin site: nobody filters by secrets, no search is endless, and
what belongs to dialogues of others is not there (see dialogue.access.open_rows), and keys that no
row can have are no error.

Each admin class names the mixin, also those that we take from libraries (see accounts/admin.py).
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import get_fields_from_path
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import BadRequest, FieldDoesNotExist
from django.db.models import ForeignKey, Model, QuerySet
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from dialogue.access import sent
from dialogue.access.open_rows import open_to
from dialogue.desk import chosen
from dialogue.pages import open_choices
from dialogue.pages.list_page import ListPage
from dialogue.searching import rows as searching

# Secrets of personal links: "link_key", and the "key" of what a row is related to.
SECRET = re.compile(r"_key(__|$)")
LISTS = ["changelist", "export"]  # the pages that show a list, or write it down
LONGEST_SEARCH, MOST_WORDS = 200, 20  # characters; each word is a condition in the database

if TYPE_CHECKING:
    _Admin = ModelAdmin  # what it is mixed into
else:
    _Admin = object


class _Autocomplete(AutocompleteSelect):
    """It looks for the chosen rows; Django's own fails where somebody sends a key that is none."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        key = self.field.target_field
        return super().optgroups(name, [one for one in value if sent.is_value_of(key, one)], attr)


class OrganiserFieldsMixin(_Admin):
    """For every ModelAdmin, and every inline with autocomplete fields."""

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", _Autocomplete(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class OpenInlineMixin(OrganiserFieldsMixin):
    """For every inline that chooses among rows: those of dialogues of others are no choice."""

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)  # type: ignore[misc]
        open_choices.limit(request.user, formset.form)
        chosen.limit(request, formset.form, obj)
        return formset


class OrganiserAdminMixin(OrganiserFieldsMixin):
    """For every ModelAdmin. Lists and forms keep to the chosen dialogue (see dialogue.desk.chosen);
    where none is chosen, a list has a column that says of which dialogue each row is."""

    # What three or four screens hold: a longer page is scrolled through rather than searched, and
    # weighs twice as much on a telephone.
    list_per_page = 50
    show_full_result_count = False  # of a filtered list, those that were filtered out too
    # What "Save and add another" fills in again.
    kept_for_another: Sequence[str] = ["dialogue"]

    def response_add(
        self, request: HttpRequest, obj: Model, post_url_continue: str | None = None
    ) -> HttpResponse:
        response = super().response_add(request, obj, post_url_continue)
        return self._to_another_like(request, obj, response)

    def response_change(self, request: HttpRequest, obj: Model) -> HttpResponse:
        return self._to_another_like(request, obj, super().response_change(request, obj))

    def _to_another_like(self, request, obj, response):
        """The form for another row, with what this one has in common with it."""
        known = {field.name for field in self.opts.get_fields()}
        kept = {name: getattr(obj, f"{name}_id") for name in self.kept_for_another if name in known}
        if "_addanother" in request.POST and response.status_code == 302 and any(kept.values()):
            address = response["Location"]
            mark = "&" if "?" in address else "?"
            response["Location"] = f"{address}{mark}{urlencode(kept)}"
        return response

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ListPage]:
        return ListPage

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> type[ModelForm]:
        """The fields that are changed in the list, each named after its column and its row: the
        head of a table names nothing to people who hear the field."""
        of_a_row = super().get_changelist_form(request, **kwargs)

        class Named(of_a_row):  # type: ignore[valid-type, misc]
            def __init__(self, *args: Any, **more: Any) -> None:
                super().__init__(*args, **more)
                for field in self.fields.values():
                    field.widget.attrs["aria-label"] = f"{field.label}: {self.instance}"

        return Named

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = open_to(request.user, super().get_queryset(request))
        return chosen.narrow(request, rows) if self._is_list(request) else rows

    def _is_list(self, request):
        match = getattr(request, "resolver_match", None)
        lists = {f"{self.opts.app_label}_{self.opts.model_name}_{name}" for name in LISTS}
        return bool(match and match.url_name in {*lists, "autocomplete"})

    def get_list_display(self, request: HttpRequest) -> Any:
        columns = super().get_list_display(request)
        if chosen.key(request) is not None:
            return [name for name in columns if name != "dialogue"]
        has_one = any(field.name == "dialogue" for field in self.opts.fields)
        return [*columns, "dialogue"] if has_one and "dialogue" not in columns else columns

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """The row of a page; its dialogue is chosen from then on. Django fails at ?_to_field=
        without a name."""
        row = super().get_object(request, object_id, from_field or None)
        chosen.follow(request, row)
        return row

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm]:
        form = super().get_form(request, obj, change=change, **kwargs)
        open_choices.limit(request.user, form)
        chosen.limit(request, form, obj)
        return form

    def action_checkbox(self, obj: Model) -> SafeString:
        """Django's own box, written without its two templates, which are a sixth of a list."""
        label = format_html(str(_("Select this object for an action - {}")), obj)
        box = '<input type="checkbox" name="{}" value="{}" class="action-select" aria-label="{}">'
        return format_html(box, ACTION_CHECKBOX_NAME, obj.pk, label)

    def response_action(self, request: HttpRequest, queryset: QuerySet) -> Any:
        """What an action of the list answers; 400 for ticked rows that are none."""
        if not sent.holds_values_of(self.opts.pk, request.POST, ACTION_CHECKBOX_NAME):
            raise BadRequest("What is ticked is no row.")
        return super().response_action(request, queryset)

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
        """Not by keys: a filter would give them away, letter by letter. Nor by the rows that lead
        to these, which may be of dialogues of others, but for what the filters beside the list
        offer."""
        if SECRET.search(lookup):
            return False
        if self._comes_from_elsewhere(lookup) and lookup not in self._offered(request):
            return False
        return super().lookup_allowed(lookup, value, request)

    def _comes_from_elsewhere(self, lookup):
        try:
            field = self.opts.get_field(lookup.split("__")[0])
        except FieldDoesNotExist:
            return False
        return bool(field.is_relation and (field.auto_created or field.many_to_many))

    def _offered(self, request):
        """The parameters of the filters beside the list, as Django names them."""
        names = set()
        for item in self.get_list_filter(request) if request else self.list_filter:
            if isinstance(item, type):
                names.add(getattr(item, "parameter_name", None))
                continue
            path = item if isinstance(item, str) else item[0]
            field: Any = get_fields_from_path(self.model, path)[-1]
            key = f"__{field.target_field.name}" if field.is_relation else ""
            names.add(f"{path}{key}__exact")
            if field.null or field.many_to_many:  # "None" is a choice
                names.add(f"{path}__isnull")
        return names

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
        fields = self.get_search_fields(request)
        if search_term and searching.has_folded(fields):
            return searching.found(queryset, fields, search_term)
        return super().get_search_results(request, queryset, search_term)
