"""What an organiser may choose in forms and filters of the admin site, and delete: nothing of
dialogues of others."""

import copy
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.admin import FieldListFilter, RelatedFieldListFilter
from django.contrib.admin.utils import NestedObjects
from django.db import router
from django.db.models import Field, Model, QuerySet
from django.http import HttpRequest

from dialogue.access.open_rows import User, hidden_from, open_to, paths_of
from dialogue.desk import chosen
from dialogue.models import Dialogue


def limit(user: User, form: type[forms.BaseForm] | forms.BaseForm) -> None:
    """Let a form, or a class of forms that was made for this request, offer and take open rows
    only."""
    if not hidden_from(user):
        return
    fields: dict[str, Any] = getattr(form, "fields", None) or form.base_fields  # type: ignore
    for name, field in fields.items():
        if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
            fields[name] = copy.deepcopy(field)  # forms share those that are declared
            fields[name].queryset = open_to(user, field.queryset)


class OpenRelatedFilter(RelatedFieldListFilter):
    """Django's filter by what a row is related to, with what is open to this organiser and belongs
    to the chosen dialogue. The dialogue itself is no filter where one is chosen."""

    def __init__(self, field: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.is_settled = field.related_model is Dialogue and chosen.key(request) is not None
        super().__init__(field, request, *args, **kwargs)

    def has_output(self) -> bool:
        return not self.is_settled and super().has_output()

    def field_choices(
        self, field: Any, request: HttpRequest, model_admin: Any
    ) -> list[tuple[Any, Any]]:
        if self.is_settled:
            return []
        choices = super().field_choices(field, request, model_admin)
        if not paths_of(field.related_model):
            return choices
        if not hidden_from(request.user) and chosen.key(request) is None:
            return choices
        rows = open_to(request.user, field.related_model._default_manager.all())
        rows = chosen.narrow(request, rows)
        shown = set(rows.values_list("pk", flat=True))
        return [choice for choice in choices if choice[0] in shown]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet | None:
        """Nothing for a row that is no choice: what is found would tell of it."""
        offered = {str(key) for key, _label in self.lookup_choices}
        if hidden_from(request.user) and not offered.issuperset(self.lookup_val or []):
            return queryset.none()
        return super().queryset(request, queryset)


def _is_relation(field: Field) -> bool:
    return bool(field.remote_field)


FieldListFilter.register(_is_relation, OpenRelatedFilter, take_priority=True)


def leads_to_hidden(user: User, rows: Iterable[Model]) -> bool:
    """Whether something of a dialogue of others hangs on one of these rows."""
    rows = list(rows)
    if not rows or not hidden_from(user):
        return False
    collector: Any = NestedObjects(using=router.db_for_write(type(rows[0])))
    collector.collect(rows)
    hanging = {**collector.model_objs}
    for row in collector.protected:
        hanging.setdefault(type(row), set()).add(row)
    for model, found in hanging.items():
        keys = {row.pk for row in found}
        kept = open_to(user, model._base_manager.filter(pk__in=keys))
        if paths_of(model) and kept.count() < len(keys):
            return True
    return False
