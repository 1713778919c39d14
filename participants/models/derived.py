"""Columns that are made of other fields, so that the database can order by them."""

from typing import Any

from django.db import models


class DerivedField(models.CharField):
    """A text that the row's method `made_by` gives, written with each save of the whole row.

    The method is called with the language of the column, or None where there is only one. What
    changes rows without saving them (`update`, `bulk_update`, `update_fields`) has to see to it:
    `PersonQuerySet` and `Person.with_derived` do.
    """

    def __init__(self, *args: Any, made_by: str = "", **kwargs: Any) -> None:
        self.made_by = made_by
        super().__init__(*args, **{"blank": True, "default": "", "editable": False, **kwargs})

    def deconstruct(self) -> Any:
        """A plain text to migrations, whose models have no methods."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = getattr(model_instance, self.made_by)(getattr(self, "language", None))
        setattr(model_instance, self.attname, value)
        return str(value)
