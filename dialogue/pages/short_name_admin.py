"""Rows with a short name, in the admin site: it is made from the title and shown, never typed."""

from typing import TYPE_CHECKING, Any

from django.contrib.admin import ModelAdmin
from django.db.models import Model
from django.forms import ModelForm
from django.http import HttpRequest

from dialogue.models import short_names

if TYPE_CHECKING:
    _Admin = ModelAdmin  # what it is mixed into
else:
    _Admin = object


class ShortNameMixin(_Admin):
    """For a ModelAdmin of a model with a field `slug`."""

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Without the short name while there is none."""
        groups = super().get_fieldsets(request, obj)
        if obj is not None:
            return groups
        return [
            (name, {**options, "fields": [one for one in options["fields"] if one != "slug"]})
            for name, options in groups
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = super().get_readonly_fields(request, obj)
        return fields if obj is None else [*fields, "slug"]

    def save_form(self, request: HttpRequest, form: ModelForm, change: bool) -> Model:
        row = super().save_form(request, form, change)
        short_names.give(row)
        return row
