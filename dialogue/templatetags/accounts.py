"""A filter for the forms of signing in."""

from django import template
from django.forms import BaseForm

register = template.Library()


@register.filter
def without_placeholders(form: BaseForm) -> BaseForm:
    """The same form without placeholders, which would only repeat its labels."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    return form
