"""The cells that are refused, as fields in which the organiser writes them anew on the page; and
what may be chosen otherwise for a row that is not refused. No database."""

from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import gettext as _
from django_countries import countries

from participants.countries.reading import candidates
from participants.models import Category, Person
from participants.people.spreadsheets import proposals
from participants.people.spreadsheets.categories import Categories
from participants.people.spreadsheets.columns import COLUMNS, FULL_NAME
from participants.people.spreadsheets.outcomes import REFUSED, Mend, Outcome
from participants.people.spreadsheets.sheets import Sheet, heading

LONGEST = 300  # characters; more is written in the file
NAMES = {"family_name", "given_name"}
WAYS = ["reached_by", "postal_address"]  # of reaching somebody who has no email address


def mends_of(
    outcome: Outcome, sheet: Sheet, categories: Mapping[str, Category] | None
) -> list[Mend]:
    """A field for each cell of the row that is refused; `categories` are those of the dialogue, by
    any key. A name that was divided has its own field."""
    names = list(dict.fromkeys(name for _place, name, _text in outcome.refusals))
    elsewhere = NAMES if outcome.row.whole else set()
    made: list[Mend] = []
    for name in names:  # which may grow
        if any(one.column == name for one in made):
            continue
        if name not in COLUMNS or name in elsewhere:
            continue
        names += WAYS if name == "email" and not _value(outcome, sheet, name) else []
        value = _value(outcome, sheet, name)
        if len(value) <= LONGEST:
            made.append(Mend(name, heading(name), value, _options(name, value, categories)))
    return made


def offers_of(outcome: Outcome, categories: Categories, *, proposes: bool) -> list[Mend]:
    """The language of letters and the form of address of somebody new, and the category of whoever
    is not yet invited; with `proposes`, Mr or Ms where that is plain."""
    person = outcome.person
    if outcome.kind == REFUSED:
        return []
    made, is_new = [], person._state.adding
    if is_new:
        options = _options("language", "", None)
        made.append(Mend("language", heading("language"), person.language, options))
        made += _form_of_address(person, proposes)
    if categories.by_name and (is_new or person.pk not in categories.invited):
        value = outcome.category.slug if outcome.category else ""
        options = _options("category", "", categories.by_name)
        made.append(Mend("category", heading("category"), value, options))
    return made


def _form_of_address(person, proposes):
    """Mr or Ms, for whom a letter would be to "Ông/Bà", or to a name alone."""
    if person.is_addressed_in(person.language):
        return []
    name = f"form_of_address_{person.language}"
    options = [(form, form) for form in proposals.FORMS[person.language]]
    form = proposals.form_of_address(person) if proposes else ""
    degree = getattr(person, name) or ""  # which only the organiser's own choice replaces
    return [Mend(name, heading(name), degree, options, "" if degree else form)]


def _value(outcome, sheet, name):
    row = outcome.row
    corrected = sheet.choices.cells.get(str(row.number), {}).get(name)
    if corrected is not None:
        return corrected
    place = sheet.places.get(name) or (sheet.places.get(FULL_NAME) if name in NAMES else None)
    raw = row.raw[place - 1] if place and place <= len(row.raw) else ""
    return " ".join((row.cells.get(name) or raw).split())


def _options(name, value, categories):
    if name == "country":
        return [(code, str(countries.name(code))) for code in candidates(value)]
    if name == "category":
        offered = {one.pk: one for one in (categories or {}).values()}
        return [(one.slug, str(one)) for one in offered.values()]
    if name == "language":
        return [(code, _(label)) for code, label in settings.LANGUAGES]
    if name == "gender":
        return [(value, str(label)) for value, label in Person.Gender.choices if value]
    if name == "reached_by":
        return [(value, str(label)) for value, label in Person.ReachedBy.choices if value]
    return []
