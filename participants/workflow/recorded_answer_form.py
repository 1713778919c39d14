"""The form in which the secretariat writes down an answer that reached it by telephone, on paper or
otherwise."""

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from dialogue.access.letter_pictures import LetterField
from dialogue.pages.conditional_fields import ConditionalFields, CountsOnly
from participants.models import Answer, IncomingLetter
from participants.names.validators import validate_plain_text

LETTER = ["reference", "dated_on", "signatory"]  # what a letter bears
BORNE = {
    "reference": _("The letter’s number (optional)"),
    "dated_on": _("Date of the letter (optional)"),
    "signatory": _("Signed by (optional)"),
}
DAY = {"dated_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


class RecordedAnswerForm(ConditionalFields, forms.ModelForm):
    """An answer that reached the secretariat by telephone, on paper or otherwise."""

    conditions = (CountsOnly([*LETTER, "scan"], "channel", {"paper", "mail"}, box="if-letter"),)

    response = forms.ChoiceField(
        label=_("Answer"), choices=Answer.Response.choices, widget=forms.RadioSelect
    )
    channel = forms.ChoiceField(
        label=_("How it reached you"),
        choices=Answer.Channel.told_by_people(),
        widget=forms.RadioSelect,
    )
    answered_by_name = forms.CharField(
        label=_("Who told you"),
        max_length=200,
        validators=[validate_plain_text],
        help_text=_("The invitee’s or the caller’s name."),
    )
    answered_by_email = forms.EmailField(
        label=_("Email address of the person who told you (optional)"),
        required=False,
        help_text=_("We also send a confirmation to it, if it is not the invitee’s own."),
    )
    reason = forms.CharField(
        label=_("Reason or remark (optional)"),
        required=False,
        validators=[MaxLengthValidator(2000)],
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
    )
    scan = LetterField(
        label=_("Scan of the letter (optional)"),
        required=False,
        help_text=_(
            "A PDF, or one photograph (JPEG or PNG), of at most 10 MB. With it the letter is "
            "entered in the register of letters in."
        ),
    )
    holds_no_seat = forms.BooleanField(
        label=_("Record “tentative” although no seat is reserved"), required=False
    )

    field_order = ("response", "channel", "scan", *LETTER, "answered_by_name")

    class Meta:
        model = Answer
        fields = ["response", "channel", "answered_by_name", "answered_by_email", "reason"]

    def __init__(self, invitation, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= forms.fields_for_model(IncomingLetter, LETTER, widgets=DAY, labels=BORNE)
        self.order_fields(self.field_order)
        self.initial["answered_by_name"] = invitation.person.name if invitation.person else ""
        if not invitation.is_past_reply_by:
            del self.fields["holds_no_seat"]

    @property
    def letter(self) -> IncomingLetter | None:
        """The letter on which it came, not stored, once the form is valid; None without a scan."""
        if not (scan := self.cleaned_data["scan"]):
            return None
        borne = {name: self.cleaned_data[name] for name in LETTER}
        file = {"content": scan.content, "filename": scan.name, "pages": scan.pages}
        return IncomingLetter(**borne, **file)

    def clean(self):
        cleaned = super().clean()
        if any(cleaned.get(name) for name in LETTER) and not cleaned.get("scan"):
            text = _(
                "Please add the scan as well, or leave number, date and signatory empty: a letter "
                "is kept with its file. Without one, it can be entered in the register by hand."
            )
            if "scan" not in self.errors:
                self.add_error("scan", text)
        is_tentative = cleaned.get("response") == Answer.Response.TENTATIVE
        if is_tentative and not cleaned.get("holds_no_seat", True):
            text = _(
                "The reply deadline has passed, so “tentative” reserves no seat, and the seat "
                "may be offered to others. Give more time first, leave the answer as it is and "
                "make a note of this, or tick below to confirm."
            )
            self.add_error("response", text)
        return cleaned
