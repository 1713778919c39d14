"""Who answers or proposes: the invitee, or, if a box is ticked, an office on their behalf. Then its
name is asked for."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participants.names.validators import validate_plain_text

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# What ticking the box leads to: the fields that appear are not announced.
THEN_NAME = _("Then please give your name.")
# The end of a condition (see dialogue.pages.conditional_fields) on what only an office is asked.
FOR_SOMEBODY_ELSE = ("answered_by", frozenset({"office"}), "if-office")


class OfficeBox(forms.CheckboxInput):
    """A box whose value is "office" if it is ticked, and "invitee" if not."""

    def __init__(self) -> None:
        super().__init__(check_test=lambda value: value == "office")

    def format_value(self, value: Any) -> str:
        """What the browser sends if it is ticked."""
        return "office"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What was sent; a browser sends nothing for an empty box."""
        return data.get(name) or "invitee"


class OnBehalfField(forms.ChoiceField):
    """ "invitee" or "office"; the label says what ticking means, `then` what is asked for next."""

    def __init__(self, *, label: "StrOrPromise", then: "StrOrPromise") -> None:
        super().__init__(
            label=label,
            help_text=then,
            choices=[("invitee", _("the invitee")), ("office", _("the invitee’s office"))],
            required=False,
            initial="invitee",
            widget=OfficeBox(),
        )


def name_field() -> forms.CharField:
    """The name of whoever acts for the invitee; the form demands it where one does."""
    return forms.CharField(
        label=pgettext_lazy("who answers", "Your name"),
        required=False,
        max_length=200,
        validators=[validate_plain_text],
        widget=forms.TextInput(attrs={"autocomplete": "name", "aria-required": "true"}),
    )
