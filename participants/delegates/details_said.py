"""Delegates’ details as people read them."""

from datetime import date, time
from typing import Any, cast

from django.db.models import Field
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogue.models import Dialogue
from participants.models import DelegateDetails

# Labels that stand twice on the page, as they are said where their heading is not seen.
SAID_IN_FULL = {
    "arrival_number": gettext_lazy("Arrival: flight or train number"),
    "arrival_place": gettext_lazy("Arrival: airport or station"),
    "departure_number": gettext_lazy("Departure: flight or train number"),
    "departure_place": gettext_lazy("Departure: airport or station"),
}


EVENING, MORNING = time(18), time(12)


def questions(row: DelegateDetails, dialogue: Dialogue) -> list[str]:
    """What is worth asking about the journey, though nothing is wrong with it: an arrival after the
    dialogue's first day, or a departure before its last is over."""
    asked = []
    arrives, leaves = row.arrival_on, row.departure_on
    first, last = dialogue.starts_on, dialogue.ends_on
    if arrives and (arrives, row.arrival_time or MORNING) >= (first, EVENING):
        asked.append(_("You arrive when the first day is over. Is that right?"))
    if leaves and (leaves, row.departure_time or EVENING) < (last, MORNING):
        asked.append(_("You leave before the last day is over. Is that right?"))
    return asked


def shown(row: DelegateDetails | None, name: str) -> str:
    """A field of DelegateDetails as people read it, or "" where nothing is filled in."""
    value = getattr(row, name, None)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, date):
        return formats.date_format(value, "DATE_FORMAT")
    if isinstance(value, time):
        return formats.time_format(value, "H:i")
    if name == "passport_nationality":
        return value.name
    display = getattr(row, f"get_{name}_display", None)
    return display() if display else value


def label(name: str) -> str:
    """What a field of DelegateDetails is called, in the active language."""
    field = cast("Field[Any, Any]", DelegateDetails._meta.get_field(name))
    return str(field.verbose_name)


def name_of(name: str) -> str:
    """What the delegate's page calls it where it stands alone."""
    return str(SAID_IN_FULL.get(name) or label(name))
