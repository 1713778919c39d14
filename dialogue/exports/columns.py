"""The columns of a resource of django-import-export as functions of a row, for lists of any length.

The library looks every field and its method up by name and splits the path to its value, for every
cell; and Django makes the names of choices anew for each. Here that is done once for a column, and
a text that many rows share (the name of an institution, a country, a status) is made once.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model
from django_countries.fields import Country
from import_export.fields import Field
from import_export.resources import Resource

Column = Callable[[Any], Any]
NAME_OF_CHOICE = ("get_", "_display")


def columns_of(resource: Resource) -> list[Column]:
    """What each column of the resource writes for a row, as `Resource.export_resource` does. They
    remember texts: made for one export, in one language."""
    return [_column(resource, field) for field in resource.get_export_fields()]


def _column(resource, field):
    method = field.get_dehydrate_method(resource.get_field_name(field))
    if not callable(method):
        method = getattr(resource, method, None)
    if method is not None:
        return method
    if type(field).export is not Field.export:  # one that writes values as they are
        return field.export
    path = (field.attribute or "").split("__")
    prefix, suffix = NAME_OF_CHOICE
    if path[-1].startswith(prefix) and path[-1].endswith(suffix):
        return _name_of_choice(field, path[:-1], path[-1], path[-1][len(prefix) : -len(suffix)])
    return _value(field, path)


def _name_of_choice(field, path, display, name):
    """Choices in words, each made once."""
    known = {}

    def column(row: Any) -> Any:
        for step in path:
            row = getattr(row, step, None)
        value = getattr(row, name, None)
        if value not in known:
            known[value] = field.widget.render(getattr(row, display)() if row else None)
        return known[value]

    return column


def _value(field, path):
    """A value through a path of attributes, as the field's widget writes it."""
    known: dict[object, Any] = {}
    render = field.widget.render

    def column(row: Any) -> Any:
        value = row
        try:
            for step in path:
                value = getattr(value, step, None)
                if value is None:
                    break
        except (ValueError, ObjectDoesNotExist):
            value = None
        if callable(value):
            value = value()
        if isinstance(value, Model):
            key: object = (type(value), value.pk)
        elif isinstance(value, Country):
            key = value.code
        else:
            return render(value)
        if key not in known:
            known[key] = render(value)
        return known[key]

    return column
