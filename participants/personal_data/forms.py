"""Forms about personal data: what a person asks, what the organisers answer."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participants.models import DataRequest
from participants.names.validators import refuse_invisible
from participants.personal_data import due_dates

Kind, State = DataRequest.Kind, DataRequest.State
# Anyone with the link writes this, and an organiser reads it: nothing in it should be pressed.
ADDRESS_OR_MARKUP = re.compile(r"[<>]|\w://|\bwww\.", re.IGNORECASE)


def validate_plain_remark(text: str) -> None:
    """Refuse web addresses, markup and invisible characters; line ends are welcome, and an email
    address too, for that may be what is to be corrected. Raises ValidationError."""
    for line in text.splitlines():
        refuse_invisible(line.replace("\t", " "))
    if ADDRESS_OR_MARKUP.search(text):
        raise ValidationError(
            _("Please describe it in plain words, without web addresses and without < or >.")
        )


class RequestForm(forms.Form):
    """What a person asks on the personal page."""

    kind = forms.ChoiceField(
        label=_("What do you ask for?"),
        choices=[
            (Kind.SEE, capfirst(_("to see which data you hold about me"))),
            (Kind.CORRECT, capfirst(_("to correct my data"))),
            (Kind.COPY, capfirst(_("to receive a copy of my data"))),
            (Kind.ERASE, capfirst(_("to erase my data"))),
            (Kind.WITHDRAW, capfirst(_("to withdraw my consent"))),
            (
                Kind.OTHER,
                capfirst(
                    _("something else, for example to restrict or object to the use of my data")
                ),
            ),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what you ask for.")},
    )
    remark = forms.CharField(
        label=_("What exactly? (optional)"),
        required=False,
        help_text=_("For a correction: what is wrong, and what would be right."),
        validators=[MaxLengthValidator(2000), validate_plain_remark],
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or {}
        needs_words = cleaned.get("kind") in {Kind.CORRECT, Kind.OTHER}
        if needs_words and "remark" in cleaned and not cleaned["remark"]:
            self.add_error("remark", _("Please say in a few words what you ask for."))
        return cleaned


class RequestAnswerForm(forms.Form):
    """What the organisers answered to a request, or did about a breach."""

    state = forms.ChoiceField(label=_("Outcome"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Answer"),
        help_text=_(
            "What was answered and how; if refused, the reason; if forwarded, to whom. For a "
            "breach: what was done."
        ),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6, "class": "vLargeTextField"}),
    )

    def __init__(self, row: DataRequest, data: Any = None) -> None:
        super().__init__(data)
        carried_out_later = (State.UNDER_WAY, State.UNDER_WAY.label)
        choices = [
            (State.ANSWERED, pgettext_lazy("data request", "answered, and nothing is left to do")),
            (State.REFUSED, State.REFUSED.label),
            (State.FORWARDED, State.FORWARDED.label),
        ]
        if row.state == State.OPEN and row.kind in due_dates.CARRY_OUT_DAYS:
            choices.insert(0, carried_out_later)
        self.fields["state"].choices = choices  # type: ignore[attr-defined]


class ReopenForm(forms.Form):
    """Why an answer is taken back."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is kept in the history."),
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
