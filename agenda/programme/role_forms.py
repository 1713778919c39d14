"""What is typed about a role in the programme: by the delegate or their office, and by organisers
who write down an answer that reached them otherwise."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.core.validators import MaxLengthValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agenda.models import Role
from dialogue.pages.conditional_fields import ConditionalFields, CountsOnly
from participants.models import Channel
from participants.names.validators import validate_plain_text
from participants.workflow.on_behalf import (
    FOR_SOMEBODY_ELSE,
    THEN_NAME,
    OnBehalfField,
    name_field,
)

ANSWERS = [
    ("confirm", pgettext_lazy("a role in the programme", "accepts the role")),
    ("refuse", pgettext_lazy("a role in the programme", "declines the role")),
]


def remark_field() -> forms.CharField:
    """A remark of up to 2,000 characters, which may be left out."""
    return forms.CharField(
        label=_("Remark"),
        required=False,
        validators=[MaxLengthValidator(2000)],
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
    )


class RoleAnswerForm(ConditionalFields, forms.Form):
    """Two buttons, a remark, and who is answering. `answer` comes from the button."""

    conditions = (CountsOnly(["answered_by_name"], *FOR_SOMEBODY_ELSE),)

    answer = forms.ChoiceField(
        choices=ANSWERS,
        error_messages={
            name: _("Please press one of the two buttons.")
            for name in ["required", "invalid_choice"]
        },
    )
    remark = remark_field()
    answered_by = OnBehalfField(label=_("I am answering for the invitee"), then=THEN_NAME)
    answered_by_name = name_field()

    def __init__(
        self, role: Role, data: QueryDict | None = None, begun: Mapping[str, Any] | None = None
    ) -> None:
        """`begun` is what had been typed when the reader chose another language."""
        prefix = f"role-{role.pk}-"
        kept = {
            name.removeprefix(prefix): value
            for name, value in (begun or {}).items()
            if name.startswith(prefix)
        }
        super().__init__(data, prefix=f"role-{role.pk}", initial=kept)
        self.is_begun = self.is_bound or any(kept.values())
        self.fields["remark"].label = _("Remark (optional)")
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.include_media = False
        self.helper.disable_csrf = True  # the template brings it
        self.helper.layout = Layout(
            "remark", "answered_by", Div("answered_by_name", css_class="indented if-office")
        )

    def clean_answered_by_name(self) -> str:
        """With single spaces."""
        return " ".join(self.cleaned_data["answered_by_name"].split())

    def clean(self) -> dict[str, Any]:
        """A name is needed where somebody answers for the invitee, and ignored elsewhere."""
        cleaned = super().clean()
        is_office = cleaned.get("answered_by") == "office"
        if is_office and cleaned.get("answered_by_name") == "":
            text = _("Please give your name, as you are answering for the invitee.")
            self.add_error("answered_by_name", text)
        return cleaned


class RecordedRoleAnswerForm(forms.Form):
    """What reached the organisers by telephone, on paper or otherwise."""

    answer = forms.ChoiceField(label=_("Answer"), choices=ANSWERS, widget=forms.RadioSelect)
    channel = forms.ChoiceField(
        label=_("How it reached you"),
        choices=[choice for choice in Channel.choices if choice[0] != Channel.WEB],
        widget=forms.RadioSelect,
    )
    answered_by = forms.CharField(
        label=_("Who told you"),
        max_length=200,
        validators=[validate_plain_text],
        help_text=_("The invitee’s or the caller’s name."),
    )
    remark = remark_field()
