"""The dialogue that an organiser has chosen. It follows what they look at (a page about one
dialogue chooses it) and is remembered in their session, so that every list, form and filter of the
admin site keeps it. Nothing of the database changes, and nobody else notices.

Where none is chosen, lists show the rows of all dialogues, and say of which each is.
"""

import copy
from typing import Any, TypeVar

from django import forms
from django.contrib.admin.utils import get_fields_from_path
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dialogue.access import sent
from dialogue.access.open_rows import hidden_from, own_paths
from dialogue.models import Dialogue

REMEMBERED = "dialogue"  # in the session: the key, or ALL
ALL = 0
OF_ANOTHER = {
    "invalid_choice": _(
        "This belongs to another dialogue or no longer exists. Choose one from the list."
    )
}
Rows = TypeVar("Rows", bound=QuerySet)


def remember(request: HttpRequest, key: int) -> None:
    """From now on this dialogue; ALL for none in particular."""
    session = getattr(request, "session", None)
    if session is not None and session.get(REMEMBERED) != key:
        session[REMEMBERED] = key
    request.__dict__.pop("_chosen_dialogue", None)


def dialogue(request: HttpRequest) -> Dialogue | None:
    """The chosen dialogue, if one is chosen and open to this organiser: that of the form, that of
    the address (which is remembered), or the remembered one. One query for each request."""
    if "_chosen_dialogue" not in request.__dict__:
        request.__dict__["_chosen_dialogue"] = _find(request)
    return request.__dict__["_chosen_dialogue"]


def key(request: HttpRequest) -> int | None:
    """The key of the chosen dialogue."""
    chosen = dialogue(request)
    return chosen.pk if chosen else None


def _find(request):
    in_address = _in_address(request)
    remembered = getattr(request, "session", {}).get(REMEMBERED)
    wanted = sent.number(request.POST, "dialogue") or in_address or remembered
    if not wanted or wanted in hidden_from(request.user):
        return None
    found = Dialogue.objects.filter(pk=wanted).first()
    if wanted == in_address and found:
        remember(request, wanted)
    if wanted == remembered and found is None:  # it has been deleted since
        remember(request, ALL)
    return found


def _in_address(request):
    for name in request.GET:
        if name == "dialogue" or name.endswith("dialogue__id__exact"):
            return sent.number(request.GET, name)
    return None


def follow(request: HttpRequest, row: Model | None) -> None:
    """Choose the dialogue of the row that a page is about, if it belongs to one."""
    own = row.pk if isinstance(row, Dialogue) else getattr(row, "dialogue_id", None)
    if isinstance(own, int):
        remember(request, own)


def narrow(request: HttpRequest, rows: Rows) -> Rows:
    """Those of these rows that belong to the chosen dialogue, or to none. Rows that dialogues
    share, like people and documents, stay."""
    chosen, paths = key(request), own_paths(rows.model)
    if chosen is None or not paths or rows.model is Dialogue:
        return rows
    return rows.filter(_belongs(rows.model, paths, chosen))


def _belongs(model, paths, chosen):
    """The condition; that of rows which always belong to one is so plain that an index serves."""
    belongs, to_none = Q(), Q()
    for path in paths:
        belongs |= Q(**{path: chosen})
        to_none &= Q(**{f"{path}__isnull": True})
    is_always_of_one = any(_is_required(model, path) for path in paths)
    return belongs if is_always_of_one else belongs | to_none


def _is_required(model, path):
    return not any(field.null for field in get_fields_from_path(model, path))


def limit(
    request: HttpRequest, form: type[forms.BaseForm] | forms.BaseForm, row: Model | None = None
) -> None:
    """Let a form, or a class of forms that was made for this request, offer only what belongs to
    the dialogue of `row` or, where that is new, to the chosen one; and not ask for the dialogue
    again."""
    chosen = getattr(row, "dialogue_id", None) or (row is None and key(request))
    fields: dict[str, Any] = getattr(form, "fields", None) or form.base_fields  # type: ignore
    if not chosen:
        return
    for name, field in fields.items():
        if not isinstance(field, forms.ModelChoiceField) or field.queryset is None:
            continue
        if field.queryset.model is Dialogue:
            if name == "dialogue" and row is None:
                fields[name] = _settled(field, chosen)
        elif paths := own_paths(field.queryset.model):
            fields[name] = copy.deepcopy(field)
            condition = _belongs(field.queryset.model, paths, chosen)
            fields[name].queryset = field.queryset.filter(condition)
            fields[name].error_messages = {**field.error_messages, **OF_ANOTHER}
            if within := getattr(fields[name], "within_one_dialogue", None):
                within()


def _settled(field, chosen):
    """The bar above the page names the dialogue; the form only carries it."""
    settled = copy.deepcopy(field)
    settled.initial, settled.widget = chosen, forms.HiddenInput()
    return settled
