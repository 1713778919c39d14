"""Two people behind one office address. An address is one person's here, for answers come from it;
so the second of them is reached through that office, once the organiser has said that it is so."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from dialogue.searching.folding import fold
from participants.models import Person
from participants.people.spreadsheets.rows import Row


class SharedAddresses:
    """`by_row` is {number of a row: the label of the other person with its address}, for rows with
    another person's name; where the names are alike it is one person twice."""

    def __init__(self, rows: Sequence[Row], known: Mapping[str, Person]) -> None:
        self.by_row: dict[int, str] = {}
        first: dict[str, Row] = {}
        for row in rows:
            email = row.cells.get("email", "").casefold()
            if not email:
                continue
            person = known.get(email)
            if person and are_different(_words(row), _words_of(person)):
                self.by_row[row.number] = f"{person.name} <{person.email}>"
            elif email in first and are_different(_words(row), _words(first[email])):
                values = {"number": first[email].number, "name": _name(first[email])}
                self.by_row[row.number] = _("row %(number)d of this file: %(name)s") % values
            else:
                first.setdefault(email, row)


def by_the_office(row: Row) -> None:
    """Let the person of a row be reached through the office whose address the row has."""
    email = row.cells.pop("email")
    row.cells.setdefault("reached_by", "office")
    how = _("By email to the office, %(address)s") % {"address": email}
    row.cells["postal_address"] = "\n".join(filter(None, [row.cells.get("postal_address"), how]))


def are_different(one: set[str], other: set[str]) -> bool:
    """Whether two names have no word in common. A name that changed by marriage keeps one."""
    return bool(one and other) and not one & other


def _name(row):
    return " ".join(filter(None, [row.cells.get("family_name"), row.cells.get("given_name")]))


def _words(row):
    return set(fold(_name(row)).split())


def _words_of(person):
    return set(fold(f"{person.family_name} {person.given_name} {person.display_name}").split())
