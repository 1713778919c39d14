"""The answer form, for invitees and for the secretariat that writes an answer down."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from dialogue.pages.conditional_fields import ConditionalFields, CountsOnly
from participants.models import Answer, Category, Invitation
from participants.states import Status
from participants.workflow.known_office import KnownOffice
from participants.workflow.on_behalf import (
    FOR_SOMEBODY_ELSE,
    OnBehalfField,
    name_field,
)

RESPONSES = [
    ("accept", _("Yes, I accept with pleasure")),
    ("tentative", _("I hope to come, but cannot confirm yet")),
    ("decline", _("I am unable to attend")),
]


class AnswerForm(ConditionalFields, forms.ModelForm):
    """What the invitee, or the office that answers for them, says."""

    conditions = (
        CountsOnly(["reason"], "response", {"tentative", "decline"}, box="if-not-accepted"),
        CountsOnly(["answered_by_name", "answered_by_email"], *FOR_SOMEBODY_ELSE),
    )

    response = forms.ChoiceField(
        label=_("Will you take part?"),
        choices=RESPONSES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one of the three answers.")},
    )
    reason = forms.CharField(
        label=_("Reason or remark (optional)"),
        required=False,
        validators=[MaxLengthValidator(2000)],
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A brief reason helps us to plan; only the secretariat reads it."),
    )
    answered_by = OnBehalfField(
        label=_("I am answering for the invitee"),
        then=pgettext_lazy("who answers", "Then please give your name and email address."),
    )
    answered_by_name = name_field()
    answered_by_email = forms.EmailField(
        label=pgettext_lazy("who answers", "Your email address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We send a confirmation to both of you."),
    )

    class Meta:
        model = Answer
        fields = ["response", "reason", "answered_by", "answered_by_name", "answered_by_email"]

    def __init__(self, *args: Any, office: KnownOffice | None = None, **kwargs: Any) -> None:
        """`office`: one that answered before, or gets copies, need not say again who it is."""
        self.office = office or KnownOffice()
        if self.office.name:
            again = {"answered_by": "office", "answered_by_name": self.office.name}
            kwargs["initial"] = {**again, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        address = self.fields["answered_by_email"]
        address.help_text = self.office.help_text or address.help_text
        address.widget.attrs["aria-required"] = "false" if self.office.help_text else "true"

    @cached_property
    def helper(self) -> FormHelper:
        """How the form is laid out, where it is shown."""
        helper = FormHelper()
        helper.form_tag = False
        helper.include_media = False
        helper.disable_csrf = True  # the template brings it, for the rest may be kept
        helper.layout = Layout(
            Div("response", css_class="choices"),
            Div("reason", css_class="if-not-accepted"),
            "answered_by",
            Div("answered_by_name", "answered_by_email", css_class="indented if-office"),
        )
        return helper

    def clean_answered_by_name(self):
        return " ".join(self.cleaned_data["answered_by_name"].split())

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answered_by") != "office":
            return cleaned
        if not self.data.get("answered_by_email"):
            known = self.office.address_of(cleaned.get("answered_by_name", ""))
            cleaned["answered_by_email"] = known
        missing = {
            "answered_by_name": _("Please give your name, as you are answering for the invitee."),
            "answered_by_email": pgettext("who answers", "Please give your email address."),
        }
        for name, message in missing.items():
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, message)
        return cleaned


class StepDownForm(AnswerForm):
    """Accepted and past reply-by, or on the reserve list: the invitee can only say no."""

    response = forms.ChoiceField(choices=[RESPONSES[2]], widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        kwargs["initial"] = {**(kwargs.get("initial") or {}), "response": "decline"}
        super().__init__(*args, **kwargs)

    def clean(self):
        # What was chosen on a page from before the deadline is refused where it can be read: the
        # field itself is hidden, and from now on says no.
        cleaned = super().clean()
        if self.errors.pop("response", None):
            self.data = {**self.data.dict(), "response": "decline"}
            text = _(
                "This page has changed since you opened it: the answer you chose can no longer be "
                "given here. Please read what it says now, or write to the secretariat."
            )
            self.add_error(None, text)
        return cleaned


class CategoryField(forms.ModelChoiceField):
    """Chooses a category, and with it the dialogue that it belongs to."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Category"))
        kwargs.setdefault("help_text", _("Each category belongs to one dialogue."))
        super().__init__(Category.objects.select_related("dialogue"), **kwargs)
        self.names_dialogue = True

    def within_one_dialogue(self) -> None:
        """Say no more of which dialogue each is: they are all of the one on screen."""
        self.names_dialogue, self.help_text = False, ""

    def label_from_instance(self, category):
        return f"{category.dialogue} – {category.name}" if self.names_dialogue else category.name


class DraftInvitationsForm(forms.Form):
    """Which dialogue the chosen people shall be invited to, and as what."""

    category = CategoryField()


class KeepsCategoryOnReserve:
    """Of a form for an invitation: nobody changes lists with a rank that counts in the old one."""

    cleaned_data: dict[str, Any]
    instance: Invitation

    def clean_category(self) -> Category:
        category = self.cleaned_data["category"]
        is_other = category.pk != self.instance.category_id
        if self.instance.status == Status.RESERVE and is_other:
            text = _(
                "The category cannot be changed while the person is on the reserve list, "
                "because the ranking is by category. Offer a seat first, or withdraw this "
                "invitation and draft a new one."
            )
            raise forms.ValidationError(text)
        return category


class InvitationForm(KeepsCategoryOnReserve, forms.ModelForm):
    """One invitation in the admin site. Its dialogue is its category's."""

    category = CategoryField()

    class Meta:
        model = Invitation
        fields = ["person", "delegation", "category", "message", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "category" in self.fields:
            categories = self.fields["category"].queryset
            self.fields["category"].queryset = categories.filter(dialogue=self.instance.dialogue)

    def clean(self):
        cleaned = super().clean()
        category, person = cleaned.get("category"), cleaned.get("person")
        delegation = cleaned.get("delegation")
        if category and not self.instance.pk:
            self.instance.dialogue = category.dialogue
            if delegation and delegation.dialogue != category.dialogue:
                self.add_error(
                    "delegation",
                    _("Delegation and category belong to different dialogues."),
                )
            if not person and not delegation:
                self.add_error(
                    "person", _("Choose a person, or a delegation that will nominate one.")
                )
            if person and Invitation.objects.filter(dialogue=category.dialogue).active_for(person):
                self.add_error(
                    "person", _("This person already has an invitation to this dialogue.")
                )
        return cleaned


class SeatForm(KeepsCategoryOnReserve, forms.ModelForm):
    """One seat of an institution, on the delegation's page in the admin site."""

    category = CategoryField(help_text="", widget=forms.Select(attrs={"aria-label": _("Category")}))

    class Meta:
        model = Invitation
        fields = ["category"]

    def __init__(self, *args, dialogue=None, **kwargs):
        super().__init__(*args, **kwargs)
        if dialogue:
            self.instance.dialogue = dialogue
        if "category" in self.fields:
            categories = self.fields["category"].queryset
            self.fields["category"].queryset = categories.filter(dialogue=dialogue)
