"""The forms on a delegate's details page, and what each of their fields refuses."""

import re
from datetime import timedelta

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from participants.models import Logistics, Person
from participants.models.details import TRAVEL_FIELDS, VISA_FIELDS

AROUND_THE_DIALOGUE = timedelta(days=14)
OLDEST = timedelta(days=120 * 366)
# Marks that reorder or hide text (Unicode, UAX 9): a name that reads otherwise than it is stored.
HIDDEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
PHONE = re.compile(r"[+(]?[0-9][0-9 ()./+-]*")
YES_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]


def refuse_hidden_marks(text):
    if HIDDEN.search(text):
        raise ValidationError(
            _(
                "This holds invisible marks that change how it reads, perhaps from copying. "
                "Please type it by hand."
            )
        )


def refuse_implausible_phone(text):
    digits = sum(character.isdecimal() for character in text)
    if not (PHONE.fullmatch(text) and 6 <= digits <= 15):
        raise ValidationError(
            _("Please write the number with its country code, for example +84 24 1234 5678.")
        )


def _choice(label, choices, help_text=""):
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=help_text,
    )


def _yes_no(label, help_text=""):
    return forms.TypedChoiceField(
        label=label,
        choices=YES_NO,
        coerce=lambda answer: answer == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text=help_text,
    )


def _day(**attrs):
    # <input type="date"> wants ISO 8601, whatever the language.
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", **attrs})


def _hour():
    return forms.TimeInput(format="%H:%M", attrs={"type": "time"})


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


ATTENDANCE = [
    ("travels", gettext_lazy("In person, and I travel to it")),
    ("local", gettext_lazy("In person; I live near by and need no travel")),
    ("online", gettext_lazy("Online")),
]
HOTEL = [
    ("own", gettext_lazy("I arrange it myself")),
    ("block", gettext_lazy("Please book in the organisers’ hotel")),
]
INTERPRETATION = [
    ("none", gettext_lazy("I need none")),
    ("en", gettext_lazy("Into English")),
    ("vi", gettext_lazy("Into Vietnamese")),
]
FUNDING = [
    ("own", gettext_lazy("My own institution")),
    ("requested", gettext_lazy("I request support from the organisers")),
    ("other", gettext_lazy("Another source")),
]


