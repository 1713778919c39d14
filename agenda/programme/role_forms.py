"""What is typed about a role in the programme: by the delegate or their office, and by organisers
who write down an answer that reached them otherwise."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.core.validators import MaxLengthValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from agenda.models import Role
from participants.models import Channel
from participants.names.validators import validate_plain_text

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


class RoleAnswerForm(forms.Form):
    """Two buttons, a remark, and who is answering. `answer` comes from the button."""

    answer = forms.ChoiceField(
        choices=ANSWERS,
        error_messages={
            name: _("Please press one of the two buttons.")
            for name in ["required", "invalid_choice"]
        },
    )
    remark = remark_field()
    answered_by = forms.ChoiceField(
        label=_("Who is answering?"),
        choices=[
            ("invitee", _("I am the invitee")),
            ("office", _("I am answering for the invitee")),
        ],
        initial="invitee",
        widget=forms.RadioSelect,
    )
    answered_by_name = forms.CharField(
        label=_("Your name"),
        required=False,
        max_length=200,
        validators=[validate_plain_text],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("Only if you are answering for the invitee."),
    )

    def __init__(self, role: Role, data: QueryDict | None = None) -> None:
        super().__init__(data, prefix=f"role-{role.pk}")
        self.fields["remark"].help_text = _("Optional.")
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.include_media = False
        self.helper.disable_csrf = True  # the template brings it
        self.helper.layout = Layout(
            "remark", "answered_by", Div("answered_by_name", css_class="indented")
        )

    def clean_answered_by_name(self) -> str:
        """With single spaces."""
        return " ".join(self.cleaned_data["answered_by_name"].split())

    def clean(self) -> dict[str, Any]:
        """A name is needed where somebody answers for the invitee, and ignored elsewhere."""
        super().clean()
        cleaned = self.cleaned_data
        if cleaned.get("answered_by") == "invitee":
            self.errors.pop("answered_by_name", None)  # not on screen, so never wrong
            cleaned["answered_by_name"] = ""
            return cleaned
        if not cleaned.get("answered_by_name") and "answered_by_name" not in self.errors:
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
