"""What organisers type about a freed seat."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dialogue.models import Dialogue
from participants.seating import reserve


class OfferForm(forms.Form):
    """How long a freed seat is offered, and why to this person."""

    days = forms.IntegerField(
        label=_("Days to answer"), min_value=1, max_value=365, initial=reserve.USUAL_DAYS
    )
    reason = forms.CharField(
        label=_("Reason (kept in the history):"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, dialogue: Dialogue, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dialogue = dialogue

    def clean_days(self) -> int:
        try:
            reserve.last_day_to_answer(self.dialogue, self.cleaned_data["days"])
        except reserve.Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return self.cleaned_data["days"]

    @property
    def reply_by_at(self) -> datetime | None:
        """When the window ends; None while the days do not fit."""
        if "days" in self.errors:
            return None
        return reserve.last_day_to_answer(self.dialogue, self.cleaned_data["days"])
