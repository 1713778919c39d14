"""Forms in which an institution nominates, a delegate proposes a substitute, an institution gives a
seat back, and the secretariat writes down a nomination that came another way."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dialogue.pages.conditional_fields import ConditionalFields, CountsOnly
from dialogue.pages.phones import read_phone
from participants.models import Channel, Nomination, Person
from participants.names.validators import validate_plain_text
from participants.workflow.known_office import KnownOffice
from participants.workflow.on_behalf import OnBehalfField

# Where a name or an address of whoever writes is missing.
YOUR_NAME = {"required": _("Please give your name.")}
YOUR_ADDRESS = {"required": pgettext_lazy("who sends", "Please give your email address.")}
NAME_INPUT = {"autocomplete": "name"}
ADDRESS_INPUT = {"autocomplete": "email"}


# Of two of these one is needed, or another field says when they are.
NOT_OPTIONAL = {"family_name", "given_name", "title_en", "title_vi", "email", "through_institution"}
NOT_OPTIONAL |= {"proposed_by"}


class NominationForm(forms.ModelForm):
    """Who is proposed, and by whom. The page says for which seat."""

    remark = forms.CharField(
        label=_("Remark for the organisers"),
        required=False,
        validators=[MaxLengthValidator(2000)],
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    through_institution = forms.BooleanField(
        label=_("The delegate has no email address of their own and is reached through us"),
        required=False,
        help_text=_(
            "The secretariat then hands letters over through your focal point, or through you, and "
            "takes travel details by telephone or on paper."
        ),
    )

    no_address = _(
        "Give the delegate’s own email address, or tick below that they are reached through you."
    )

    class Meta:
        model = Nomination
        fields = Nomination.TYPED
        labels = {
            "title_en": _("Title in English (one of the two is needed)"),
            "title_vi": _("Title in Vietnamese (one of the two is needed)"),
            "family_name": _("Family name (one of the two names is needed)"),
            "given_name": _("Given name (one of the two names is needed)"),
            "email": _("The delegate’s own email address (or tick below that there is none)"),
            "phone": _("The delegate’s telephone number"),
            "proposed_by_name": pgettext_lazy("who sends", "Your name"),
            "proposed_by_email": pgettext_lazy("who sends", "Your email address"),
        }
        help_texts = {
            "email": _(
                "The personal link is sent there once the organisers have approved the "
                "nomination; what the delegate tells us about travel opens with a code sent to "
                "this address."
            ),
            "phone": _("With the country code, for example +84 24 3822 0000."),
            "family_name": _("A given name alone is enough."),
            "form_of_address": _("For example Mr, Ms, Dr, H.E."),
            "title_en": _("The office held, for example Deputy Minister."),
            "title_vi": _("The office held, for example Thứ trưởng."),
            "proposed_by_email": _("We will send you a confirmation of what was proposed."),
        }
        error_messages = {
            "email": {"required": _("Please give the delegate’s own email address.")},
            "language": {"required": _("Please choose the language of correspondence.")},
            "proposed_by_name": YOUR_NAME,
            "proposed_by_email": YOUR_ADDRESS,
        }
        widgets = {
            "phone": forms.TextInput(attrs={"type": "tel"}),
            "proposed_by_name": forms.TextInput(attrs=NAME_INPUT),
            "proposed_by_email": forms.EmailInput(attrs=ADDRESS_INPUT),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["proposed_by_email"].required = True
        for name, field in self.fields.items():
            if not (field.required or name in NOT_OPTIONAL):
                field.label = format_lazy(_("{label} (optional)"), label=field.label)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.include_media = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Div("family_name", "given_name", css_class="pair"),
            "form_of_address",
            Div("title_en", "title_vi", css_class="pair"),
            "country",
            Div("email", "phone", css_class="pair"),
            "through_institution",
            "language",
            "remark",
            Div("proposed_by_name", "proposed_by_email", css_class="pair"),
        )

    def clean_email(self):
        return self.cleaned_data["email"].lower()

    def clean_phone(self):
        """A number without a country code is taken for one of the delegate's country."""
        return read_phone(self.cleaned_data["phone"], self.cleaned_data.get("country") or "")

    def clean(self):
        """An address, or the word that they are reached without one: nobody forgets it unseen."""
        cleaned = super().clean()
        is_given = self.cleaned_data.get("email") or "email" in self.errors
        if not is_given and not self.cleaned_data.get("through_institution"):
            self.add_error("email", self.no_address)
        return cleaned


