"""Forms about official letters: writing for many, changing one, issuing, cancelling, scans."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogue import refusals
from dialogue.access import pdf_files
from dialogue.models import Dialogue
from dialogue.models.validators import refuse_invisible
from dialogue.refusals import Refused
from participants.models import (
    LetterHead,
    LetterKind,
    OfficialLetter,
    RegisterEntry,
    Signatory,
)
from participants.official import kinds


def refuse_invisible_in_lines(text: str) -> None:
    """What may have several lines. Raises ValidationError."""
    for line in text.splitlines():
        refuse_invisible(line)


def _lines(label: Any, longest: int, rows: int, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        validators=[MaxLengthValidator(longest), refuse_invisible_in_lines],
        widget=forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField"}),
        help_text=help_text,
    )


class WritingForm(forms.Form):
    """What these letters have in common, and for each addressee the kind and the languages."""

    signatory: forms.ModelChoiceField = forms.ModelChoiceField(
        Signatory.objects.none(), label=gettext_lazy("Signatory"), required=False
    )
    paragraph_en = _lines(gettext_lazy("Own paragraph in English"), 4000, 4)
    paragraph_vi = _lines(gettext_lazy("Own paragraph in Vietnamese"), 4000, 4)
    enclosures_en = _lines(
        gettext_lazy("Enclosures in English"), 1000, 2, gettext_lazy("One a line.")
    )
    enclosures_vi = _lines(
        gettext_lazy("Enclosures in Vietnamese"), 1000, 2, gettext_lazy("One a line.")
    )

    COMMON = ["signatory", "paragraph_en", "paragraph_vi", "enclosures_en", "enclosures_vi"]

    def __init__(
        self, *args: Any, dialogue: Dialogue, letters: Sequence[OfficialLetter], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.letters = letters
        signatories = Signatory.objects.filter(dialogue=dialogue)
        self.fields["signatory"].queryset = signatories  # type: ignore[attr-defined]
        self.fields["signatory"].initial = signatories.first()
        for number, letter in enumerate(letters):
            who = {"who": letter.addressed_to}
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label=_("Kind of letter to %(who)s") % who,
                choices=LetterKind.choices,
                initial=kinds.proposed(letter),
            )
            self.fields[f"languages_{number}"] = forms.ChoiceField(
                label=_("Languages of the letter to %(who)s") % who,
                choices=OfficialLetter.Languages.choices,
                initial=letter.recipient.language,
            )

    @property
    def common(self) -> list[Any]:
        return [self[name] for name in self.COMMON]

    @property
    def rows(self) -> list[tuple[OfficialLetter, Any, Any]]:
        """[(letter, its field for the kind, that for the languages)]"""
        return [
            (letter, self[f"kind_{number}"], self[f"languages_{number}"])
            for number, letter in enumerate(self.letters)
        ]

    def clean(self) -> dict[str, Any] | None:
        """Fill the letters in, and say of each whose kind does not fit why."""
        cleaned = super().clean() or {}
        for number, letter in enumerate(self.letters):
            for name in self.COMMON:
                setattr(letter, name, cleaned.get(name) or ("" if name != "signatory" else None))
            letter.kind = cleaned.get(f"kind_{number}", "")
            letter.languages = cleaned.get(f"languages_{number}", "")
            if not letter.kind:
                continue
            try:
                kinds.refuse_unfit(letter)
            except Refused as refusal:
                self.add_error(f"kind_{number}", str(refusal))
        return cleaned


class OfficialLetterForm(forms.ModelForm):
    """A draft as it is changed on its own page; refused where somebody else has changed it since
    the page was opened."""

    is_outdated = False

    class Meta:
        model = OfficialLetter
        fields = [
            *["kind", "languages", "signatory", "paragraph_en", "paragraph_vi"],
            *["enclosures_en", "enclosures_vi"],
        ]
        widgets = {
            name: forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField"})
            for name, rows in [
                *[("paragraph_en", 5), ("paragraph_vi", 5)],
                *[("enclosures_en", 2), ("enclosures_vi", 2)],
            ]
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("signatory"):
            of_dialogue = Signatory.objects.filter(dialogue=self.instance.dialogue_id)
            field.queryset = of_dialogue  # type: ignore[attr-defined]
        for name in ["paragraph_en", "paragraph_vi", "enclosures_en", "enclosures_vi"]:
            if name in self.fields:
                self.fields[name].validators.append(refuse_invisible_in_lines)

    def clean(self) -> dict[str, Any] | None:
        """Refuse a kind that does not fit, and what was issued meanwhile."""
        cleaned = super().clean() or {}
        stored = OfficialLetter.objects.select_for_update().filter(pk=self.instance.pk).first()
        if stored is None or not stored.is_draft:
            raise ValidationError(
                _("The letter has been issued since this page was opened, so it stays as it is.")
            )
        if refusals.is_outdated(refusals.seen_in(self.data), stored):
            self.is_outdated = True
            differing = [
                refusals.now(stored, name)
                for name in self.fields
                if cleaned.get(name) != getattr(stored, name)
            ]
            self.add_error(
                None, refusals.describe(stored, None, None, otherwise="; ".join(differing))
            )
        if kind := cleaned.get("kind"):
            trial = OfficialLetter(
                kind=kind, invitation=stored.invitation, delegation=stored.delegation
            )
            try:
                kinds.refuse_unfit(trial)
            except Refused as refusal:
                self.add_error("kind", str(refusal))
        return cleaned


class IssueForm(forms.Form):
    """The day of the letters, and their numbers where those come from the ministry's register."""

    dated_on = forms.DateField(
        label=gettext_lazy("Date of the letters"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, letters: Sequence[OfficialLetter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.letters = letters
        self.fields["dated_on"].initial = timezone.localdate
        self.heads = {
            head.dialogue_id: head
            for head in LetterHead.objects.filter(dialogue__in={row.dialogue_id for row in letters})
        }
        for letter in letters:
            head = self.heads.get(letter.dialogue_id)
            if head and head.numbers_by_hand:
                self.fields[f"number_{letter.pk}"] = forms.IntegerField(
                    label=_("Number of: %(letter)s") % {"letter": letter},
                    min_value=1,
                    max_value=999_999,
                )

    def number_of(self, letter: OfficialLetter) -> int | None:
        """The number that was typed for a letter."""
        return self.cleaned_data.get(f"number_{letter.pk}")

    def clean(self) -> dict[str, Any] | None:
        """A number is taken once."""
        cleaned = super().clean() or {}
        typed: set[tuple[str, str, int]] = set()
        for letter in self.letters:
            name, head = f"number_{letter.pk}", self.heads.get(letter.dialogue_id)
            number, day = cleaned.get(name), cleaned.get("dated_on")
            if not (number and day and head):
                continue
            key = (head.abbreviation, kinds.series_of(letter), number)
            taken = RegisterEntry.objects.filter(
                direction="out", body=key[0], series=key[1], number=number, year=day.year
            ).first()
            if taken:
                text = _("Taken: %(symbol)s is “%(subject)s”.")
                self.add_error(name, text % {"symbol": taken, "subject": taken.subject})
            elif key in typed:
                self.add_error(name, _("This number is typed twice here."))
            typed.add(key)
        return cleaned


class CancelForm(forms.Form):
    """Why; the register keeps it."""

    reason = forms.CharField(
        label=gettext_lazy("Reason (kept in the register)"),
        max_length=300,
        required=False,
        validators=[refuse_invisible],
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, *args: Any, letters: Sequence[OfficialLetter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = any(not letter.is_draft for letter in letters)


class ScanForm(forms.Form):
    """The signed paper."""

    file = pdf_files.PdfField(
        label=gettext_lazy("Signed letters as a PDF"),
        error_messages={"required": gettext_lazy("Choose the PDF with the signed letters.")},
    )
