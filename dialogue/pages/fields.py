"""Fields on a page: what is wrong with one is read out before what helps to fill it in."""

from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates


class ErrorFirst(BoundField):
    """A field on a page, as a screen reader describes it."""

    @property
    def aria_describedby(self) -> str | None:
        """The ids of its error and its help, in this order; None where its widget names others."""
        said = super().aria_describedby
        return said and " ".join(sorted(said.split(), key=lambda one: one.endswith("_helptext")))


class Renderer(DjangoTemplates):
    """Django's own, with such fields."""

    bound_field_class = ErrorFirst