class SubstituteForm(ConditionalFields, NominationForm):
    """The same from the delegate's own page, where the delegate or the office may propose: of the
    delegate all is known, and only an office is asked who it is."""

    conditions = (
        CountsOnly(
            ["proposed_by_name", "proposed_by_email"], "proposed_by", {"office"}, box="if-office"
        ),
    )

    proposed_by = OnBehalfField(
        label=_("I am acting for the invitee"),
        then=pgettext_lazy("who proposes", "Then please give your name and email address."),
    )
    no_address = _(
        "Give the substitute’s own email address, or tick below that they are reached through you."
    )

    class Meta(NominationForm.Meta):
        fields = [*NominationForm.Meta.fields, "proposed_by"]
        labels = {
            **NominationForm.Meta.labels,
            "email": _("The substitute’s own email address (or tick below that there is none)"),
            "phone": _("The substitute’s telephone number"),
        }
        help_texts = {
            **NominationForm.Meta.help_texts,
            "email": _(
                "The personal link is sent there once the organisers have approved the "
                "substitute; what the substitute tells us about travel opens with a code sent to "
                "this address."
            ),
        }
        error_messages = {
            **NominationForm.Meta.error_messages,
            "email": {"required": _("Please give the substitute’s own email address.")},
        }

    def __init__(
        self, delegate: Person, *args: Any, office: KnownOffice | None = None, **kwargs: Any
    ) -> None:
        """`office`: one that has answered before, or gets copies, need not say again who it is."""
        self.office = office or KnownOffice()
        if self.office.name:
            again = {"proposed_by": "office", "proposed_by_name": self.office.name}
            kwargs["initial"] = {**again, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        self.delegate = delegate
        if self.office.help_text:
            self.fields["proposed_by_email"].help_text = self.office.help_text
            self.fields["proposed_by_email"].required = False
        self.fields["through_institution"].label = _(
            "The substitute has no email address of their own and is reached through us"
        )
        *described, proposer = self.helper.layout.fields
        proposer.css_class += " indented if-office"
        self.helper.layout = Layout(*described, "proposed_by", proposer)

    def clean(self) -> dict[str, Any]:
        """The delegate's own name and address, where it is they who propose."""
        cleaned = super().clean()
        if cleaned.get("proposed_by") == "invitee":
            cleaned["proposed_by_name"] = self.delegate.name
            cleaned["proposed_by_email"] = self.delegate.email
        elif not self.data.get("proposed_by_email"):
            known = self.office.address_of(cleaned.get("proposed_by_name", ""))
            cleaned["proposed_by_email"] = known
            if not known and "proposed_by_email" not in self.errors:
                self.add_error("proposed_by_email", YOUR_ADDRESS["required"])
        return cleaned


class RecordedNominationForm(NominationForm):
    """A nomination or substitute that reached the secretariat by telephone, on paper, …"""

    channel = forms.ChoiceField(
        label=_("How it reached you"),
        choices=Channel.told_by_people(),
        widget=forms.RadioSelect,
    )

    class Meta(NominationForm.Meta):
        fields = [*NominationForm.Meta.fields, "channel"]
        labels = {
            **NominationForm.Meta.labels,
            "proposed_by_name": _("Who told you"),
            "proposed_by_email": _("Address of the person who told you"),
        }
        error_messages = {
            **NominationForm.Meta.error_messages,
            "proposed_by_name": {"required": _("Please say who told you.")},
        }
        widgets = {"phone": forms.TextInput(attrs={"type": "tel"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["proposed_by_email"].required = False
        through = self.fields["through_institution"]
        through.label = _("No email address: reached through the institution or the caller")
        through.help_text = _("Letters are then to hand over; details are told by telephone.")


class GiveBackForm(forms.Form):
    """An institution that will not fill a seat says so, and who says it."""

    reason = forms.CharField(
        label=_("Reason or remark (optional)"),
        required=False,
        validators=[MaxLengthValidator(2000)],
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    answered_by_name = forms.CharField(
        label=pgettext_lazy("who sends", "Your name"),
        max_length=200,
        validators=[validate_plain_text],
        widget=forms.TextInput(attrs=NAME_INPUT),
        error_messages=YOUR_NAME,
    )
    answered_by_email = forms.EmailField(
        label=pgettext_lazy("who sends", "Your email address"),
        widget=forms.EmailInput(attrs=ADDRESS_INPUT),
        error_messages=YOUR_ADDRESS,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.include_media = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            "reason", Div("answered_by_name", "answered_by_email", css_class="pair")
        )
