"""Fields that count only beside a certain answer, as a name does that is asked for only from those
who act for somebody else.

A page hides them while they do not count, so whatever is wrong with them must not hold up the form:
nobody could see it. A form says in one place what depends on what; its layout and the style sheet
hide the box of that name.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms


@dataclass(frozen=True)
class CountsOnly:
    """`fields` count only where the field `beside` has one of these values. On the page they are in
    the element whose class is `box`."""

    fields: Sequence[str]
    beside: str
    values: Iterable[Any]
    box: str


class ConditionalFields:
    """Of a form some of whose fields count only beside certain answers. It comes before the other
    classes of a form. A field that does not count is never in error and has no value; what was
    typed into it is still there, should something else be wrong."""

    conditions: ClassVar[Sequence[CountsOnly]] = ()

    fields: dict[str, forms.Field]
    errors: Any
    cleaned_data: dict[str, Any]

    def clean(self) -> dict[str, Any]:
        """Leave out what does not count. Conditions are looked at in their order, so that one may
        depend on a field that another has left out."""
        super().clean()  # type: ignore[misc]  # a form's
        for condition in self.conditions:
            if not self._holds(condition):
                for name in self._present(condition):
                    self.errors.pop(name, None)
                    self.cleaned_data[name] = _nothing(self.fields[name])
        return self.cleaned_data

    def rows(self) -> Iterator[tuple[forms.BoundField, str]]:
        """Each field, with the class of the box it is in, or ""; for a page without a layout."""
        boxes = {name: condition.box for condition in self.conditions for name in condition.fields}
        return ((self[name], boxes.get(name, "")) for name in self.fields)  # type: ignore[index]

    def _holds(self, condition: CountsOnly) -> bool:
        name = condition.beside
        if name in self.cleaned_data:
            return self.cleaned_data[name] in condition.values
        # What was sent is not among the choices: then what is stored, or was offered, counts.
        instance = getattr(self, "instance", None)
        stored = getattr(instance, name) if hasattr(instance, name) else self.fields[name].initial
        return stored in condition.values

    def _present(self, condition: CountsOnly) -> Iterator[str]:
        return (name for name in condition.fields if name in self.fields)


def _nothing(field):
    """The value of a field into which nothing was typed."""
    return field.empty_value if hasattr(field, "empty_value") else field.to_python(None)
