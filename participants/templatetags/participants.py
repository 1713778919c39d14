"""Why somebody was offered a seat, how people are named in a place, who cannot be addressed."""

from collections.abc import Iterable
from datetime import datetime
from operator import attrgetter
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from dialogue.models import Dialogue
from participants.letters import changed_facts as facts
from participants.models import Answer, Person
from participants.names.protocol import Named, Place
from participants.seating import reserve

register = template.Library()
register.filter("sentence", reserve.sentence)

# Vietnamese letters count delegates in words: "Đại biểu thứ nhất".
IN_WORDS = [
    pgettext_lazy("delegate", "1"),
    pgettext_lazy("delegate", "2"),
    pgettext_lazy("delegate", "3"),
    pgettext_lazy("delegate", "4"),
    pgettext_lazy("delegate", "5"),
    pgettext_lazy("delegate", "6"),
    pgettext_lazy("delegate", "7"),
    pgettext_lazy("delegate", "8"),
    pgettext_lazy("delegate", "9"),
    pgettext_lazy("delegate", "10"),
]


@register.filter
def nth_delegate(number: int) -> str:
    """What follows “Delegate”, from 1: "1", in Vietnamese "thứ nhất"; above ten "số 11"."""
    if number <= len(IN_WORDS):
        return str(IN_WORDS[number - 1])
    return pgettext("delegate", "%(number)d") % {"number": number}


@register.filter
def named(person: Person, place: str) -> Named:
    """The person as named in a place, a value of `Place`: {{ person|named:"programme" }}."""
    return person.named(Place(place))


@register.inclusion_tag("participants/_changed_facts.html")
def changed_facts(
    dialogue: Dialogue, invited_at: datetime | None, answer: Answer | None = None
) -> dict[str, Any]:
    """Old and new days, place and status, as far as they have changed since the reader answered or,
    without an answer, was invited."""
    since_at = answer.answered_at if answer else invited_at
    heading = _("Changed since you answered") if answer else _("Changed since you were invited")
    return {"changes": facts.for_page(dialogue, since_at), "heading": heading}


@register.inclusion_tag("admin/participants/_forms_missing.html")
def warn_of_missing_forms(rows: Any, path: str) -> dict[str, Any]:
    """Before letters leave: a warning that names those whom no letter can address, with links to
    their pages. `path` leads from each row, or the only one, to its Person; "" where it is one."""
    several = rows if isinstance(rows, Iterable) else [rows]
    people = (attrgetter(path)(row) if path else row for row in several)
    return {"people": [one for one in dict.fromkeys(people) if one and not one.has_form_of_address]}