class LogisticsForm(PartlyRight, forms.ModelForm):
    """Travel, visa and needs of one delegate. Its instance has its invitation."""

    attendance = _choice(
        gettext_lazy("How will you take part?"),
        ATTENDANCE,
        gettext_lazy("Without travel, nothing is kept of travel, hotel and visa."),
    )
    wants_pickup = _yes_no(gettext_lazy("Would you like to be picked up on arrival?"))
    hotel = _choice(gettext_lazy("Where will you stay?"), HOTEL)
    hotel_nights = forms.IntegerField(
        label=gettext_lazy("Number of nights"),
        required=False,
        validators=[
            MinValueValidator(1, gettext_lazy("Please give the nights as a number from 1 to 60.")),
            MaxValueValidator(60, gettext_lazy("Please give the nights as a number from 1 to 60.")),
        ],
        widget=forms.NumberInput(attrs={"min": 1, "max": 60}),
    )
    funding = _choice(gettext_lazy("Who pays for your travel?"), FUNDING)
    needs_visa_letter = _yes_no(
        gettext_lazy("Do you need a letter for your visa?"),
        gettext_lazy("Passport details are asked, and kept, only if you do."),
    )
    passport_number = forms.CharField(
        label=gettext_lazy("Passport number"),
        required=False,
        max_length=20,
        validators=[
            RegexValidator(
                r"^[A-Za-z0-9][A-Za-z0-9 -]{3,19}\Z",
                gettext_lazy("Please write the number as in the passport: letters and digits."),
            )
        ],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    interpretation = _choice(gettext_lazy("Do you need interpretation?"), INTERPRETATION)
    emergency_phone = forms.CharField(
        label=gettext_lazy("Their telephone"),
        required=False,
        max_length=50,
        validators=[refuse_implausible_phone],
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
        help_text=gettext_lazy("With the country code."),
    )

    class Meta:
        model = Logistics
        exclude = ["invitation", "changed_at", "changed_by"]  # noqa: DJ006 - a new field is asked for
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
            "passport_expires_on": gettext_lazy("Date of expiry"),
            "birth_on": gettext_lazy("Date of birth"),
            "diet": gettext_lazy("Diet (voluntary)"),
            "access_needs": gettext_lazy("Access needs (voluntary)"),
            "emergency_name": gettext_lazy("Whom shall we call in an emergency?"),
            "emergency_relation": pgettext_lazy("emergency contact", "Relation to you"),
        }
        help_texts = {
            "diet": gettext_lazy("For example vegetarian, halal, an allergy."),
            "access_needs": gettext_lazy(
                "What helps you to take part fully: a wheelchair place, captions, an assistant."
            ),
        }
        widgets = {
            "arrival_on": _day(),
            "arrival_time": _hour(),
            "departure_on": _day(),
            "departure_time": _hour(),
            "passport_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "passport_expires_on": _day(),
            "birth_on": _day(autocomplete="bday"),
            "access_needs": forms.Textarea(attrs={"rows": 3}),
            "emergency_name": forms.TextInput(attrs={"autocomplete": "off"}),
            "emergency_relation": forms.TextInput(attrs={"autocomplete": "off"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.dialogue = self.instance.invitation.dialogue
        for name in ["wants_pickup", "needs_visa_letter"]:
            self.initial[name] = {True: "yes", False: "no"}.get(getattr(self.instance, name))
        self.helper.layout = _layout()

    def clean_arrival_on(self):
        first = self.dialogue.starts_on - AROUND_THE_DIALOGUE
        return self._within(self.cleaned_data["arrival_on"], first, self.dialogue.ends_on)

    def clean_departure_on(self):
        last = self.dialogue.ends_on + AROUND_THE_DIALOGUE
        return self._within(self.cleaned_data["departure_on"], self.dialogue.starts_on, last)

    def _within(self, day, first, last):
        if day and not first <= day <= last:
            raise ValidationError(
                _(
                    "The dialogue begins on %(starts)s and ends on %(ends)s; please give a day "
                    "from %(first)s to %(last)s, or write to the secretariat."
                )
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
            raise ValidationError(_("Please check the year: a date of birth lies in the past."))
        return day

    def clean(self):
        cleaned = super().clean()
        for name in self._unneeded(cleaned):
            self.errors.pop(name, None)
            cleaned[name] = None if Logistics._meta.get_field(name).null else ""
        self._check_departure(cleaned)
        self._check_passport(cleaned)
        return cleaned

    def _unneeded(self, cleaned):
        attendance = cleaned.get("attendance", self.instance.attendance)
        if attendance in {Logistics.Attendance.ONLINE, Logistics.Attendance.LOCAL}:
            return TRAVEL_FIELDS + VISA_FIELDS
        is_wanted = cleaned.get("needs_visa_letter", self.instance.needs_visa_letter)
        return [] if is_wanted else VISA_FIELDS

    def _check_departure(self, cleaned):
        names = ["arrival_on", "arrival_time", "departure_on", "departure_time"]
        written = Logistics(**{name: cleaned.get(name) for name in names})
        if not written.leaves_before_arriving:
            return
        is_same_day = written.arrival_on == written.departure_on
        self.add_error(
            "departure_time" if is_same_day else "departure_on",
            _("This lies before your arrival. Please check both."),
        )

    def _check_passport(self, cleaned):
        expires_on = cleaned.get("passport_expires_on")
        leaves_on = cleaned.get("departure_on") or self.dialogue.ends_on
        if expires_on and expires_on < leaves_on:
            self.add_error(
                "passport_expires_on",
                _(
                    "This passport expires before %(day)s, when you leave. Please give one that is "
                    "valid longer, or check the date."
                )
                % {"day": _written(leaves_on)},
            )

    def save_valid(self, by):
        """Store every valid field in the name of `by`; a day that was overwritten by something
        wrong, and now contradicts the other one, is left empty."""
        row = self.instance
        if row.leaves_before_arriving:
            stale = "arrival" if {"arrival_on", "arrival_time"} & set(self.errors) else "departure"
            setattr(row, f"{stale}_on", None)
            setattr(row, f"{stale}_time", None)
        row.changed_at, row.changed_by = timezone.now(), by.name
        row.save()


def _written(day):
    return formats.date_format(day, "DATE_FORMAT")


def _layout():
    pair = "pair"
    return Layout(
        "attendance",
        Div(
            Fieldset(
                gettext_lazy("Arrival"),
                Div("arrival_on", "arrival_time", css_class=pair),
                Div("arrival_number", "arrival_place", css_class=pair),
                "wants_pickup",
            ),
            Fieldset(
                gettext_lazy("Departure"),
                Div("departure_on", "departure_time", css_class=pair),
                Div("departure_number", "departure_place", css_class=pair),
            ),
            Fieldset(
                gettext_lazy("Hotel and costs"),
                "hotel",
                Div("hotel_name", "hotel_nights", css_class=pair),
                "funding",
            ),
            Fieldset(
                gettext_lazy("Visa"),
                "needs_visa_letter",
                Div(
                    "passport_name",
                    Div("passport_nationality", "passport_number", css_class=pair),
                    Div("passport_place", "passport_expires_on", css_class=pair),
                    "birth_on",
                    css_class="indented if-visa",
                ),
            ),
            css_class="if-travelling",
        ),
        Fieldset(
            gettext_lazy("Your needs"),
            HTML('{% include "participants/_voluntary.html" %}'),
            "diet",
            "access_needs",
            "interpretation",
        ),
        Fieldset(
            gettext_lazy("In an emergency"),
            "emergency_name",
            Div("emergency_relation", "emergency_phone", css_class=pair),
        ),
    )


class GenderForm(PartlyRight, forms.ModelForm):
    """How the person describes their own gender; the passport's is not asked."""

    gender = _choice(
        gettext_lazy("How do you describe your gender? (optional)"),
        [
            ("woman", gettext_lazy("Woman")),
            ("man", gettext_lazy("Man")),
            ("other", gettext_lazy("In other words")),
            ("undisclosed", gettext_lazy("I prefer not to say")),
        ],
        gettext_lazy("It helps us to see that panels are balanced, and is shown to nobody else."),
    )

    class Meta:
        model = Person
        fields = ["gender", "gender_words"]
        labels = {"gender_words": gettext_lazy("In your own words")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        legend = gettext_lazy("About you")
        words = Div("gender_words", css_class="indented if-own-words")
        self.helper.layout = Layout(Fieldset(legend, "gender", words))

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("gender", self.instance.gender) != Person.Gender.OTHER:
            self.errors.pop("gender_words", None)
            cleaned["gender_words"] = ""
        return cleaned

    def save_valid(self):
        """Store every valid field, if any is new."""
        names = [name for name in self.changed_data if name not in self.errors]
        if names:
            self.instance.save(update_fields=self._meta.fields)


class CodeForm(forms.Form):
    """The six digits from the mail."""

    code = forms.CharField(
        label=gettext_lazy("The six digits from the mail"),
        required=False,
        max_length=100,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "size": 8}
        ),
    )


class ConsentTakenBackForm(forms.Form):
    """Which of the consents that stand are taken back, and who told the organisers so."""

    purposes = forms.MultipleChoiceField(
        label=gettext_lazy("What is taken back"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick what is taken back.")},
    )
    told_by = forms.CharField(
        label=gettext_lazy("Who said so, and how"),
        max_length=120,
        help_text=gettext_lazy("For example “the delegate, by telephone”."),
    )

    def __init__(self, standing, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["purposes"].choices = [
            (one.purpose, one.get_purpose_display()) for one in standing
        ]
