"""What was wrong with a form, as the summary at the top of the page says it: each message once
for each field, with a link to it. The page's title begins with "Error:" as long as there is one."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django import forms
from django.forms.boundfield import BoundField

ONE_OF = "one_of"  # the code of an error of several fields of which one is needed


@dataclass(frozen=True)
class Problem:
    """A message, and the id and the label of the field on the page that it is about, or "".
    `is_for_either`: several fields have it, because one of them is needed; it is said once."""

    text: str
    anchor: str = ""
    label: str = ""
    is_for_either: bool = False


def problems(
    *filled: forms.BaseForm | None, refusal: object = None, anchor: str = ""
) -> list[Problem]:
    """What is wrong with these forms, in the order of their fields; a refusal comes first, and
    leads to `anchor`, as does a message about a whole form."""
    found = [Problem(str(refusal), anchor)] if refusal else []
    for form in filled:
        if form is not None and form.is_bound:
            found += _of(form, anchor)
    each: dict[tuple[str, str], Problem] = {}
    for problem in found:  # several inputs may be one field to the reader
        place = "" if problem.is_for_either else problem.anchor
        each.setdefault((problem.text, place), problem)
    times = Counter(problem.text for problem in each.values())
    return [_named(one) if times[one.text] > 1 else one for one in each.values()]


def _named(problem):
    """With the field's name before it, because other fields lack the same."""
    if not problem.label:
        return problem
    between = " " if problem.label.endswith(("?", ".", ":", "…")) else ": "
    return replace(problem, text=f"{problem.label}{between}{problem.text}")


def _of(form: forms.BaseForm, anchor: str) -> Iterator[Problem]:
    yield from (Problem(str(text), anchor) for text in form.non_field_errors())
    for name in _in_order_of_the_page(form):
        if name in form.errors:
            field = form[name]
            place = _id_of(field, anchor), str(field.label)
            for error in form.errors.as_data()[name]:
                is_for_either = error.code == ONE_OF
                yield from (Problem(str(text), *place, is_for_either) for text in error.messages)


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
