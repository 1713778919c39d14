"""Forms about what official letters are made with: letterhead, wording, register."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from dialogue.emblems.fields import EmblemFields
from dialogue.models.validators import refuse_invisible
from participants.models import LetterHead, LetterWording, RegisterEntry
from participants.official import wording


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


class LetterHeadForm(EmblemFields, forms.ModelForm):
    """The letterhead with its emblem as a file."""

    class Meta:
        model = LetterHead
        fields = [
            *["dialogue", "superior", "issuer", "abbreviation", "unit", "place", "foot"],
            *["copies", "has_motto", "numbers_by_hand"],
        ]

    def clean(self) -> dict[str, Any] | None:
        """The emblem goes into the row."""
        cleaned = super().clean()
        if self.new_emblem is not None:
            self.instance.emblem = self.new_emblem
        return cleaned
