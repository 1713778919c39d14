"""What the forms on a delegate's details page share, and the small ones among them."""

import re
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogue.pages.conditional_fields import ConditionalFields, CountsOnly
from participants.models import Channel, Consent, Person
from participants.names.validators import validate_plain_text

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Marks that reorder or hide text (Unicode, UAX 9): a name that reads otherwise than it is stored.
# No more than these, unlike participants.validators: what is copied into a longer answer may hold
# soft hyphens and a word processor's bullets (private use), which deceive nobody.
HIDDEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
YES_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]


def refuse_hidden_marks(text: str) -> None:
    """Raises ValidationError for marks that make a text read otherwise than it is stored."""
    if HIDDEN.search(text):
        raise ValidationError(
            _(
                "This contains invisible characters that change how it reads, perhaps from "
                "copying. Please type it by hand."
            )
        )


def choice(
    label: "StrOrPromise",
    choices: "Sequence[tuple[str, StrOrPromise]]",
    help_text: "StrOrPromise" = "",
) -> forms.ChoiceField:
    """An optional choice by radio buttons; "" where nothing is chosen."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=help_text,
    )


def yes_no(label: "StrOrPromise", help_text: "StrOrPromise" = "") -> forms.TypedChoiceField:
    """An optional question; its value is True, False, or None where nothing is chosen."""
    return forms.TypedChoiceField(
        label=label,
        choices=YES_NO,
        coerce=lambda answer: answer == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text=help_text,
    )


def day_input(**attrs: str) -> forms.DateInput:
    """The browser's own date picker, with these HTML attributes. It wants ISO 8601, whatever the
    language."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", **attrs})


def hour_input() -> forms.TimeInput:
    """The browser's own time picker; it wants HH:MM on 24 hours, whatever the language."""
    return forms.TimeInput(format="%H:%M", attrs={"type": "time"})


def part(heading: "StrOrPromise", *fields: Any) -> Fieldset:
    """A part of a long form, under a heading by which it is found and jumped to."""
    return Fieldset(format_html("<h2>{}</h2>", heading), *fields)


class PartlyRight:
    """A form of which the valid fields are kept though others are wrong. The page brings the
    <form>, its token and its button, for several share them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.include_media = False
        self.helper.disable_csrf = True
        for field in self.fields.values():
            if type(field) is forms.CharField:
                field.validators.append(refuse_hidden_marks)


class GenderForm(ConditionalFields, PartlyRight, forms.ModelForm):
    """How the person describes their own gender; the passport's is not asked."""

    conditions = (CountsOnly(["gender_words"], "gender", {"other"}, box="if-own-words"),)

    gender = choice(
        gettext_lazy("How do you describe your gender? (optional)"),
        [
            ("woman", gettext_lazy("Woman")),
            ("man", gettext_lazy("Man")),
            ("other", gettext_lazy("In another way")),
            ("undisclosed", gettext_lazy("I prefer not to say")),
        ],
        gettext_lazy(
            "It helps us to make sure that panels are balanced, and is shown to nobody else."
        ),
    )

    class Meta:
        model = Person
        fields = ["gender", "gender_words"]
        labels = {"gender_words": gettext_lazy("In your own words")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = Div("gender_words", css_class="indented if-own-words")
        self.helper.layout = Layout(part(gettext_lazy("About you"), "gender", words))

    def save_valid(self) -> None:
        """Store every valid field, if any is new."""
        names = [name for name in self.changed_data if name not in self.errors]
        if names:
            self.instance.save(update_fields=self._meta.fields)


class ToldForm(forms.Form):
    """Who told the organisers a delegate's details, and how."""

    told_by = forms.CharField(
        label=gettext_lazy("Who told you"),
        max_length=200,
        validators=[validate_plain_text],
        help_text=gettext_lazy("The delegate’s or the caller’s name."),
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("How it reached you"),
        choices=Channel.told_by_people(),
        widget=forms.RadioSelect,
    )
    told_on = forms.DateField(
        label=gettext_lazy("On which day"),
        required=False,
        initial=timezone.localdate,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_told_on(self) -> date:
        """Today where nothing is typed; no day that is still to come."""
        day = self.cleaned_data["told_on"] or timezone.localdate()
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day


class CodeForm(forms.Form):
    """The six digits from the email."""

    code = forms.CharField(
        label=gettext_lazy("The six digits from the email"),
        required=False,
        max_length=100,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "size": 8}
        ),
        help_text=gettext_lazy("A code is valid for 10 minutes and can be used once."),
    )

    def __init__(self, *args: Any, is_just_sent: bool = False, **kwargs: Any) -> None:
        """`is_just_sent`: whoever opens the page types the code next."""
        super().__init__(*args, **kwargs)
        if is_just_sent:
            says_so = {"autofocus": True, "aria-describedby": "code-sent id_code_helptext"}
            self.fields["code"].widget.attrs |= says_so


class ConsentTakenBackForm(forms.Form):
    """Which of the consents are withdrawn, and the person from whom the organisers know it.

    `consents` are those that the delegate has given and that still count."""

    purposes = forms.MultipleChoiceField(
        label=gettext_lazy("What is withdrawn"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick what is withdrawn.")},
    )
    told_by = forms.CharField(
        label=gettext_lazy("Who told you, and how"),
        max_length=120,
        validators=[validate_plain_text],
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy("For example “the delegate, by telephone”."),
    )

    def __init__(self, consents: Sequence[Consent], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast(forms.MultipleChoiceField, self.fields["purposes"])
        field.choices = [(consent.purpose, consent.get_purpose_display()) for consent in consents]
