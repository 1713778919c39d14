"""The four pages of the assistant for a new dialogue. Each form stands for itself; what they have
to say about each other they are told (`before`: what the earlier pages hold)."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.forms import BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from dialogue.desk import copying
from dialogue.models import Dialogue
from dialogue.models.validators import validate_timezone, validate_title
from dialogue.pages.phones import PhoneMixin
from participants.models import ReminderRule

Kind = ReminderRule.Kind
DAYS_TO_ANSWER = 21  # before the first day, unless somebody says otherwise
HOUR = time(17)
# Sensible rules: (who, days before).
RULES = [
    *[(Kind.ANSWER, days) for days in (14, 7, 2)],
    *[(Kind.NOMINATION, days) for days in (14, 7, 2)],
    *[(Kind.CONFIRMATION, days) for days in (7, 2)],
    *[(Kind.DETAILS, days) for days in (14, 7, 3)],
]
# Usual categories: (in English, in Vietnamese, target).
CATEGORIES = [
    ("Government", "Cơ quan nhà nước", 10),
    ("Companies", "Doanh nghiệp", 10),
    ("Research", "Giới nghiên cứu", 10),
]
MOST_CATEGORIES = 12


def _title(label: Any, required: bool = True, longest: int = 200) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=longest,
        validators=[validate_title],
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class _Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class WhatForm(forms.Form):
    """What it is, when, and where."""

    title_en = _title(gettext_lazy("Title in English"))
    title_vi = _title(gettext_lazy("Title in Vietnamese"))
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=_Day())
    ends_on = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=_Day(),
        required=False,
        help_text=gettext_lazy("Leave it empty for a dialogue of one day."),
    )
    time_zone = forms.CharField(
        label=gettext_lazy("Time zone"),
        initial="Asia/Ho_Chi_Minh",
        max_length=64,
        validators=[validate_timezone],
        help_text=gettext_lazy("Asia/Ho_Chi_Minh is Hanoi time."),
    )
    venue_en = _title(gettext_lazy("Venue in English"), required=False)
    venue_vi = _title(gettext_lazy("Venue in Vietnamese"), required=False)
    host_en = _title(gettext_lazy("Host in English"), required=False)
    host_vi = _title(gettext_lazy("Host in Vietnamese"), required=False)

    def clean(self) -> dict[str, Any]:
        """The last day is the first, unless it was given. It lies no earlier. What is named is
        named in both languages: pages and letters are read in either."""
        cleaned = super().clean() or {}
        first = cleaned.get("starts_on")
        cleaned["ends_on"] = cleaned.get("ends_on") or first
        if first and cleaned["ends_on"] < first:
            self.add_error("ends_on", _("The last day is before the first day."))
        for name in ["venue", "host"]:
            empty = [field for field in [f"{name}_en", f"{name}_vi"] if not cleaned.get(field)]
            if len(empty) == 1 and empty[0] not in self.errors:
                self.add_error(empty[0], _("Write the name in this language too."))
        return cleaned


class SeatsForm(forms.Form):
    """How many seats there are; the categories are a formset beside it."""

    capacity = forms.IntegerField(
        label=gettext_lazy("Seats"), initial=30, min_value=1, max_value=32_000
    )
    differs = forms.BooleanField(
        label=gettext_lazy("The targets need not add up to the number of seats"), required=False
    )


class CategoryForm(forms.Form):
    """One category; left empty it is none."""

    name_en = _title(gettext_lazy("Category in English"), required=False, longest=100)
    name_vi = _title(pgettext_lazy("category", "in Vietnamese"), required=False, longest=100)
    target = forms.IntegerField(
        label=gettext_lazy("Target"), required=False, min_value=0, max_value=32_000
    )

    def clean(self) -> dict[str, Any]:
        """With a name in one language at least, where a target was given."""
        cleaned = super().clean() or {}
        if cleaned.get("target") and not (cleaned.get("name_en") or cleaned.get("name_vi")):
            self.add_error("name_en", _("Give the category a name, or take its target away."))
        return cleaned


class BaseCategories(BaseFormSet):
    """The categories; `capacity` and `differs` are what the form beside it says."""

    capacity: int | None = None
    differs = False

    @property
    def filled(self) -> list[dict[str, Any]]:
        """What was typed of those that have a name."""
        rows = (getattr(form, "cleaned_data", {}) for form in self.forms)
        return [row for row in rows if row.get("name_en") or row.get("name_vi")]

    def clean(self) -> None:
        """At least one, no name twice, and targets that add up."""
        if any(self.errors):
            return
        if not self.filled:
            raise forms.ValidationError(_("Name at least one category: every guest has one."))
        names = [row.get("name_en") or row.get("name_vi") for row in self.filled]
        if len(set(names)) < len(names):
            raise forms.ValidationError(_("Two categories have the same name."))
        total = sum(row.get("target") or 0 for row in self.filled)
        if self.capacity and total != self.capacity and not self.differs:
            text = _(
                "The targets add up to %(total)s, and there are %(seats)s seats. Change one of "
                "them, or tick the box below."
            )
            raise forms.ValidationError(text % {"total": total, "seats": self.capacity})


Categories = formset_factory(CategoryForm, formset=BaseCategories, extra=2, max_num=MOST_CATEGORIES)


class AnswersForm(forms.Form):
    """By when answers are wanted, and who is reminded when. `before` is what the first page
    holds; without it the deadline is no default."""

    reply_by_on = forms.DateField(label=gettext_lazy("Answers are due on"), widget=_Day())
    reply_by_time = forms.TimeField(
        label=gettext_lazy("Time"),
        initial=HOUR,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=gettext_lazy("On the dialogue’s own clock."),
    )
    rules = forms.MultipleChoiceField(
        label=gettext_lazy("Reminders"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Those about nominations go only to institutions that are asked to name somebody."
        ),
    )

    def __init__(self, *args: Any, before: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.starts_on: date | None = before.get("starts_on")
        self.zone = ZoneInfo(before.get("time_zone") or "Asia/Ho_Chi_Minh")
        rules = [
            (f"{kind}-{days}", str(ReminderRule(kind=kind, days_before=days)))
            for kind, days in RULES
        ]
        field: Any = self.fields["rules"]
        field.choices, field.initial = rules, [name for name, _label in rules]
        if self.starts_on:
            usual = self.starts_on - timedelta(DAYS_TO_ANSWER)
            tomorrow = timezone.now().astimezone(self.zone).date() + timedelta(1)
            self.fields["reply_by_on"].initial = max(usual, min(tomorrow, self.starts_on))

    def clean(self) -> dict[str, Any]:
        """With `reply_by_at` (aware), which lies ahead and no later than the first day."""
        cleaned = super().clean() or {}
        day, hour = cleaned.get("reply_by_on"), cleaned.get("reply_by_time")
        if not (day and hour):
            return cleaned
        cleaned["reply_by_at"] = datetime.combine(day, hour, self.zone)
        if cleaned["reply_by_at"] <= timezone.now():
            self.add_error("reply_by_on", _("This moment has passed. Choose a later one."))
        elif self.starts_on and day > self.starts_on:
            self.add_error(
                "reply_by_on", _("The dialogue has begun by then. Choose an earlier day.")
            )
        return cleaned


class SenderForm(PhoneMixin, forms.Form):
    """Whom guests turn to, and where a test letter goes. `country` is the dialogue's."""

    phone_fields = ("contact_phone",)

    contact_name_en = _title(gettext_lazy("Contact in English"))
    contact_name_vi = _title(gettext_lazy("Contact in Vietnamese"), required=False)
    contact_email = forms.EmailField(
        label=gettext_lazy("Email address of the contact"),
        widget=forms.EmailInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy("Letters name it, and answers by email go there."),
    )
    contact_phone = forms.CharField(
        label=gettext_lazy("Telephone of the contact"), required=False, max_length=50
    )
    test_to = forms.EmailField(
        label=gettext_lazy("Send a test letter to"),
        required=False,
        widget=forms.EmailInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy(
            "It shows whether mail leaves and arrives. Leave it empty to do without."
        ),
    )

    def __init__(self, *args: Any, country: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country

    def phone_country(self) -> str:
        """The dialogue's own."""
        return self.country


class CopyForm(forms.Form):
    """What is taken over from which earlier dialogue, if any."""

    earlier: forms.ModelChoiceField = forms.ModelChoiceField(
        Dialogue.objects.none(),
        label=gettext_lazy("Copy from an earlier dialogue"),
        required=False,
        empty_label=gettext_lazy("Nothing, begin afresh"),
    )
    what = forms.MultipleChoiceField(
        label=gettext_lazy("Take over"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, dialogues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["earlier"].queryset = dialogues  # type: ignore[attr-defined]
        what: Any = self.fields["what"]
        what.choices = [(kind.name, kind.label) for kind in copying.all_kinds()]
        what.initial = [kind.name for kind in copying.all_kinds() if kind.is_usual]
