"""Why somebody was offered a seat, how people are named in a place, who cannot be addressed."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from django import template

from participants.models import Person
from participants.names.protocol import Named, Place
from participants.seating import reserve

register = template.Library()
register.filter("sentence", reserve.sentence)


@register.filter
def named(person: Person, place: str) -> Named:
    """The person as named in a place, a value of `Place`: {{ person|named:"programme" }}."""
    return person.named(Place(place))


@register.inclusion_tag("admin/participants/_forms_missing.html")
def warn_of_missing_forms(rows: Any, path: str) -> dict[str, Any]:
    """Before letters leave: a warning that names those whom no letter can address, with links to
    their pages. `path` leads from each row, or the only one, to its Person; "" where it is one."""
    several = rows if isinstance(rows, Iterable) else [rows]
    people = (attrgetter(path)(row) if path else row for row in several)
    return {"people": [one for one in dict.fromkeys(people) if one and not one.has_form_of_address]}
