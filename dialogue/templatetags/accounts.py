"""A filter for the sign-in's forms."""

from django import template

register = template.Library()


@register.filter
def without_placeholders(form):
    """The form, whose placeholders would only repeat its labels, without them."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    return form
