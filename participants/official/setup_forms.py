"""Forms about what official letters are made with: letterhead, wording, register."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from dialogue.models.validators import refuse_invisible
from dialogue.refusals import Refused
from participants.models import LetterHead, LetterWording, RegisterEntry
from participants.official import emblems, wording


class RegisterEntryForm(forms.ModelForm):
    """A letter that came in; once it is entered, only cancelling is left."""

    cancel_because = forms.CharField(
        label=gettext_lazy("Cancel the entry, because"),
        max_length=300,
        required=False,
        validators=[refuse_invisible],
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy("Leave it empty, and nothing changes. The number stays taken."),
    )

    class Meta:
        model = RegisterEntry
        fields = ["dialogue", "symbol", "dated_on", "subject", "correspondent"]


class WordingForm(forms.ModelForm):
    """The secretariat's own wording, checked."""

    class Meta:
        model = LetterWording
        fields = ["dialogue", "kind", "language", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 16, "class": "vLargeTextField"})}

    def clean(self) -> dict[str, Any] | None:
        """With the message at the text."""
        cleaned = super().clean() or {}
        if cleaned.get("text") and cleaned.get("kind"):
            try:
                wording.check(cleaned["text"], cleaned["kind"])
            except ValidationError as error:
                self.add_error("text", error)
        return cleaned


class LetterHeadForm(forms.ModelForm):
    """The letterhead with its emblem as a file."""

    emblem_file = forms.FileField(
        label=gettext_lazy("Emblem (SVG or PNG)"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".svg,.png"}),
    )
    drop_emblem = forms.BooleanField(
        label=gettext_lazy("Without an emblem from now on"), required=False
    )

    class Meta:
        model = LetterHead
        fields = [
            *["dialogue", "superior", "issuer", "abbreviation", "unit", "place", "foot"],
            *["copies", "has_motto", "numbers_by_hand"],
        ]

    def clean_emblem_file(self) -> Any:
        """The file; its bytes go into the row."""
        file = self.cleaned_data.get("emblem_file")
        if file:
            try:
                self.instance.emblem = emblems.check(file.read(emblems.LARGEST + 1))
            except Refused as refusal:
                raise ValidationError(str(refusal)) from refusal
        return file

    def clean(self) -> dict[str, Any] | None:
        """Drop the emblem where that is ticked."""
        cleaned = super().clean() or {}
        if cleaned.get("drop_emblem") and not cleaned.get("emblem_file"):
            self.instance.emblem = b""
        return cleaned
