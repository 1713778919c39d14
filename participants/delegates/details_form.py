"""The form for travel, visa and needs, and what each of its fields refuses."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.utils import formats, timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from dialogue.pages.conditional_fields import ConditionalFields, CountsOnly
from dialogue.pages.phones import read_phone
from participants.delegates import details_layout
from participants.delegates.details_said import SAID_IN_FULL
from participants.delegates.forms import (
    PartlyRight,
    choice,
    day_input,
    hour_input,
    yes_no,
)
from participants.models import DelegateDetails
from participants.models.details import TRAVEL_FIELDS, VISA_FIELDS

AROUND_THE_DIALOGUE = timedelta(days=14)
OLDEST = timedelta(days=120 * 366)

ATTENDANCE = [
    ("travels", gettext_lazy("In person; I will be travelling")),
    ("local", gettext_lazy("In person; I live nearby and do not need to travel")),
    ("online", gettext_lazy("Online")),
]
HOTEL = [
    ("own", gettext_lazy("I will arrange it myself")),
    ("block", gettext_lazy("Please book me into the organisers’ hotel")),
]
INTERPRETATION = [
    ("none", gettext_lazy("I do not need any")),
    ("en", gettext_lazy("Into English")),
    ("vi", gettext_lazy("Into Vietnamese")),
]
FUNDING = [
    ("own", gettext_lazy("My own institution")),
    ("requested", gettext_lazy("I request support from the organisers")),
    ("other", gettext_lazy("Another source")),
]

# What the organisers can do without; what is voluntary says so itself.
OPTIONAL = [
    *["arrival_place", "departure_number", "departure_place", "hotel_name", "hotel_nights"],
    "emergency_relation",
]


def _optional(label):
    return format_lazy(gettext_lazy("{label} (optional)"), label=label)


def _named(text):
    return forms.TextInput(attrs={"aria-label": text})


class DetailsForm(ConditionalFields, PartlyRight, forms.ModelForm):
    """Travel, visa and needs of one delegate. Its instance has its invitation."""

    conditions = (
        CountsOnly(TRAVEL_FIELDS, "attendance", {"travels", ""}, box="if-travelling"),
        CountsOnly(["hotel_name"], "hotel", {"own", ""}, box="if-own-hotel"),
        CountsOnly(VISA_FIELDS, "needs_visa_letter", {True}, box="if-visa"),
    )

    attendance = choice(
        gettext_lazy("How will you take part?"),
        ATTENDANCE,
        gettext_lazy("If you are not travelling, no travel, hotel or visa details are kept."),
    )
    wants_pickup = yes_no(gettext_lazy("Would you like to be picked up on arrival?"))
    hotel = choice(gettext_lazy("Where will you stay?"), HOTEL)
    hotel_nights = forms.IntegerField(
        label=gettext_lazy("Number of nights"),
        required=False,
        validators=[
            MinValueValidator(1, gettext_lazy("Please give the number of nights, from 1 to 60.")),
            MaxValueValidator(60, gettext_lazy("Please give the number of nights, from 1 to 60.")),
        ],
        widget=forms.NumberInput(attrs={"min": 1, "max": 60}),
    )
    funding = choice(gettext_lazy("Who pays for your travel?"), FUNDING)
    needs_visa_letter = yes_no(
        gettext_lazy("Do you need a letter for your visa?"),
        gettext_lazy("Passport details are asked for, and kept, only if you do."),
    )
    passport_number = forms.CharField(
        label=gettext_lazy("Passport number"),
        required=False,
        max_length=20,
        validators=[
            RegexValidator(
                r"^[A-Za-z0-9][A-Za-z0-9 -]{3,19}\Z",
                gettext_lazy(
                    "Please write the number as it appears in the passport: letters and "
                    "digits only."
                ),
            )
        ],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    interpretation = choice(gettext_lazy("Do you need interpretation?"), INTERPRETATION)
    emergency_phone = forms.CharField(
        label=gettext_lazy("Their telephone number"),
        required=False,
        max_length=50,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
        help_text=gettext_lazy("With the country code, for example +84 24 3822 0000."),
    )

    class Meta:
        model = DelegateDetails
        exclude = ["invitation", "changed_at", "changed_by", "told_by", "channel"]  # noqa: DJ006 - a new field is asked for
        labels = {
            "arrival_on": gettext_lazy("Day of arrival"),
            "arrival_time": gettext_lazy("Time of arrival"),
            "arrival_number": gettext_lazy("Flight or train number"),
            "arrival_place": gettext_lazy("Airport or station"),
            "departure_on": gettext_lazy("Day of departure"),
            "departure_time": gettext_lazy("Time of departure"),
            "departure_number": gettext_lazy("Flight or train number"),
            "departure_place": gettext_lazy("Airport or station"),
            "hotel_name": gettext_lazy("Name of the hotel"),
            "passport_name": gettext_lazy("Full name as in the passport"),
            "passport_nationality": gettext_lazy("Nationality"),
            "passport_place": gettext_lazy("Place of issue"),
            "passport_expires_on": gettext_lazy("Passport expiry date"),
            "birth_on": gettext_lazy("Date of birth"),
            "diet": gettext_lazy("Diet (voluntary)"),
            "access_needs": gettext_lazy("Access needs (voluntary)"),
            "emergency_name": gettext_lazy("Whom should we call in an emergency?"),
            "emergency_relation": pgettext_lazy("emergency contact", "Relationship to you"),
        }
        help_texts = {
            "diet": gettext_lazy("For example vegetarian, halal, an allergy."),
            "access_needs": gettext_lazy(
                "Anything that would help you to take part fully: a wheelchair space, "
                "captions, an assistant."
            ),
        }
        widgets = {
            "arrival_on": day_input(),
            "arrival_time": hour_input(),
            "departure_on": day_input(),
            "departure_time": hour_input(),
            "passport_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "passport_expires_on": day_input(),
            "birth_on": day_input(autocomplete="bday"),
            **{name: _named(text) for name, text in SAID_IN_FULL.items()},
            "access_needs": forms.Textarea(attrs={"rows": 3}),
            "emergency_name": forms.TextInput(attrs={"autocomplete": "off"}),
            "emergency_relation": forms.TextInput(attrs={"autocomplete": "off"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.dialogue = self.instance.invitation.dialogue
        text = _("Letter by letter as in the passport. Everywhere else we write “%(name)s”.")
        name = self.instance.invitation.person.name
        self.fields["passport_name"].help_text = text % {"name": name}
        for name in ["wants_pickup", "needs_visa_letter"]:
            self.initial[name] = {True: "yes", False: "no"}.get(getattr(self.instance, name))
        for name in OPTIONAL:
            field = self.fields[name]
            field.label = _optional(field.label)
            if said_in_full := field.widget.attrs.get("aria-label"):
                field.widget.attrs["aria-label"] = _optional(said_in_full)
        # A browser opens its calendar there, and not at today.
        for name, (first, last) in self._days().items():
            limits = {"min": first.isoformat(), "max": last.isoformat()}
            self.fields[name].widget.attrs |= limits
        self.helper.layout = details_layout.layout()

    def _days(self):
        """{field: (first day, last day)} on which somebody may arrive, and leave."""
        first, last = self.dialogue.starts_on, self.dialogue.ends_on
        return {
            "arrival_on": (first - AROUND_THE_DIALOGUE, last),
            "departure_on": (first, last + AROUND_THE_DIALOGUE),
        }

    def clean_arrival_on(self):
        wrong = _(
            "The dialogue begins on %(starts)s and ends on %(ends)s; please give a day of arrival "
            "from %(first)s to %(last)s, or write to the secretariat."
        )
        return self._within("arrival_on", wrong)

    def clean_departure_on(self):
        wrong = _(
            "The dialogue begins on %(starts)s and ends on %(ends)s; please give a day of "
            "departure from %(first)s to %(last)s, or write to the secretariat."
        )
        return self._within("departure_on", wrong)

    def _within(self, name, wrong):
        day, (first, last) = self.cleaned_data[name], self._days()[name]
        if day and not first <= day <= last:
            raise ValidationError(
                wrong
                % {
                    "starts": _written(self.dialogue.starts_on),
                    "ends": _written(self.dialogue.ends_on),
                    "first": _written(first),
                    "last": _written(last),
                }
            )
        return day

    def clean_birth_on(self):
        day, today = self.cleaned_data["birth_on"], timezone.localdate()
        if day and not today - OLDEST < day < today:
            raise ValidationError(_("Please check the year: a date of birth must be in the past."))
        return day

    def clean_emergency_phone(self):
        """A number without a country code is taken for one of the delegate's own country."""
        country = self.instance.invitation.country.code
        return read_phone(self.cleaned_data["emergency_phone"], country)

    def clean(self):
        cleaned = super().clean()
        self._check_departure(cleaned)
        self._check_passport(cleaned)
        return cleaned

    def _check_departure(self, cleaned):
        names = ["arrival_on", "arrival_time", "departure_on", "departure_time"]
        written = DelegateDetails(**{name: cleaned.get(name) for name in names})
        if not written.leaves_before_arriving:
            return
        is_same_day = written.arrival_on == written.departure_on
        self.add_error(
            "departure_time" if is_same_day else "departure_on",
            _("This is before your arrival. Please check both."),
        )

    def _check_passport(self, cleaned):
        expires_on = cleaned.get("passport_expires_on")
        departs_on = cleaned.get("departure_on")
        last_day = departs_on or self.dialogue.ends_on
        if not expires_on or expires_on >= last_day:
            return
        if departs_on:
            text = _(
                "This passport expires before %(day)s, when you leave. Please give one that is "
                "valid for longer, or check the date."
            )
        else:
            text = _(
                "This passport expires before %(day)s, the last day of the dialogue. Please give "
                "one that is valid for longer, or check the date."
            )
        self.add_error("passport_expires_on", text % {"day": _written(last_day)})

    def ask_nothing_about_a_visa(self) -> None:
        """Of somebody at home where the dialogue takes place."""
        self.fields["needs_visa_letter"].widget = forms.HiddenInput()
        self.helper.layout = details_layout.layout(asks_about_a_visa=False)
        self.fields["attendance"].help_text = _(
            "If you are not travelling, no travel or hotel details are kept."
        )

    def drop_contradictions(self) -> None:
        """Before the valid fields are stored: a day that was overwritten by something wrong, and
        now contradicts the other one, is left empty."""
        row = self.instance
        if row.leaves_before_arriving:
            wrong = "arrival" if {"arrival_on", "arrival_time"} & set(self.errors) else "departure"
            setattr(row, f"{wrong}_on", None)
            setattr(row, f"{wrong}_time", None)


def _written(day):
    return formats.date_format(day, "DATE_FORMAT")


def id_of(name: str) -> str:
    """The id of what is to be filled in on the page: of several radio buttons, the first."""
    is_group = isinstance(DetailsForm.base_fields[name].widget, forms.RadioSelect)
    return f"id_{name}_0" if is_group else f"id_{name}"
