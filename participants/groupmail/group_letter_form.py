"""What organisers type for a letter to many: to whom, what, with which files, when."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dialogue.mail.forms import LONG, WIDE, SendingForm
from dialogue.models import Dialogue
from participants.groupmail import filters
from participants.groupmail.group_letters import PLACEHOLDERS, GroupLetter
from participants.letters import placeholders


class GroupLetterForm(SendingForm):
    """Filters, a subject and a text in each language, and how it goes out."""

    # Its own text stands for them.
    paragraph_en = None  # type: ignore[assignment]
    paragraph_vi = None  # type: ignore[assignment]
    subject_en = forms.CharField(
        label=_("Subject in English"), max_length=200, widget=forms.TextInput(attrs=WIDE)
    )
    text_en = forms.CharField(
        label=_("Text in English"),
        max_length=20_000,
        widget=forms.Textarea(attrs={**LONG, "rows": 12}),
    )
    subject_vi = forms.CharField(
        label=_("Subject in Vietnamese"), max_length=200, widget=forms.TextInput(attrs=WIDE)
    )
    text_vi = forms.CharField(
        label=_("Text in Vietnamese"),
        max_length=20_000,
        widget=forms.Textarea(attrs={**LONG, "rows": 12}),
    )

    # Asked once the dialogue is over. What belongs to it (a letter of thanks, the papers, a
    # certificate) completes what people took part in; anything beyond needs their consent.
    about = forms.ChoiceField(
        label=_("What it is about"),
        choices=[
            ("dialogue", _("This dialogue: thanks, papers, certificates, costs. To all chosen.")),
            (
                "beyond",
                _("Something beyond it: surveys, other events, news. Only to those who agreed."),
            ),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what it is about: that decides who may be written to.")},
    )

    def __init__(self, dialogue: Dialogue, *args: Any, **kwargs: Any) -> None:
        super().__init__(dialogue, *args, **kwargs)
        self.fields["wave"].required = True
        if dialogue.status != Dialogue.Status.HELD:
            del self.fields["about"]
        for name in ["text_en", "text_vi"]:
            self.fields[name].initial = "{salutation}\n\n"
        for own in filters.all_filters():
            self.fields[f"by_{own.name}"] = forms.MultipleChoiceField(
                label=str(own.label),
                choices=own.choices(dialogue),
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def _checked(self, name):
        text = self.cleaned_data[name].replace("\r\n", "\n").strip()
        placeholders.check(text, PLACEHOLDERS)
        return text

    def clean_subject_en(self) -> str:
        """With no placeholder that does not exist."""
        return self._checked("subject_en")

    def clean_subject_vi(self) -> str:
        """The same."""
        return self._checked("subject_vi")

    def clean_text_en(self) -> str:
        """The same."""
        return self._checked("text_en")

    def clean_text_vi(self) -> str:
        """The same."""
        return self._checked("text_vi")

    @property
    def filter_fields(self) -> list[forms.BoundField]:
        """Those of the filters, for the page."""
        return [self[f"by_{own.name}"] for own in filters.all_filters()]

    @property
    def values(self) -> dict[str, list[str]]:
        """{filter: what was ticked}"""
        return {own.name: self.cleaned_data[f"by_{own.name}"] for own in filters.all_filters()}

    @property
    def needs_consent(self) -> bool:
        """Whether only those who agreed to be followed up may get it."""
        return self.cleaned_data.get("about") == "beyond"

    @property
    def letter(self) -> GroupLetter:
        """What was written."""
        typed, languages = self.cleaned_data, [code for code, _name in settings.LANGUAGES]
        return GroupLetter(
            subjects={code: typed[f"subject_{code}"] for code in languages},
            texts={code: typed[f"text_{code}"] for code in languages},
        )
