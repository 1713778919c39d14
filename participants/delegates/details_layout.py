"""In what parts and order the form for travel, visa and needs stands on the page."""

from crispy_forms.layout import HTML, Div, Field, Layout
from django.utils.translation import gettext_lazy

from participants.delegates.forms import part


def layout(*, asks_about_a_visa: bool = True) -> Layout:
    """The parts in their order, with their headings in the active language."""
    with_visa, without = gettext_lazy("Hotel, visa and costs"), gettext_lazy("Hotel and costs")
    pair = "pair"
    return Layout(
        "attendance",
        Div(
            part(
                gettext_lazy("Arrival"),
                Div("arrival_on", "arrival_time", css_class=pair),
                Div("arrival_number", "arrival_place", css_class=pair),
            ),
            part(
                gettext_lazy("Departure"),
                Div("departure_on", "departure_time", css_class=pair),
                Div("departure_number", "departure_place", css_class=pair),
            ),
            part(
                with_visa if asks_about_a_visa else without,
                HTML('{% include "participants/_arranged.html" %}'),
                Div(
                    "wants_pickup",
                    "hotel",
                    Div(
                        Field("hotel_name", wrapper_class="if-own-hotel"),
                        "hotel_nights",
                        css_class=pair,
                    ),
                    "funding",
                    "needs_visa_letter",
                    Div(
                        "passport_name",
                        Div("passport_nationality", "passport_number", css_class=pair),
                        Div("passport_place", "passport_expires_on", css_class=pair),
                        "birth_on",
                        css_class="indented if-visa",
                    ),
                    css_class="if-each",
                ),
            ),
            css_class="if-travelling",
        ),
        Div("interpretation", css_class="if-each-or-staying"),
        part(
            gettext_lazy("Your needs"),
            HTML('{% include "participants/_voluntary.html" %}'),
            "diet",
            "access_needs",
        ),
        part(
            gettext_lazy("In an emergency"),
            "emergency_name",
            Div("emergency_relation", "emergency_phone", css_class=pair),
        ),
    )


# The names of the fields, as the page has them.
ORDER = [pointer.name for pointer in layout().get_field_names()]
