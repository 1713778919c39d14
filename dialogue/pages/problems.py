"""What was wrong with a form, as the summary at the top of the page says it: each message once,
with a link to its field. The page's title begins with "Error:" as long as there is one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField


@dataclass(frozen=True)
class Problem:
    """A message, and the id of the element on the page that it is about, or ""."""

    text: str
    anchor: str = ""


def problems(
    *filled: forms.BaseForm | None, refusal: object = None, anchor: str = ""
) -> list[Problem]:
    """What is wrong with these forms, in the order of their fields; a refusal comes first, and
    leads to `anchor`, as does a message about a whole form."""
    found = [Problem(str(refusal), anchor)] if refusal else []
    for form in filled:
        if form is not None and form.is_bound:
            found += _of(form, anchor)
    by_text: dict[str, Problem] = {}
    for problem in found:  # two fields may lack the same
        by_text.setdefault(problem.text, problem)
    return list(by_text.values())


def _of(form: forms.BaseForm, anchor: str) -> Iterator[Problem]:
    yield from (Problem(str(text), anchor) for text in form.non_field_errors())
    for name in _in_order_of_the_page(form):
        if name in form.errors:
            field = form[name]
            yield from (Problem(str(text), _id_of(field, anchor)) for text in field.errors)


def _in_order_of_the_page(form: forms.BaseForm) -> Iterable[str]:
    helper = getattr(form, "helper", None)
    if helper is None or helper.layout is None:
        return form.fields
    laid_out = [pointer.name for pointer in helper.layout.get_field_names()]
    return [*laid_out, *(name for name in form.fields if name not in laid_out)]


def _id_of(field: BoundField, anchor: str) -> str:
    """The id of what is to be filled in: of several inputs, the first."""
    if field.is_hidden or field.field.widget.is_hidden:
        return anchor
    # A group of radio buttons has no label of its own.
    return field.id_for_label or f"{field.auto_id}_0"
