"""Why somebody was offered a seat, how people are named in a place, who cannot be addressed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any

from django import template
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from dialogue.models import Dialogue
from participants.delegates import at_home
from participants.letters import changed_facts as facts
from participants.letters import gaps
from participants.models import Answer, Invitation, OfficialLetter, Person
from participants.models.naming import mention_of
from participants.names.initials import initials as initials_of
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
def heading_of_details(invitation: Invitation) -> str:
    """The name of the page with the delegate's details: {{ invitation|heading_of_details }}."""
    return at_home.heading_of_details(invitation)


REMINDERS = [
    pgettext_lazy("which", "Reminder"),
    pgettext_lazy("which", "Second reminder"),
    pgettext_lazy("which", "Third reminder"),
]


@register.filter
def nth_reminder(number: int) -> str:
    """ "Reminder", "Second reminder" …, from the fourth "Reminder no. 4"; "nhắc lần 4"."""
    if number <= len(REMINDERS):
        return str(REMINDERS[number - 1])
    return pgettext("which", "Reminder no. %(number)d") % {"number": number}


@register.filter
def initials(person: Person) -> str:
    """Of the name as it is written: {{ person|initials }}."""
    return initials_of(person.name)


@register.filter
def named(person: Person, place: str) -> Named:
    """The person as named in a place, a value of `Place`: {{ person|named:"programme" }}."""
    return person.named(Place(place))


@register.filter
def somebody(name: str) -> str:
    """A name that somebody typed, as texts for others say it: {{ answer.answered_by_name|somebody
    }}."""
    return mention_of(name)


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
def warn_of_missing_forms(rows: Any, path: str, mend: str = "") -> dict[str, Any]:
    """Before letters leave: warnings that name those whom no letter can address, and those whose
    office or institution it would give in another language, with links to their pages. `path` leads
    from each row, or the only one, to its Person; "" where it is one. `mend`: the page on which
    forms of address are filled in together."""
    several = rows if isinstance(rows, Iterable) else [rows]
    people = [attrgetter(path)(row) if path else row for row in several]
    pairs = [(person, person.language) for person in people if person]
    return {
        "without_form": gaps.without_form(pairs),
        "untranslated": gaps.in_another_language(pairs),
        "mend": mend,
    }


@register.simple_tag
def languages_of_letters(rows: Iterable[Any]) -> str:
    """How many letters go out in each language: "English 12, Vietnamese 8". `rows`: one for each
    letter, which know their `addressee`."""
    numbers = Counter(row.addressee.language for row in rows if row.addressee)
    return ", ".join(
        f"{name} {numbers[code]}" for code, name in settings.LANGUAGES if numbers[code]
    )


@register.inclusion_tag("admin/participants/_forms_missing.html")
def warn_of_gaps_on_paper(letters: Sequence[OfficialLetter]) -> dict[str, Any]:
    """The same for official letters, each in its own languages."""
    pairs = [(row.person, code) for row in letters if row.person for code in row.codes]
    return {
        "without_form": gaps.without_form(pairs),
        "untranslated": gaps.of_official_letters(letters),
    }


@register.inclusion_tag("admin/participants/_forms_missing.html")
def warn_of_one_language(people: Iterable[Person]) -> dict[str, Any]:
    """The same for a paper that names people in every language."""
    everybody = list(people)
    pairs = [(person, code) for code, _name in settings.LANGUAGES for person in everybody]
    return {"without_form": [], "untranslated": gaps.in_another_language(pairs)}
