"""What most delegates want arranged for them, chosen at one stroke; whom it does not suit is
asked one by one."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.delegates.details_form import DetailsForm
from participants.delegates.forms import choice
from participants.models import DelegateDetails

STAYS = {DelegateDetails.Attendance.LOCAL, DelegateDetails.Attendance.ONLINE}
EACH = "each"
_usual = {"funding": "own", "needs_visa_letter": "no", "interpretation": "none"}
# What each choice says of the fields that it stands for, as the form sends them.
MEANS = {
    "hotel": {"wants_pickup": "yes", "hotel": "block", **_usual},
    "nothing": {"wants_pickup": "no", "hotel": "own", **_usual},
}
FIELDS = list(MEANS["hotel"])
# Nobody who is at home is asked about a visa.
FIELDS_OF_ALL = [name for name in FIELDS if name != "needs_visa_letter"]
DETAILS_OF_HOTEL = ["hotel_name", "hotel_nights"]


class ArrangementsForm(forms.Form):
    """One question in place of five, to those who travel."""

    arranged = choice(
        gettext_lazy("What shall we arrange for you?"),
        [
            ("hotel", gettext_lazy("A room in the organisers’ hotel, and a pick-up on arrival")),
            ("nothing", gettext_lazy("Nothing; I arrange my own hotel")),
            (EACH, gettext_lazy("Something else; I will answer one by one")),
        ],
        gettext_lazy(
            "The first two also mean: your own institution pays for your travel, and you need "
            "neither a letter for your visa nor interpretation. If that is different, answer one "
            "by one."
        ),
    )

    def ask_nothing_about_a_visa(self) -> None:
        """Of somebody at home where the dialogue takes place."""
        self.fields["arranged"].help_text = _(
            "The first two also mean: your own institution pays for your travel, and you need no "
            "interpretation. If that is different, answer one by one."
        )


def form_beside(details: DetailsForm, begun: Mapping[str, Any] | None = None) -> ArrangementsForm:
    """With the choice that fits what is in `details`, or the one that was made in `begun` (what was
    typed before the reader chose another language) or has just been sent."""
    values = {name: details[name].value() for name in [*FIELDS, *DETAILS_OF_HOTEL]}
    made = (begun or {}).get("arranged") or details.data.get("arranged")
    return ArrangementsForm(initial={"arranged": made or chosen(values)})


def chosen(values: Mapping[str, Any]) -> str:
    """The choice that fits these values of a form's fields; "" while none of them is given."""
    given = {name: values.get(name) or "" for name in FIELDS}
    is_silent = not any(values.get(name) for name in [*FIELDS_OF_ALL, *DETAILS_OF_HOTEL])
    if is_silent and given["needs_visa_letter"] != "yes":
        return ""
    of_hotel = any(values.get(name) for name in DETAILS_OF_HOTEL)
    fitting = (name for name, means in MEANS.items() if means == given and not of_hotel)
    return next(fitting, EACH)


def spelt_out(data: QueryDict) -> QueryDict:
    """What a form sent, with the fields for which its choice stands: whatever else they held was
    hidden."""
    means = MEANS.get(data.get("arranged", ""))
    if means is None or data.get("attendance") in STAYS:
        return data
    told = data.copy()
    for name, value in {**means, **dict.fromkeys(DETAILS_OF_HOTEL, "")}.items():
        told[name] = value
    return told
