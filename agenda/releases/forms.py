"""What organisers send to release the programme and to compare releases."""

from collections.abc import Mapping, Sequence
from math import inf

from django import forms
from django.forms import BoundField, Textarea
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from agenda.models import Release
from dialogue.refusals import SeenField

DRAFT, NOTHING = "draft", "0"
LONGEST_NOTE = 2000  # characters


class ReleaseForm(forms.Form):
    """The note, whether emails go out, and the fingerprint of the draft that was on screen."""

    note_en = forms.CharField(
        label=_("What is new, in English"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=Textarea({"rows": 3, "lang": "en"}),
    )
    note_vi = forms.CharField(
        label=_("What is new, in Vietnamese"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=Textarea({"rows": 3, "lang": "vi"}),
    )
    write_to_them = forms.BooleanField(
        label=_("Email the people affected"), required=False, initial=True
    )
    seen = SeenField(required=True, max_length=64)

    @property
    def notes(self) -> list[BoundField]:
        """The two fields of the note, for the template."""
        return [self["note_en"], self["note_vi"]]


class CompareForm(forms.Form):
    """Which two of `releases`, newest first; any other address shows the newest and the draft."""

    def __init__(self, releases: Sequence[Release], data: Mapping[str, str]) -> None:
        super().__init__(data if {"from", "to"} & data.keys() else None)
        choices = [
            (DRAFT, _("the draft")),
            *((str(release.number), self._label(release)) for release in releases),
            (NOTHING, _("nothing, as before the first release")),
        ]
        self.usual = (str(releases[0].number) if releases else NOTHING, DRAFT)
        labels = {"from": _("From"), "to": _("To")}
        for (name, label), usual in zip(labels.items(), self.usual, strict=True):
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, initial=usual)

    def _label(self, release):
        day = date_format(localtime(release.released_at), "DATE_FORMAT")
        return f"{release}, {day}"

    @property
    def sides(self) -> tuple[str, str]:
        """(from, to), each the number of a release as text, DRAFT or NOTHING."""
        if self.is_valid():
            return self.cleaned_data["from"], self.cleaned_data["to"]
        return self.usual

    def is_between(self, release: Release) -> bool:
        """Whether this release is one of those that lead from one side to the other."""
        first, last = sorted(inf if side == DRAFT else int(side) for side in self.sides)
        return first < release.number <= last
