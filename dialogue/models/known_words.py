"""Choices in the database: a field that is chosen from a list holds a word of the list."""

from typing import Any, TypeVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Upper
from django.db.models.lookups import Exact
from django_countries.fields import CountryField

Model = TypeVar("Model", bound=type[models.Model])


class KnownWord(models.CheckConstraint):
    """A CHECK that forms do not ask the database for: the field has looked at its choices before.
    In migrations it is Django's own."""

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Nothing."""

    def deconstruct(self) -> tuple[str, Any, dict[str, Any]]:
        """As Django's."""
        _path, args, kwargs = super().deconstruct()
        return "django.db.models.CheckConstraint", args, kwargs


def checks_choices(model: Model) -> Model:
    """A class decorator for a model: one CHECK for each of its fields with choices, made from them.

    A country's code is checked by its shape only, two capitals: its list is a library's, and grows.
    """
    rules = [
        KnownWord(condition=_condition(field), name=rule_name(field))
        for field in model._meta.local_concrete_fields
        if field.choices
    ]
    constraints = [*model._meta.constraints, *rules]
    model._meta.constraints = constraints
    model._meta.original_attrs["constraints"] = constraints  # what migrations are made from
    return model


def rule_name(field: models.Field) -> str:
    """What the CHECK of a field with choices is called."""
    return f"{field.model._meta.model_name}_{field.name}_is_known"


def _condition(field):
    """A NULL passes every CHECK."""
    if isinstance(field, CountryField):
        is_code = Q(Exact(Length(field.name), 2), Exact(Upper(field.name), F(field.name)))
        return is_code | Q(**{field.name: ""}) if field.blank else is_code
    words = [word for word, _label in field.flatchoices if word not in {None, ""}]
    return Q(**{f"{field.name}__in": [*words, ""] if field.blank else words})
