"""The fields of an admin form with which an emblem is uploaded and dropped."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dialogue.emblems import emblems
from dialogue.refusals import Refused


class EmblemFields(forms.Form):
    """For a ModelForm. Afterwards `new_emblem` is what is to be stored: b"" for none any more, None
    if nothing changes."""

    new_emblem: bytes | None = None

    emblem_file = forms.FileField(
        label=_("Emblem (SVG or PNG)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".svg,.png"}),
    )
    drop_emblem = forms.BooleanField(label=_("Without an emblem from now on"), required=False)

    def clean_emblem_file(self) -> Any:
        """The file; its bytes are in `new_emblem`."""
        file = self.cleaned_data.get("emblem_file")
        if file:
            try:
                self.new_emblem = emblems.check(file.read(emblems.LARGEST + 1))
            except Refused as refusal:
                raise ValidationError(str(refusal)) from refusal
        return file

    def clean_drop_emblem(self) -> bool:
        """A new file counts more than the tick."""
        is_dropped = self.cleaned_data["drop_emblem"]
        if is_dropped and not self.cleaned_data.get("emblem_file"):
            self.new_emblem = b""
        return is_dropped
