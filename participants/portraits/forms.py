"""The file of a portrait, checked and drawn."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dialogue.refusals import Refused
from participants.portraits import pictures


class PortraitForm(forms.Form):
    """A picture; `wording` is what has to be agreed to first, "" where that was done."""

    picture = forms.FileField(
        label=_("Portrait (JPEG, PNG or WebP, 5 MB at most)"),
        help_text=_("A square is cut out of its middle; place and time are removed from the file."),
        widget=forms.FileInput(
            attrs={"accept": "image/jpeg,image/png,image/webp", "class": "form-control"}
        ),
        error_messages={
            "required": _("Please choose the picture."),
            "empty": _("This file is empty. Please choose the picture."),
        },
    )
    agree = forms.BooleanField(
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
        error_messages={"required": _("Tick this, too: without it no portrait is kept.")},
    )

    def __init__(self, *args: Any, wording: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if wording:
            self.fields["agree"].label = wording
        else:
            del self.fields["agree"]

    def clean_picture(self) -> bytes:
        """The bytes of the file, of which a picture can be drawn."""
        content = self.cleaned_data["picture"].read(pictures.LARGEST + 1)
        try:
            pictures.drawn(content)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return content
