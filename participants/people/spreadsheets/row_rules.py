"""What the model's own rules say of a person as a row of a list makes them, without a query."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from participants.models import Person
from participants.names import customs
from participants.people.spreadsheets.sheets import Row
from participants.people.spreadsheets.without_address import not_reached

NAMES = {"family_name", "given_name"}


def broken(person: Person, row: Row, *, is_new: bool) -> Iterator[tuple[str, str]]:
    """(column, sentence) for each rule that is broken. Of a person who is known, only the cells of
    the row are its fault."""
    typed: Collection[str] = {*row.cells, *row.problems}
    if is_new and not NAMES & set(typed):
        yield "family_name", _("A new person needs a family name or a given name.")
    if "in_capitals" in row.cells and customs.in_capitals(person.full_name) != person.in_capitals:
        text = _("This is no part of the displayed name, “%(name)s”. Copy the part from there.")
        yield "in_capitals", text % {"name": person.name}
    if not person.email and "email" not in row.problems:
        yield from not_reached(person)
    if person.precedence != Person.USUAL_PRECEDENCE and not person.precedence_reason:
        text = _("Give a reason for a precedence other than the usual one (100).")
        yield "precedence_reason", text
    if person.gender_words and person.gender != Person.Gender.OTHER:
        text = _("The person’s own words can only be given with the choice “self-described”.")
        yield "gender_words", text
